from indicators.measures.exceptions import Standing, find
from indicators.measures.measured import ExceptionKind, Signal, Status, StatusWord
from indicators.measures.periods import Month
from tests.indicators.measures.november import OCTOBER, ROWS, SEPTEMBER

QUIET = Signal(special_cause=False, possible=False, improvement=False, sentence="Nothing.")
CONCERN = Signal(special_cause=True, possible=False, improvement=False, sentence="A special cause.")
IMPROVEMENT = Signal(special_cause=True, possible=False, improvement=True, sentence="Better.")
POSSIBLE = Signal(special_cause=False, possible=True, improvement=False, sentence="Perhaps.")
GREEN = Status(StatusWord.GREEN, "It meets the target.")
RED = Status(StatusWord.RED, "It misses the target.", outside_band=True)
ABOVE = Status(StatusWord.ABOVE, "It is above.", outside_band=True)
JUST_ABOVE = Status(StatusWord.ABOVE, "It is above, and near.")
GREY = Status(StatusWord.NOT_JUDGED, "There is no target.")


def found(*standings: tuple[Month, Status, Signal]) -> tuple[ExceptionKind, str, Month]:
    exception = find([Standing(*standing) for standing in standings])
    return exception.kind, exception.sentence, exception.month


def test_each_kind_has_its_line() -> None:
    assert found((OCTOBER, RED, CONCERN)) == (ExceptionKind.RED, "Oct-21: It misses the target.", OCTOBER)
    assert found((OCTOBER, GREEN, CONCERN)) == (ExceptionKind.SPECIAL_CAUSE, "A special cause.", OCTOBER)
    assert found((OCTOBER, ABOVE, POSSIBLE)) == (ExceptionKind.POSSIBLE_SIGNAL, "Perhaps.", OCTOBER)
    assert found((OCTOBER, ABOVE, QUIET)) == (ExceptionKind.OUTSIDE_BAND, "Oct-21: It is above.", OCTOBER)
    assert found((OCTOBER, GREY, QUIET)) == (ExceptionKind.NOT_JUDGED, "There is no target.", OCTOBER)
    assert found((OCTOBER, GREEN, QUIET)) == (ExceptionKind.NONE, "Oct-21: no exception.", OCTOBER)
    assert found((OCTOBER, JUST_ABOVE, QUIET))[0] == ExceptionKind.NONE


def test_an_improvement_is_no_exception_and_a_signal_is_one_without_a_target() -> None:
    assert found((OCTOBER, GREEN, IMPROVEMENT))[0] == ExceptionKind.NONE
    assert found((OCTOBER, GREY, POSSIBLE))[0] == ExceptionKind.POSSIBLE_SIGNAL


def test_any_month_since_the_last_pack_counts_and_is_named() -> None:
    assert found((SEPTEMBER, RED, QUIET), (OCTOBER, GREEN, QUIET)) == (
        ExceptionKind.RED,
        "Sep-21: It misses the target.",
        SEPTEMBER,
    )
    assert found((SEPTEMBER, RED, QUIET), (OCTOBER, RED, QUIET))[2] == OCTOBER
    assert found((SEPTEMBER, RED, QUIET), (OCTOBER, ABOVE, QUIET))[:1] == (ExceptionKind.RED,)


def test_an_indicator_that_was_red_last_month_is_still_told() -> None:
    row = ROWS["icpc-in-time"]
    may, august = Month(2021, 5), Month(2021, 8)
    assert row.measured(may).exception.kind == ExceptionKind.NONE
    since_april = row.measured(may, window_from=Month(2021, 4)).exception
    assert (since_april.kind, since_april.month) == (ExceptionKind.RED, Month(2021, 4))
    assert row.measured(august, window_from=Month(2021, 9)).exception.month == august
