"""What changed since the last pack as tables of words: every table, and the words where there is nothing."""

from boardpack.document import Since, from_text, to_text
from boardpack.document.told import FIRST, NOT_TOLD, annexed, intro_of, linked_within, told_of
from tests.boardpack.documents import document, since


def test_an_edition_from_before_says_so():
    assert (intro_of(None), told_of(None), annexed(None)) == (NOT_TOLD, (), ())
    assert "since" not in to_text(document()).split("publication")[1]


def test_a_first_pack_compares_nothing():
    first = Since(last="")

    assert (intro_of(first), annexed(first)) == (FIRST, ())
    assert [(one.heading, one.nothing, one.rows) for one in told_of(first)] == [
        (
            "Did it move, since an action was done?",
            "No action is done whose indicators could have moved.",
            (),
        ),
        ("Asked, challenged and decided", "Nothing was asked, challenged or decided.", ()),
        ("Notes on the data", "No note on the data stands.", ()),
        ("Asked for, and not received", "Nothing that was asked for is missing.", ()),
    ]


def test_nothing_that_changed_is_told_in_words():
    told = told_of(Since(last="Board pack", last_meeting="Board, 1 May 2021", before="edition 1"))

    assert [one.nothing for one in told] == [
        "No figure, word or action in it differs.",
        "That meeting raised no action.",
        "Nothing was restated.",
        "No status changed.",
        "No action was closed.",
        "No deadline slipped.",
        "No action is new.",
        "No action is done whose indicators could have moved.",
        "Nothing was asked, challenged or decided.",
        "No note on the data stands.",
        "Nothing that was asked for is missing.",
    ]


def test_what_changes_a_status_comes_first_and_the_rest_is_in_the_annex():
    whole = since()
    changing = next(one for one in told_of(whole) if one.heading == "Restated, with another status")

    assert [row.cells[:4] for row in changing.rows] == [("Conferences", "Sep-21", "73%", "81%")]
    assert changing.below == "1 restatement that changes no status stands in the annex."
    assert [row.cells for row in annexed(whole)[0].rows] == [
        ("Plans", "Aug-21", "c (suppressed)", "1,107", "No reason is on record.")
    ]


def test_every_table_is_as_wide_as_its_rows():
    for table in (*told_of(since()), *annexed(since())):
        assert len(table.heads) == len(table.widths)
        assert {len(row.cells) for row in table.rows} == {len(table.heads)}


def test_a_row_leads_only_to_what_the_pack_has():
    pack = document(since=since())

    anchors = {row.anchor for table in linked_within(pack, told_of(pack.since)) for row in table.rows}
    assert anchors == {"", "indicator-icpc-in-15-days", "action-A-1", "points"}
    assert from_text(to_text(pack)) == pack
