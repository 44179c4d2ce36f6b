"""The scorecard and the tracker as tables: every column sorts by its own value, and what is not there stays last."""

from datetime import date

import pytest
from django.test import RequestFactory
from django_tables2 import RequestConfig

from boardpack.document import Cell, Scorecard, StatusShown
from boardpack.tables import action_table, scorecard_table
from tests.boardpack.documents import GREY, MONTHS, RED, action, document, number, row

NONE = Cell("N/A", why="not applicable")
BLANK = Cell("–", why="not held")
GREEN = StatusShown("green", "green", "")


def scorecard(*rows):
    return document(scorecard=Scorecard(MONTHS[-1:], "Southampton 2020/21", "South East", "England", rows))


def sorted_codes(found, query):
    table = RequestConfig(RequestFactory().get(f"/{query}"), paginate=False).configure(found)
    return [getattr(one.record, "code", "") or one.record.reference for one in table.rows]


CARD = scorecard(
    row("b", (number(97),), area="Front Door", status=GREY, target=NONE, england=number(60)),
    row("a", (number(1897),), area="Child Protection", status=RED, target=number(15880), england=NONE),
    row("c", (NONE,), area="Front Door", status=GREEN, target=number(83), england=BLANK),
)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["b", "a", "c"]),
        ("?sort=month_0", ["b", "a", "c"]),
        ("?sort=-month_0", ["a", "b", "c"]),
        ("?sort=target", ["c", "a", "b"]),
        ("?sort=-target", ["a", "c", "b"]),
        ("?sort=status", ["a", "c", "b"]),
        ("?sort=name", ["a", "b", "c"]),
        ("?sort=-name", ["c", "b", "a"]),
        ("?sort=area&sort=-name", ["a", "c", "b"]),
        ("?sort=england", ["b", "a", "c"]),
        ("?sort=-england", ["b", "a", "c"]),
        ("?sort=no_such_column", ["b", "a", "c"]),
        ("?sort=", ["b", "a", "c"]),
        ("?sort=-", ["b", "a", "c"]),
        ("?sort=shape", ["b", "a", "c"]),
        ("?sort=month_7", ["b", "a", "c"]),
    ],
)
def test_scorecard_sorts_by_what_is_behind_the_figure(query, codes):
    assert sorted_codes(scorecard_table(CARD), query) == codes


def test_scorecard_has_the_columns_of_a_board():
    headings = [column.header for column in scorecard_table(document()).columns]

    assert headings == [
        "Area", "Indicator", *MONTHS, "Shape", "Target", "Status", "Direction",
        "Southampton 2020/21", "South East", "England",
    ]  # fmt: skip


def test_two_scorecards_do_not_share_their_headings():
    first = scorecard_table(CARD)
    other = scorecard_table(
        document(scorecard=Scorecard(MONTHS[-1:], "Portsmouth 2019/20", "London", "Wales", ()))
    )

    assert first.columns["own_previous_year"].header == "Southampton 2020/21"
    assert other.columns["own_previous_year"].header == "Portsmouth 2019/20"


def test_scorecard_does_not_reorder_the_document():
    sorted_codes(scorecard_table(CARD), "?sort=name")

    assert [one.code for one in CARD.scorecard.rows] == ["b", "a", "c"]


def test_scorecard_shows_what_is_not_there_as_what_it_is():
    table = scorecard_table(scorecard(row("a", (NONE,), target=BLANK, england=Cell("<5", why="suppressed"))))
    cells = table.rows[0]

    assert cells.get_cell("month_0") == (
        '<span class="hs-cell hs-cell--none" title="not applicable">N/A'
        '<span class="govuk-visually-hidden"> (not applicable)</span></span>\n'
    )
    assert "&lt;5" in cells.get_cell("england")
    assert "–" in cells.get_cell("target")


TRACKED = document(
    actions=(
        action("A-3", due="19 January 2022", due_on=date(2022, 1, 19), owner="Service Manager"),
        action("A-1", due="goes on", due_on=None, owner="Principal Social Worker"),
        action("A-2", due="30 November 2021", due_on=date(2021, 11, 30), owner="Head of Quality"),
    )
)


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("", ["A-3", "A-1", "A-2"]),
        ("?actions-sort=due", ["A-2", "A-3", "A-1"]),
        ("?actions-sort=-due", ["A-3", "A-2", "A-1"]),
        ("?actions-sort=owner", ["A-2", "A-1", "A-3"]),
        ("?actions-sort=reference", ["A-1", "A-2", "A-3"]),
        ("?sort=reference", ["A-3", "A-1", "A-2"]),
    ],
)
def test_tracker_sorts_by_itself(query, references):
    assert sorted_codes(action_table(TRACKED), query) == references


def test_tracker_rows_are_addresses():
    assert [one.attrs["id"] for one in action_table(TRACKED).rows] == [
        "action-A-3",
        "action-A-1",
        "action-A-2",
    ]


def test_tracker_says_when_nothing_was_reported():
    assert action_table(TRACKED).rows[0].get_cell("latest_update") == "Nothing reported yet."
