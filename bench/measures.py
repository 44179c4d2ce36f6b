"""
How long it takes to measure 60 indicators of 120 months each completely, and that the cost grows in a straight line.

CPU time of one process, so that what else the machine does counts for nothing; no database and no Django. README.md
beside this says how to run it.
"""

import argparse
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from indicators.measures.facts import Comparator, Concern, Event, Indicator, Target
from indicators.measures.kinds import (
    Basis,
    ConcernSide,
    EventKind,
    GeographyKind,
    Kind,
    Polarity,
    TargetKind,
    TargetProfile,
)
from indicators.measures.measure import measure
from indicators.measures.periods import FinancialYear, Month
from indicators.measures.readings import Reading, Series

INDICATORS, MONTHS = 60, 120
MOST_MILLISECONDS = 250
STRAIGHT = 1.35  # a straight line doubles; this much more is the noise of a busy machine
FIRST = Month(2011, 11)
GEOGRAPHIES = (
    ("Northport", GeographyKind.OWN),
    ("South East", GeographyKind.REGION),
    ("Statistical neighbours", GeographyKind.NEIGHBOURS),
    ("England", GeographyKind.ENGLAND),
)

Case = tuple[
    Indicator, Series, tuple[Target, ...], tuple[Comparator, ...], tuple[Event, ...], tuple[Concern, ...]
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="the quickest of so many is told")
    rounds = parser.parse_args().rounds
    whole = cost(INDICATORS, MONTHS, rounds)
    print(f"{INDICATORS} indicators × {MONTHS} months: {whole:.0f} ms (at most {MOST_MILLISECONDS})")
    ratios = {
        "twice the indicators": cost(2 * INDICATORS, MONTHS, rounds) / whole,
        "twice the months": cost(INDICATORS, 2 * MONTHS, rounds) / whole,
    }
    for words, ratio in ratios.items():
        print(f"{words}: {ratio:.2f} × the time (a straight line gives 2 or less)")
    kept = whole <= MOST_MILLISECONDS and max(ratios.values()) <= 2 * STRAIGHT
    print("kept" if kept else "NOT KEPT")
    return 0 if kept else 1


def cost(indicators: int, months: int, rounds: int) -> float:
    """Milliseconds of CPU, the quickest of several rounds."""
    cases = [case(number, months) for number in range(indicators)]
    last = FIRST.plus(months - 1)
    return min(timed(lambda: measure_all(cases, last)) for _ in range(rounds)) * 1000


def measure_all(cases: list[Case], last: Month) -> None:
    """Every rule, picture and comparison; the picture of every month, exceptions of the two since the last pack."""
    for indicator, series, targets, comparators, events, concerns in cases:
        measure(
            indicator,
            series,
            targets,
            comparators,
            last,
            last.plus(-1),
            events=events,
            concerns=concerns,
            chart_from=FIRST,
        )


def timed(work: Callable[[], None]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def case(number: int, months: int) -> Case:
    """A count from April, a percentage with its counts, and a level at month end, in turn."""
    chance = Random(number)
    years = range(FIRST.financial_year.start, FIRST.plus(months).financial_year.start + 1)
    made = (_contacts, _in_time, _plans)[number % 3]
    indicator, readings, aim = made(f"indicator-{number}", months, chance)
    series = Series({FIRST.plus(at): reading for at, reading in enumerate(readings)})
    targets = tuple(Target(Reading.of(aim), FinancialYear(year), TargetKind.STATUTORY) for year in years)
    figures = tuple((f"Authority {at}", Decimal(aim + chance.randint(-9, 9))) for at in range(10))
    comparators = tuple(
        Comparator(
            name,
            kind,
            FinancialYear(year),
            Reading.of(aim + chance.randint(-9, 9)),
            f"Published {year + 1}",
            indicator.basis,
            figures=figures if kind is GeographyKind.NEIGHBOURS else (),
        )
        for year in years
        for name, kind in GEOGRAPHIES
    )
    half = FIRST.plus(months // 2)
    events = (Event(half, EventKind.STEP, "New threshold", "Agreed.", 24),)
    concerns = (Concern(ConcernSide.ABOVE, half, None, "Board meeting", "Rising"),)
    return indicator, series, targets, comparators, events, concerns


Made = tuple[Indicator, list[Reading], int]


def _contacts(code: str, months: int, chance: Random) -> Made:
    total, readings = 0, []
    for at in range(months):
        total = (0 if FIRST.plus(at).month_of_year == 1 else total) + 1000 + chance.randint(-90, 90)
        readings.append(Reading.of(total))
    profile = TargetProfile.LINEAR
    return (
        Indicator(
            code, "Contacts", code, "Front Door", Kind.COUNT, Basis.YEAR_TO_DATE, target_profile=profile
        ),
        readings,
        12000,
    )


def _in_time(code: str, months: int, chance: Random) -> Made:
    counts = [(chance.randint(20, 50), 50) for _ in range(months)]
    readings = [
        Reading(Decimal(2 * part), numerator=Decimal(part), denominator=Decimal(whole))
        for part, whole in counts
    ]
    polarity = Polarity.HIGHER
    return (
        Indicator(code, "In time", code, "Child Protection", Kind.PERCENTAGE, Basis.IN_MONTH, polarity),
        readings,
        80,
    )


def _plans(code: str, months: int, chance: Random) -> Made:
    readings = [Reading.of(340 + chance.randint(-40, 40)) for _ in range(months)]
    return Indicator(code, "Plans", code, "Child Protection", Kind.COUNT, Basis.MONTH_END), readings, 340


if __name__ == "__main__":
    raise SystemExit(main())
