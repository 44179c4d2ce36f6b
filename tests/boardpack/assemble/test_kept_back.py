"""What is kept back from whom: drafts, published packs and live pages; on record, and held against earlier editions."""

from collections.abc import Callable
from datetime import date

import pytest

from boardpack.assemble.answers import indicator_answer
from boardpack.assemble.figures import KEPT_BACK, figures_held, figures_in_pack
from boardpack.assemble.indicator_page import indicator_page
from boardpack.assemble.kept_back import Kept, KeptBackPage, kept_back_page
from boardpack.assemble.month_scorecard import month_scorecard
from boardpack.assemble.whole import document_of
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, publish_pack, take_out_indicator
from boardpack.operations.publishing import start_edition
from boardpack.queries.earlier import earlier_editions
from indicators.measures.disclosure import Earlier
from indicators.measures.kinds import RelationKind, RelationRole
from indicators.measures.readings import Reading
from indicators.models import Indicator, Relation, RelationMember
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_indicator
from partnership.models import Meeting
from partnership.operations.rows import create
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 24)


@pytest.fixture
def parts(measured: Callable[..., Indicator]) -> list[Indicator]:
    """October: 3 and 17 of 20. September: 8 and 14 of 22."""
    count = {"kind": "count", "polarity": "none"}
    made = [
        measured("young", 8, 3, small_number_control=True, order=1, **count),
        measured("old", 14, 17, order=2, **count),
        measured("both", 22, 20, target=30, order=3, **count),
    ]
    whole = create(Relation, by=None, kind=RelationKind.TOTAL.value)
    for row, role in zip(made, [RelationRole.PART, RelationRole.PART, RelationRole.WHOLE], strict=True):
        create(RelationMember, by=None, relation=whole, indicator=row, role=role.value)
    return made


@pytest.fixture
def pack(november: Meeting, parts: list[Indicator]) -> Pack:
    return draft_pack(meeting=november, month=OCTOBER, as_at=TODAY, by=None)


def readings(pack: Pack) -> dict[str, list[str]]:
    """Of each row of the scorecard."""
    return {row.code: [cell.shown for cell in row.readings] for row in document_of(pack).scorecard.rows}


def test_the_draft_is_the_boards_already(pack):
    assert readings(pack) == {"young": ["8", "c"], "old": ["14", "c"], "both": ["22", "20"]}
    young = document_of(pack).sections[0]
    assert young.notes[0] == (
        "c stands for a figure that is kept back, so that no count of few children can be read or worked out."
    )
    assert young.chart.lines[0].values[-1] is None


def test_publishing_puts_what_is_kept_back_on_record(pack):
    published = publish_pack(pack=pack, by=None, now=NOW)
    assert published.suppressions == [
        {"code": "young", "month": "2021-10", "why": "The count is between 1 and 5.", "figure": "3"},
        {
            "code": "old",
            "month": "2021-10",
            "why": "With other figures it would show Short young, Oct-21.",
            "figure": "17",
        },
    ]
    (edition,) = earlier_editions()
    assert edition == Earlier(
        shown={
            ("young", OCTOBER.plus(-1)): 8,
            ("old", OCTOBER.plus(-1)): 14,
            ("both", OCTOBER.plus(-1)): 22,
            ("both", OCTOBER): 20,
        },
        kept_back={("young", OCTOBER): 3, ("old", OCTOBER): 17},
    )


def test_a_further_edition_shows_what_is_no_longer_small_without_telling_what_was(pack, parts, officer):
    """3 becomes 7: with 17 shown beside the 20 of the first edition, the 3 could be worked out."""
    first = publish_pack(pack=pack, by=None, now=NOW)
    young, _, both = parts
    for row, value in ((young, 7), (both, 24)):
        record_outturn(
            indicator=row, month=OCTOBER, reading=Reading.of(value), by=officer, reason="restated", version=1
        )
    second = start_edition(pack=first, reason="Restated.", by=None)
    shown = readings(second)
    assert (shown["both"][-1], shown["old"][-1], shown["young"][-1]) == ("24", "c", "c")


