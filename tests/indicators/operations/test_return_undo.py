"""Undoing a return: what it changed is as before, unless somebody has changed it since."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from indicators.importers import read_return
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Comparator, DataNote, Indicator, Outturn, Return, Target
from indicators.operations.outturns import OutturnAlreadyPublished, record_outturn, remove_outturn
from indicators.operations.return_undo import Undone, undo_return
from indicators.operations.returns import apply_return
from indicators.queries.commentary_desk import confirmed_for
from indicators.queries.standing_notes import standing_notes
from partnership.models import User
from partnership.operations.rows import CannotBeDone
from partnership.verdicts import Refused

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
LATER = datetime(2021, 11, 25, 9, 30, tzinfo=UTC)
SEPTEMBER, OCTOBER = Month(2021, 9), Month(2021, 10)
HEADER = "Area|Indicator|Outturn type|Sep-21|Oct-21|Target|Southampton 20/21"


def bring(figures: str, name: str) -> Return:
    lines = f"{HEADER}\nFront Door|Number of swans|NUMBER|{figures}\n".replace("|", "\t")
    table = read_return(lines.encode())
    outcome = apply_return(
        table=table,
        file_name=name,
        sha256=name,
        by=None,
        now=NOW,
        create_missing=True,
        warnings_note="Looked at.",
    )
    assert outcome.applied
    return Return.objects.get(file_name=name)


def undo(kept: Return, by: User | None = None, reason: str = "") -> Undone:
    return undo_return(kept=kept, by=by, now=LATER, reason=reason)


def figures() -> dict[str, Decimal | None]:
    return {row.month.label: row.value for row in Outturn.objects.all()}


@pytest.fixture
def first(db: None) -> Return:
    return bring("4|5|6|50", "first.tsv")


@pytest.fixture
def second(first: Return) -> Return:
    return bring("4|7|8|51", "second.tsv")


@pytest.fixture
def swans(first: Return) -> Indicator:
    return Indicator.objects.get()


def test_what_it_changed_is_as_before_with_its_source(first, second, officer):
    undone = undo(second, by=officer)

    assert (undone.put_back, undone.kept_back, undone.stays) == (3, (), {})
    october = Outturn.objects.get(month=OCTOBER)
    assert (october.value, october.version, october.source_return, october.source_cell) == (
        Decimal(5),
        3,
        first,
        "E2",
    )
    record = october.history.first()
    assert (record.history_user, record.history_change_reason) == (officer, "second.tsv was undone.")
    target = Target.objects.get()
    assert (target.value, target.source_return, target.source_cell) == (Decimal(6), first, "F2")
    compared = Comparator.objects.order_by("pk").values_list("value", "withdrawn_at")
    assert list(compared) == [(Decimal(50), None), (Decimal(51), LATER)]
    second.refresh_from_db()
    assert (second.state, second.undone_at, second.undone_by) == ("undone", LATER, officer)


def test_what_it_made_is_gone_but_for_the_indicator_which_is_named(first):
    undone = undo(first)

    assert (undone.put_back, undone.kept_back) == (4, ())
    assert undone.stays == {
        "areas": ("Front Door",),
        "geographies": ("Southampton",),
        "indicators": ("Number of swans",),
    }
    assert (Outturn.objects.count(), Target.objects.count(), Indicator.objects.count()) == (0, 0, 1)
    assert [record.history_type for record in Outturn.history.all()] == ["-", "-", "+", "+"]


def test_what_was_changed_since_stays_and_is_named(second, swans, officer):
    record_outturn(indicator=swans, month=OCTOBER, reading=Reading.of(9), by=officer)
    today = Outturn.history.first().history_date

    undone = undo(second)

    assert undone.kept_back == (
        f"Number of swans, Oct-21, was changed by {officer.name} on {today:%-d %B %Y}, so it stays as it is.",
    )
    assert (undone.put_back, figures()) == (2, {"Sep-21": Decimal(4), "Oct-21": Decimal(9)})


def test_what_was_removed_since_stays_removed(first, officer):
    remove_outturn(outturn=Outturn.objects.get(month=OCTOBER), by=officer)
    undone = undo(first)
    assert len(undone.kept_back) == 1
    assert undone.kept_back[0].endswith("so it stays removed.")
    assert figures() == {}


def test_returns_can_be_undone_one_after_the_other(first, second):
    undo(second)
    assert undo(first).kept_back == ()
    assert figures() == {}


def test_an_earlier_return_leaves_what_a_later_one_changed(first, second):
    undone = undo(first)
    assert (undone.put_back, len(undone.kept_back)) == (
        2,
        2,
    )  # September and the comparator; October and the target
    assert figures() == {"Oct-21": Decimal(7)}


def test_a_published_month_asks_for_a_reason(second, october_published):
    with pytest.raises(OutturnAlreadyPublished):
        undo(second)
    second.refresh_from_db()
    assert (second.state, figures()["Oct-21"]) == ("applied", Decimal(7))

    undo(second, reason="The wrong file was sent.")
    row = Outturn.objects.get(month=OCTOBER)
    assert (row.value, row.history.first().history_change_reason) == (Decimal(5), "The wrong file was sent.")


def test_a_target_that_a_published_pack_judges_by_is_not_erased(first, october_published):
    undone = undo(first, reason="The wrong file was sent.")
    assert undone.kept_back == (
        "Number of swans, target 2021/22, stays, because a published pack judges by the targets of that year.",
    )
    assert Target.objects.count() == 1


def test_a_second_undo_is_refused(first, officer):
    undo(first, by=officer)
    with pytest.raises(CannotBeDone) as told:
        undo(first)
    assert str(told.value) == (
        f"first.tsv was undone on 25 November 2021 by {officer.name}, so there is nothing to undo: import the file again "
        "if its figures should stand."
    )


def test_after_it_the_file_can_come_in_again(first):
    undo(first)
    bring("4|5|6|50", "again.tsv")
    assert figures() == {"Sep-21": Decimal(4), "Oct-21": Decimal(5)}


def test_its_notes_go_with_it_so_that_what_they_confirmed_is_asked_again(first, swans):
    lines = f"{HEADER}\nFront Door|Number of swans|PERCENTAGE|4|5|6|50\n".replace("|", "\t")
    content = lines.encode()

    def again(note: str = "") -> bool:
        table = read_return(content)
        return apply_return(
            table=table, file_name="typed.tsv", sha256="typed", by=None, now=NOW, warnings_note=note
        ).needs_note

    undo(first)
    assert again()
    assert not again("Typed so for years.")
    undo(Return.objects.get(file_name="typed.tsv"))

    assert again()  # the very figures: what was confirmed of them does not stand
    assert standing_notes([swans.code], OCTOBER, None) == confirmed_for(swans.code, OCTOBER) == ()
    assert not again("The outturn type is wrong in their system.")
    kept = DataNote.objects.order_by("pk").values_list("note", "withdrawn_at")
    assert list(kept) == [
        ("Typed so for years.", LATER),
        ("The outturn type is wrong in their system.", None),
    ]


def test_only_who_may_enter_data_undoes(first, board_member):
    with pytest.raises(Refused):
        undo(first, by=board_member)
    assert len(figures()) == 2


def test_queries_do_not_grow_with_the_figures(
    db: None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    rows = "".join(f"A\tNumber of swans on pond {pond}\tNUMBER\t1\t2\n" for pond in range(20))
    content = f"Area\tIndicator\tOutturn type\tSep-21\tOct-21\n{rows}".encode()
    apply_return(
        table=read_return(content),
        file_name="ponds.tsv",
        sha256="ponds",
        by=None,
        now=NOW,
        create_missing=True,
        warnings_note="Looked at.",
    )
    with django_assert_max_num_queries(26):
        assert undo(Return.objects.get()).put_back == 40
