import pytest

from indicators.measures.kinds import Kind, Polarity
from indicators.measures.measured import Signal
from indicators.measures.periods import Month
from indicators.measures.signals import signal
from tests.indicators.measures.november import APRIL, a_series, an_indicator

STEADY = [10, 11] * 6


def said(values: list[int | None], polarity: Polarity = Polarity.HIGHER, kind: Kind = Kind.COUNT) -> Signal:
    return signal(an_indicator(kind, polarity=polarity), a_series(values), APRIL.plus(len(values) - 1))


def test_six_readings_are_too_few() -> None:
    assert (
        said([1, 9, 1, 9, 1, 99]).sentence
        == "Too few readings to tell a signal from chance: 6, and it takes 7."
    )


@pytest.mark.parametrize("count", [7, 12])
def test_from_seven_to_twelve_only_a_latest_reading_outside_trial_limits_is_told(count: int) -> None:
    quiet = said([10, 11] * (count // 2) + [10] * (count % 2))
    assert (quiet.possible, quiet.special_cause) == (False, False)
    assert quiet.sentence == f"No signal in {APRIL.plus(count - 1).label} (trial limits, {count} months)."
    values: list[int | None] = [10, 11] * 6
    loud = said([*values[: count - 1], 40])
    assert (loud.possible, loud.special_cause, loud.improvement) == (True, False, True)


def test_a_shift_is_not_told_below_thirteen() -> None:
    assert not said([0, 0, 1, 0, 3, 4, 3, 4, 3, 4, 3]).possible


def test_thirteen_readings_tell_special_causes() -> None:
    high, low = said([*STEADY, 30]), said([*STEADY, -10])
    assert (high.special_cause, high.improvement, low.improvement) == (True, True, False)
    assert high.sentence == "A special cause, an improvement: 30 in Apr-22 is above the upper limit of 18.7."
    assert low.sentence == "A special cause, a concern: -10 in Apr-22 is below the lower limit of 1.8."
    neutral = said([*STEADY, 30], Polarity.NONE)
    assert (neutral.improvement, neutral.sentence) == (
        False,
        "A special cause: 30 in Apr-22 is above the upper limit of 18.7.",
    )
    assert said([*STEADY, 10]).sentence == "No special cause in Apr-22 (13 months)."


def test_the_rules_are_told_in_words() -> None:
    shift = [0, 1, 0, 1, 0, 1, 0, 3, 4, 3, 4, 3, 4, 3]
    assert said(shift, Polarity.LOWER).sentence == (
        "A special cause, a concern: 3 in May-22 belongs to a run of seven or more readings above the mean of 1.9."
    )
    trend = [*[10, 20] * 5, 18, 17, 16, 15, 14, 13, 12]
    assert said(trend).sentence == (
        "A special cause, a concern: 12 in Aug-22 belongs to a run of seven or more readings in which each falls."
    )
    near = [*[10, 13] * 10, 18, 18]
    assert said(near).sentence == (
        "A special cause, an improvement: 18 in Jan-23 is one of two in three readings that lie close to the upper "
        "limit of 19.9."
    )


def test_a_gap_is_kept_and_not_counted() -> None:
    assert said([1, None, 2, 1, 2, 1, 9]).sentence == (
        "Too few readings to tell a signal from chance: 6, and it takes 7."
    )


def test_a_month_without_a_reading_has_no_signal() -> None:
    assert (
        said([*STEADY, 30, None]).sentence == "No signal can be looked for: May-22 has no in-month reading."
    )
    assert signal(an_indicator(), a_series([]), Month(2022, 5)).special_cause is False


def test_later_readings_do_not_change_what_is_said_of_a_month() -> None:
    held = a_series([*STEADY, 30, 31, 32])
    assert signal(an_indicator(), held, APRIL.plus(12)) == signal(
        an_indicator(), held.up_to(APRIL.plus(12)), APRIL.plus(12)
    )