@pytest.mark.parametrize(("role", "young"), [("performance_officer", "3"), ("chair", "c"), ("approver", "c")])
def test_live_pages_keep_back_for_all_but_officers(role, young, parts, person_with_role):
    user = person_with_role(role)
    card, _ = month_scorecard(user, OCTOBER)
    assert {row.code: row.readings[-1].shown for row in card.rows}["young"] == young
    page, _ = indicator_page(user, "young", TODAY)
    assert page.section.latest.shown == young
    answer = indicator_answer(user, "old", OCTOBER, OCTOBER)
    assert answer["reading"]["value"] == (17 if young == "3" else None)
    assert answer["readings"][-1]["symbol"] == ("" if young == "3" else "c")


def test_what_a_figure_was_before_is_for_officers(pack, parts, officer, person_with_role):
    """3 when it was published, 7 since: the history would tell the 3."""
    publish_pack(pack=pack, by=None, now=NOW)
    record_outturn(
        indicator=parts[0], month=OCTOBER, reading=Reading.of(7), by=officer, reason="restated", version=1
    )
    for role in ("chair", "board_member"):
        page = figures_in_pack(person_with_role(role), "published", TODAY, "young")
        assert [(row.shown, row.now, row.before) for row in page.outturns] == [
            ("c", None, ()),
            ("8", None, ()),
        ]
        assert {row.remark for row in page.outturns} == {KEPT_BACK}
    with pytest.raises(Refused, match="only officers see"):
        figures_held(person_with_role("chair"), "young")
    assert [state.shown for state in figures_held(officer, "young").outturns[0].before] == ["3"]


def test_a_check_of_the_whole_does_not_tell_its_parts(parts, officer, chair):
    """Both are 21 now, and the parts 3 and 17."""
    record_outturn(
        indicator=parts[2], month=OCTOBER, reading=Reading.of(21), by=officer, reason="late", version=1
    )
    for user, count in ((officer, 1), (chair, 0)):
        found = indicator_answer(user, "both", OCTOBER, OCTOBER)["checks"]
        assert sum("3 (Short young)" in one["message"] for one in found) == count


def test_what_is_kept_back_beside_a_pack_is_on_record_for_the_editions_after_it(pack, parts, officer):
    take_out_indicator(choice=pack.choices.get(indicator=parts[0]), by=officer)
    published = publish_pack(pack=pack, by=None, now=NOW)
    assert [one["code"] for one in published.suppressions] == ["old", "young"]
    assert [one.name for one in kept_back_page(officer, TODAY, 1).kept_back] == ["Name of old"]


def test_a_partnership_whose_board_sees_small_counts_keeps_nothing_back(pack, settings):
    settings.BOARD_SEES_SMALL_COUNTS = True
    assert readings(pack)["young"] == ["8", "3"]
    assert publish_pack(pack=pack, by=None, now=NOW).suppressions == []


def test_officers_see_what_is_kept_back_and_what_was_given_away(pack, parts, officer, administrator, chair):
    small = KeptBackPage(pack=kept_back_page(officer, TODAY).pack, kept_back=YOUNG_AND_OLD, given_away=())
    assert kept_back_page(officer, TODAY) == kept_back_page(administrator, TODAY) == small
    publish_pack(pack=pack, by=None, now=NOW)
    page = kept_back_page(officer, TODAY, 1)
    assert (page.kept_back, page.given_away) == (YOUNG_AND_OLD, ())
    assert (kept_back_page(officer, TODAY), kept_back_page(officer, TODAY, 2)) == (None, None)
    for edition in (None, 1):
        with pytest.raises(Refused):
            kept_back_page(chair, TODAY, edition)


def test_small_count_that_an_edition_showed_is_told_as_given_away(pack, parts, officer):
    young = save_indicator(indicator=parts[0], by=None, small_number_control=False)
    first = publish_pack(pack=pack, by=None, now=NOW)
    save_indicator(indicator=young, by=None, small_number_control=True, code="younger")
    start_edition(pack=first, reason="Put right.", by=None)
    for edition in (None, 1):
        given = kept_back_page(officer, TODAY, edition).given_away
        assert [(one.name, one.month, one.figure) for one in given] == [("Name of young", "Oct-21", "3")]


YOUNG_AND_OLD = (
    Kept("Name of young", "Oct-21", "3", "The count is between 1 and 5."),
    Kept("Name of old", "Oct-21", "17", "With other figures it would show Short young, Oct-21."),
)
