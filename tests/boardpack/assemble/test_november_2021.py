"""The page of exceptions that the source report would have had."""

from datetime import date

import pytest

from boardpack.document import from_text

AS_AT = date(2021, 11, 24)


@pytest.fixture
def document(sample_site, db):
    return from_text(sample_site.document)


def test_exceptions_in_four_parts(document):
    page = document.exceptions

    assert [(line.code, line.status.word, line.kind) for line in page.new] == [
        ("icpc-in-15-days", "red", "red"),
        ("icpc-to-plan", "below", "possible signal"),
    ]
    assert [line.code for line in page.standing] == [
        "contacts", "referral-rate", "section-47-rate", "icpc-rate", "plans",
    ]  # fmt: skip
    assert page.late_actions == ()
    assert [line.code for line in page.not_judged] == ["plan-rate", "plans-ended", "reviews-to-plan"]
    assert page.is_first


def test_the_one_exception_without_words_says_so(document):
    page = document.exceptions

    assert [line.code for line in (*page.new, *page.standing) if line.gap] == ["icpc-rate"]


def test_every_part_is_there(document):
    assert (len(document.sections), len(document.points), len(document.actions)) == (10, 6, 7)
    assert document.meeting_date == AS_AT
