"""What the checks find in the November 2021 sample, as its officer sees it."""

import pytest

from boardpack.assemble.commentary import commentary_page
from boardpack.assemble.month_checks import figure_findings
from indicators.assemble import measured_in
from indicators.measures.readings import Reading
from indicators.models import Geography, Indicator
from indicators.operations.comparators import record_comparator
from partnership.models import User
from tests.boardpack.conftest import NOW, OCTOBER

TOTALS = ["referral-rate", "section-47-rate", "icpc-rate", "plan-rate"]


@pytest.fixture
def sample(sample_site, db):
    return sample_site


def test_the_sample_s_figures_have_what_the_report_did_not_see(sample):
    found = {(each.check, each.code) for each in figure_findings(OCTOBER, measured_in(OCTOBER))}
    assert found == {
        *(("total-start", code) for code in TOTALS),
        ("outside-limits", "icpc-to-plan"),
        ("more-than-most", "referral-rate"),
        ("starts-not-stock", "plan-rate"),
        ("far-from-profile", "contacts"),
    }


def test_the_sample_s_words_are_held_against_its_figures(sample):
    officer = User.objects.get(email="performance-officer@example.org")
    pages = {
        code: commentary_page(officer, OCTOBER, code, NOW.date())
        for code in ("plans", "plan-rate", "icpc-to-plan")
    }
    assert {code: sorted({remark.check for remark in page.remarks}) for code, page in pages.items()} == {
        "plans": ["step-without-owner"],
        "plan-rate": ["comparator-missing", "movement", "step-without-owner"],
        "icpc-to-plan": ["signal-silent", "step-without-owner"],
    }
    assert [each.check for each in pages["icpc-to-plan"].confirmed] == ["outside-limits", "written-otherwise"]
    assert pages["icpc-to-plan"].figures == ()


def test_a_comparator_that_a_return_brought_is_held_against_the_published_file_when_that_is_there(sample):
    record_comparator(
        indicator=Indicator.objects.get(code="referral-rate"),
        geography=Geography.objects.get(name="England"),
        year=2020,
        reading=Reading.of("494.3"),
        vintage="DfE 2021",
        by=None,
        now=NOW,
    )
    found = [
        each for each in figure_findings(OCTOBER, measured_in(OCTOBER)) if each.check == "comparator-differs"
    ]
    assert [each.code for each in found] == ["referral-rate"]
    assert found[0].message.startswith(
        "484 for England in 2020/21 is in no published file that is held (494.3 in DfE 2021)"
    )
