"""
The sample's figures come out of the published pack as they went into the return.

The copy of the table in samples/ is read here without the product's importer, and so is the source report where it
lies beside the project.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from actions.models import Action
from boardpack.document import Cell, PackDocument, from_text
from boardpack.models import Pack, PackStatus
from indicators.models import Outturn, Population, Target
from partnership.models import Meeting, User
from partnership.roles import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample_site")]

SAMPLES = settings.BASE_DIR / "samples"
REPORT = settings.BASE_DIR.parent / "shared" / "report" / "sscp-assurance-november-2021.txt"
MONTHS = ["Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21"]


def table_in(file: Path) -> list[dict[str, str]]:
    """The ten rows of a tab-separated table, wherever in the file it stands."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.count("\t") >= 13]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def document(sample_site) -> PackDocument:
    """The published document."""
    return from_text(sample_site.document)


def figure(written: str) -> Decimal | None:
    """The number in a cell of the source, or None for N/A and blank."""
    plain = written.strip().rstrip("%")
    return None if plain in {"", "N/A"} else Decimal(plain)


def assert_same(cell: Cell, written: str) -> None:
    assert cell.value == figure(written)
    if written == "N/A":
        assert (cell.shown, cell.why) == ("N/A", "not applicable")
    elif not written.strip():
        assert cell.shown != "N/A"
        assert cell.shown != "0"


def assert_figures_equal(document: PackDocument, rows: list[dict[str, str]]) -> None:
    """All 70 readings, 10 targets and 30 comparator cells."""
    board = document.scorecard
    assert list(board.months) == MONTHS
    assert [row.name for row in board.rows] == [row["Indicator"].strip() for row in rows]
    for shown, written in zip(board.rows, rows, strict=True):
        assert shown.area == written["Area"]
        assert len(shown.readings) == len(MONTHS)
        for month, cell in zip(MONTHS, shown.readings, strict=True):
            assert_same(cell, written[month])
        assert_same(shown.target, written["Target"])
        assert_same(shown.own_previous_year, written["Southampton 20/21"])
        assert_same(shown.region, written["South East"])
        assert_same(shown.england, written["England"])


def test_document_equals_the_table_in_samples(document):
    assert_figures_equal(document, table_in(SAMPLES / "november-2021-return.tsv"))


@pytest.mark.skipif(not REPORT.is_file(), reason="the source report does not lie beside the project")
def test_document_equals_the_source_report(document):
    assert_figures_equal(document, table_in(REPORT))


def test_percentages_are_shown_with_their_sign(document):
    by_code = {row.code: row for row in document.scorecard.rows}

    assert [cell.shown for cell in by_code["icpc-to-plan"].readings] == [
        "89%",
        "92%",
        "93%",
        "96%",
        "98%",
        "97%",
        "79%",
    ]
    assert by_code["contacts"].readings[-1].shown == "14,567"


def test_document_has_the_meeting_the_month_and_the_day(document):
    assert document.meeting_date.isoformat() == "2021-11-24"
    assert document.as_at.isoformat() == "2021-11-24"
    assert document.reporting_month_label == "Oct-21"
    assert document.edition == 1
    assert document.status == "published"


def test_statuses_judge_one_row_only(document):
    words = {row.code: row.status.word for row in document.scorecard.rows}

    assert words == {
        "contacts": "above",
        "referral-rate": "above",
        "section-47-rate": "above",
        "icpc-rate": "above",
        "icpc-in-15-days": "red",
        "icpc-to-plan": "below",
        "plans": "above",
        "plan-rate": "not judged",
        "plans-ended": "not judged",
        "reviews-to-plan": "not judged",
    }


def test_exceptions_page_has_its_four_parts(document):
    page = document.exceptions

    assert page.is_first
    assert [line.code for line in page.new] == ["icpc-in-15-days", "icpc-to-plan"]
    assert [line.code for line in page.standing] == [
        "contacts",
        "referral-rate",
        "section-47-rate",
        "icpc-rate",
        "plans",
    ]
    assert all(line.standing_reason and line.review for line in page.standing)
    assert [line.code for line in page.standing if not line.actions] == ["icpc-rate"]
    assert page.late_actions == ()
    assert [line.code for line in page.not_judged] == ["plan-rate", "plans-ended", "reviews-to-plan"]
    assert all(line.sentence for line in page.not_judged)


def test_the_exception_without_words_says_who_was_asked_and_when(document):
    line = next(line for line in document.exceptions.standing if line.code == "icpc-rate")

    asked_of = "Commentary was asked of Head of Safeguarding on 24 November 2021, and not received"
    assert (line.explanation, line.gap) == (asked_of, asked_of)
    asked = "the Head of Safeguarding was asked for one on 24 November 2021"
    assert line.no_action == f"No action: {asked}"


def test_seven_rows_have_words_and_three_have_none(document):
    silent = [section.code for section in document.sections if not section.texts]

    assert silent == ["icpc-rate", "plans-ended", "reviews-to-plan"]
    assert all(
        text.tells_us == "" and text.analysis and text.next_steps
        for section in document.sections
        for text in section.texts
    )


def test_the_reports_mistakes_are_kept(document):
    words = {section.code: " ".join(text.analysis for text in section.texts) for section in document.sections}

    assert "15 – 20%" in words["icpc-in-15-days"]
    assert "outlier" in words["plan-rate"]
    assert "broadly static for two months" in words["plans"]
    assert not any(character.isdigit() for character in words["icpc-to-plan"])


def test_actions_have_owners_and_one_end_each(document):
    assert len(document.actions) == 7
    assert all(line.owner and line.owner_note and line.due for line in document.actions)
    assert [line.title for line in document.actions if len(line.indicators) == 2] == [
        "Run assurance clinics",
        "Recruit social workers and keep them",
    ]


def test_points_ask_something_of_the_board(document):
    assert [point.asks for point in document.points] == [
        "to discuss",
        "to discuss",
        "to note",
        "to note",
        "to decide",
        "to note",
    ]


def test_sample_brings_a_sign_in_for_every_role_without_a_password():
    active = User.objects.filter(is_active=True)
    assert sorted(person.groups.get().name for person in active) == sorted(role.key for role in ROLES)
    assert not any(person.has_usable_password() for person in User.objects.all())


def test_sample_is_dated_by_its_meetings_and_holds_the_population():
    pack = Pack.objects.get()
    assert pack.status == PackStatus.PUBLISHED
    assert set(Action.objects.values_list("raised_on", flat=True)) == {pack.meeting.date}
    assert [meeting.date.isoformat() for meeting in Meeting.objects.order_by("date")] == [
        "2021-11-24",
        "2022-01-20",
        "2022-03-24",
    ]
    assert [(row.children, row.year) for row in Population.objects.all()] == [(51805, 2020)]


def test_sample_keeps_who_did_it():
    writers = {row.history_user.email for row in Outturn.history.all()}
    assert writers == {"performance-officer@example.org"}
    assert Target.objects.exclude(kind="not_stated").count() == 7


def test_loading_twice_is_refused():
    before = (Outturn.objects.count(), Action.objects.count(), User.objects.count(), Pack.objects.count())

    with pytest.raises(CommandError) as refused:
        call_command("load_sample")

    assert (
        str(refused.value) == "The sample is only for an empty site, and this one holds indicators already."
    )
    assert before == (
        Outturn.objects.count(),
        Action.objects.count(),
        User.objects.count(),
        Pack.objects.count(),
    )
