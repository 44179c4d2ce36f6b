"""The process chart in the document's words: the months of the picture, each stretch with its limits, signs when they may be."""

from decimal import Decimal

from boardpack.document.process import process_shown
from indicators.measures.facts import Event
from indicators.measures.kinds import EventKind, Kind, Polarity, TargetKind
from indicators.measures.measure import measure
from indicators.measures.spc import xmr
from tests.indicators.measures.november import APRIL, a_series, a_target, an_indicator

LOW, HIGH = [40, 42] * 7, [60, 62] * 6 + [60, 75]
STEP = Event(APRIL.plus(14), EventKind.STEP, "New threshold", "Agreed by the board.")


def shown(values, **more):
    one = an_indicator(Kind.PERCENTAGE, polarity=Polarity.HIGHER)
    last = APRIL.plus(len(values) - 1)
    target = a_target(90, TargetKind.STATUTORY, year=last.financial_year)
    measured = measure(one, a_series(values), (target,), (), last, **more)
    return measured, process_shown(measured, measured.chart.labels)


def test_stretches_of_the_picture_have_their_own_limits():
    measured, process = shown([*LOW, *HIGH], events=(STEP,))

    assert [point.month for point in process.points] == list(measured.chart.labels)
    assert [(one.start, one.mean) for one in process.limits] == [
        ("Apr-21", 41),
        ("Jun-22", Decimal("61.92857142857143")),
    ]
    last = xmr(HIGH, polarity="higher").points[-1]
    assert (float(process.limits[1].lower), float(process.limits[1].upper)) == (last.lower, last.upper)
    assert process.points[-1].special_cause == "outside"
    assert process.words == (
        ("Variation", "Special cause, improving: high or rising"),
        ("Assurance", "The target will be missed unless something changes"),
    )


def test_a_stretch_that_ends_before_the_picture_is_left_out():
    measured, process = shown([*LOW, *HIGH], events=(STEP,), chart_from=APRIL.plus(20))

    assert (measured.chart.labels[0], [one.start for one in process.limits]) == ("Dec-22", ["Jun-22"])
    assert len(process.points) == 8


def test_signs_are_not_shown_below_thirteen_readings_but_points_are():
    _, process = shown(LOW[:7])

    assert (process.shown, process.words, process.assurance) == (False, (), "")
    assert [point.value for point in process.points] == LOW[:7]
    assert process.sentence == "No signal in Oct-21 (trial limits, 7 months)."


def test_no_reading_gives_no_point():
    one = an_indicator()
    measured = measure(one, a_series(()), (), (), APRIL)

    assert process_shown(measured, measured.chart.labels).points == ()
