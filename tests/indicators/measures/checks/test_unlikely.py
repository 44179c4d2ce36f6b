import pytest

from indicators.measures.facts import Event
from indicators.measures.in_month import derive
from indicators.measures.kinds import Basis, EventKind, Frequency, Kind
from indicators.measures.periods import Month
from indicators.measures.process import ChartSettings
from indicators.measures.signals import signal
from tests.indicators.measures.checks.asked import findings, found, said
from tests.indicators.measures.november import APRIL, OCTOBER, ROWS, a_series, an_indicator

MAY = Month(2021, 5)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((38, 380), "380 in May-21 is at least ten times the 38 of Apr-21: correct it, or say why it is so."),
        ((620, 62), "62 in May-21 is a tenth or less of the 620 of Apr-21: correct it, or say why it is so."),
        ((0, 25), "25 in May-21 is at least ten times the 0 of Apr-21: correct it, or say why it is so."),
        ((25, 0), "0 in May-21 is a tenth or less of the 25 of Apr-21: correct it, or say why it is so."),
    ],
)
def test_tenfold_steps_are_told(values: tuple[int, int], sentence: str) -> None:
    assert said(an_indicator(), a_series(values), (MAY,)) == [("ten-times", sentence)]


@pytest.mark.parametrize(
    "values", [(38, 379), (620, 63), (1, 19), (0, 19), (19, 0), (0, 0), (None, 500), (-50, 5)]
)
def test_lesser_steps_small_numbers_and_what_has_no_number_are_left_out(values: tuple[int, int]) -> None:
    assert found(an_indicator(), a_series(values), (MAY,)) == []


def test_percentage_written_as_a_share_of_one_is_found() -> None:
    held = a_series((89, "0.92"))
    assert [check for check, _ in found(an_indicator(Kind.PERCENTAGE), held, (MAY,))] == ["ten-times"]


def test_running_total_is_looked_at_by_what_happened_in_the_month() -> None:
    contacts = ROWS["contacts"].indicator
    held = a_series((1897, 3977, 26350))
    assert said(contacts, held, (held.months[-1],)) == [
        (
            "ten-times",
            "22,373 in Jun-21 alone is at least ten times the 2,080 of May-21: correct it, or say why it is so.",
        )
    ]


def test_entering_an_earlier_month_is_seen_in_the_month_after_it() -> None:
    assert found(an_indicator(), a_series((500, 40)), (APRIL,)) == [("ten-times", "May-21")]
    quarterly = an_indicator(frequency=Frequency.QUARTERLY)
    held = a_series((500, 40), first=Month(2021, 6), step=3)
    assert found(quarterly, held, (Month(2021, 6),)) == [("ten-times", "Sep-21")]


def test_limits_are_those_of_the_signal() -> None:
    row = ROWS["icpc-to-plan"]
    (told,) = said(row.indicator, row.series, (OCTOBER,))
    shown = signal(row.indicator, derive(row.indicator, row.series).series, OCTOBER).sentence
    assert (
        shown.removeprefix("A possible signal (trial limits, 7 months): ").rstrip(".")
        == told[1].split(" (")[0]
    )


def test_limits_need_seven_readings_and_look_only_at_the_latest_until_there_are_thirteen() -> None:
    low_third = (50, 52, 10, 51, 53, 50, 52, 51)
    assert found(an_indicator(), a_series((50, 51, 50, 51, 50, 10)), (Month(2021, 9),)) == []
    assert found(an_indicator(), a_series(low_third)) == []
    longer = (50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 90, 50, 51, 50, 51)
    held = a_series(longer)
    assert said(an_indicator(), held) == [
        (
            "outside-limits",
            "90 in Apr-22 is above the upper limit of 68.3 (limits, 17 readings): correct it, or say why it is so.",
        )
    ]
    assert found(an_indicator(), held, (held.months[-1],)) == []


def test_reading_outside_the_limits_stays_confirmed_while_they_move() -> None:
    values = [50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 90]
    held, later = a_series(values), a_series([*values, 50])
    (before,), (after,) = (findings(an_indicator(), series, (held.months[-1],)) for series in (held, later))
    assert before.message != after.message
    assert (before.facts, before.rests_on) == (after.facts, ("2022-04 90", "above the upper limit"))


def test_limits_after_a_step_are_the_new_ones_as_on_the_chart() -> None:
    low, high = [50, 51] * 7, [90, 91] * 4
    step = Event(APRIL.plus(14), EventKind.STEP, "New threshold", "Agreed by the board.")
    whole, last = a_series([*low, *high]), (APRIL.plus(21),)
    assert found(an_indicator(), whole, last) == [("outside-limits", "Jan-23")]
    assert found(an_indicator(), whole, events=(step,)) == []
    assert said(an_indicator(), a_series([*low, *high[:6], 50]), events=(step,)) == [
        (
            "outside-limits",
            "50 in Dec-22 is below the lower limit of 64.3 (trial limits, 7 readings since the step of Jun-22): correct it, "
            "or say why it is so.",
        )
    ]
    before = a_series([*low[:6], 70, *low[7:], *high])
    assert found(an_indicator(), before, events=(step,)) == [("outside-limits", "Oct-21")]
    short = a_series([*low[:6], 70, *low[7:11], *high])
    assert found(an_indicator(), short, events=(Event(APRIL.plus(11), EventKind.STEP, "Step", "Why"),)) == []


def test_limits_are_screened_where_that_is_chosen() -> None:
    held = a_series([1, 2, 1, 2, 10, *[1, 2] * 6, 6])
    assert found(an_indicator(), held, held.months[-1:]) == []
    screened = ChartSettings(screen_outliers=True)
    assert found(an_indicator(), held, held.months[-1:], settings=screened) == [("outside-limits", "Sep-22")]


def test_limits_are_never_those_of_running_totals() -> None:
    held = a_series((10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120))
    assert found(an_indicator(basis=Basis.YEAR_TO_DATE), held) == []
    steep = a_series((10, 20, 31, 41, 52, 62, 73, 113))
    assert found(an_indicator(basis=Basis.YEAR_TO_DATE), steep, (Month(2021, 11),)) == [
        ("outside-limits", "Nov-21")
    ]
