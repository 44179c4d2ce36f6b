"""What the board's concern adds: words to the status, towards and away to the travel, and never a colour."""

from dataclasses import replace

import pytest

from indicators.measures.facts import Concern
from indicators.measures.kinds import Basis, ConcernSide, Polarity
from indicators.measures.measure import concern_in_force, measure
from indicators.measures.measured import ExceptionKind, Measured, StatusWord, Travel
from indicators.measures.periods import Month
from tests.indicators.measures.november import (
    APRIL,
    OCTOBER,
    ROWS,
    SEPTEMBER,
    a_series,
    a_target,
    an_indicator,
)

ABOVE = Concern(ConcernSide.ABOVE, APRIL, None, "Board meeting, 9 March 2021", "More children than workers.")
PLANS = an_indicator(basis=Basis.MONTH_END)


def stood(before: int, now: int, concern: Concern = ABOVE, target: int = 340) -> Measured:
    series = a_series([before, now], first=SEPTEMBER)
    return measure(PLANS, series, (a_target(target),), (), OCTOBER, concerns=[concern])


def test_a_status_on_the_boards_side_reads_so_and_says_why() -> None:
    row = ROWS["plans"]
    found = measure(row.indicator, row.series, (row.target,), (), OCTOBER, concerns=[ABOVE])
    assert (found.status.word, found.status.reads) == (StatusWord.ABOVE, "above: the board's concern")
    assert found.status.sentence == row.measured().status.sentence + (
        " The board is concerned when it is above (Board meeting, 9 March 2021): More children than workers."
    )
    assert found.concern == ABOVE
    assert found.exception.kind is row.measured().exception.kind is ExceptionKind.OUTSIDE_BAND
    assert row.measured().status.reads == "above"


@pytest.mark.parametrize(
    ("side", "now", "reads"),
    [
        (ConcernSide.ABOVE, 400, "above: the board's concern"),
        (ConcernSide.ABOVE, 280, "below"),
        (ConcernSide.BELOW, 280, "below: the board's concern"),
        (ConcernSide.BELOW, 400, "above"),
        (ConcernSide.EITHER, 280, "below: the board's concern"),
        (ConcernSide.EITHER, 400, "above: the board's concern"),
        (ConcernSide.EITHER, 345, "in line"),
    ],
)
def test_the_side_decides(side: ConcernSide, now: int, reads: str) -> None:
    assert stood(340, now, replace(ABOVE, side=side)).status.reads == reads


@pytest.mark.parametrize(
    ("side", "before", "now", "expected"),
    [
        (ConcernSide.ABOVE, 387, 388, Travel.AWAY),
        (ConcernSide.ABOVE, 388, 360, Travel.TOWARDS),
        (ConcernSide.ABOVE, 388, 300, Travel.TOWARDS),
        (ConcernSide.ABOVE, 300, 280, Travel.DOWN),
        (ConcernSide.BELOW, 300, 280, Travel.AWAY),
        (ConcernSide.EITHER, 300, 320, Travel.TOWARDS),
        (ConcernSide.EITHER, 330, 360, Travel.AWAY),
        (ConcernSide.EITHER, 330, 350, Travel.UP),
        (ConcernSide.ABOVE, 388, 388, Travel.STEADY),
    ],
)
def test_travel_reads_towards_or_away_from_the_target(
    side: ConcernSide, before: int, now: int, expected: Travel
) -> None:
    assert stood(before, now, replace(ABOVE, side=side)).direction.travel is expected


def test_travel_names_the_target_and_keeps_its_arrow() -> None:
    found = stood(387, 388).direction
    assert (found.arrow, found.sentence) == (
        "up",
        "Away from the target of 340 by 1: 388 in Oct-21 against 387 in Sep-21 (Oct-20 is not held).",
    )


def test_a_running_total_travels_by_what_its_target_asks_of_a_month() -> None:
    contacts = ROWS["contacts"]
    found = measure(contacts.indicator, contacts.series, (contacts.target,), (), OCTOBER, concerns=[ABOVE])
    assert found.direction.sentence.startswith(
        "Towards the target of 1,323.3 by 164: in-month readings of 1,978 in Oct-21 against 2,142 in Sep-21"
    )


def test_a_concern_holds_from_its_first_month_to_its_last() -> None:
    ended = replace(ABOVE, until=SEPTEMBER)
    later = replace(ABOVE, since=OCTOBER, reason="Again")
    assert concern_in_force([ended], OCTOBER) is None
    assert concern_in_force([ended], SEPTEMBER) == ended
    assert concern_in_force([ended], Month(2021, 3)) is None
    assert concern_in_force([ABOVE, later], OCTOBER) == later
    assert stood(387, 388, ended).status.reads == "above"


def test_what_has_a_polarity_is_judged_and_not_worried_about() -> None:
    series, target = a_series([300, 388], first=SEPTEMBER), a_target(340)
    judged = replace(PLANS, polarity=Polarity.LOWER)
    plain = measure(judged, series, (target,), (), OCTOBER)
    worried = measure(judged, series, (target,), (), OCTOBER, concerns=[ABOVE])
    assert (worried.status, worried.direction) == (plain.status, plain.direction)
