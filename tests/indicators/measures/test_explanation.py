"""docs/explanation/measures.md quotes what the rules give, and no other figure."""

import inspect
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from indicators.measures.benchmarks import FEWEST_FOR_QUARTILES
from indicators.measures.calculated import Calculation
from indicators.measures.did_it_move import LATER_READINGS
from indicators.measures.direction import travel
from indicators.measures.facts import Concern
from indicators.measures.formula_text import parse
from indicators.measures.intervals import EXACT_BELOW, wilson
from indicators.measures.kinds import Basis, ConcernSide, Kind
from indicators.measures.measure import measure
from indicators.measures.measured import ExceptionKind, Measured
from indicators.measures.process import FEWEST_FOR_A_TREND
from indicators.measures.readings import Series
from indicators.measures.running_start import SUSPECT_ABOVE, running_start
from indicators.measures.signals import SHOWN_FROM, TRIAL_FROM
from indicators.measures.spc import LIMIT, SCREEN, xmr
from indicators.measures.status import tolerance
from indicators.measures.stretch import Term
from indicators.measures.targets import Share, share_of_year
from indicators.measures.wording import derived, figure, per_cent_of, shown
from tests.indicators.measures.november import (
    OCTOBER,
    PERCENTAGE,
    RATE,
    ROWS,
    SEPTEMBER,
    a_series,
    an_indicator,
)

PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "measures.md"

NAMES = {
    "contacts": "contacts",
    "referrals": "referrals",
    "section-47": "Section 47 enquiries",
    "icpc": "conferences",
    "icpc-in-time": "conferences held in time",
    "icpc-to-plan": "conferences that lead to a plan",
    "plans": "children on a plan",
    "plan-rate": "plan starts",
    "plans-ended": "plans ended",
    "reviews-to-plan": "reviews",
}

# Numbers in names: the reference package's version, Section 47.
OTHERS = {"0.2.2", "47"}

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)*%?"


def quoted() -> dict[str, str]:
    boxes = re.findall(r"```figures\n(.*?)```", PAGE.read_text(), re.DOTALL)
    lines = [line for box in boxes for line in box.strip().splitlines()]
    found = {name: value for name, _, value in (line.partition(" | ") for line in lines)}
    assert len(found) == len(lines)
    return found


def measured() -> dict[str, Measured]:
    return {NAMES[code]: row.measured() for code, row in ROWS.items()}


def given_by_the_rules() -> dict[str, str]:
    return {
        **_in_month(),
        **_targets(),
        **_statuses(),
        **_travel(),
        **_signals(),
        **_exceptions(),
        **_intervals(),
        **_concern(),
        **_calculated(),
        **_did_it_move(),
        "figures that make quartiles": str(FEWEST_FOR_QUARTILES),
    }


def _in_month() -> dict[str, str]:
    all_of = measured()
    contacts, referrals = all_of["contacts"], all_of["referrals"]
    starts = {NAMES[code]: running_start(row.indicator, row.series, OCTOBER) for code, row in ROWS.items()}
    return {
        "contacts, as supplied": _listed(contacts, contacts.series),
        "contacts, each month alone": _listed(contacts, contacts.in_month),
        "referrals, each month alone": _listed(referrals, referrals.in_month),
        "suspect above": str(SUSPECT_ABOVE),
        **{
            f"months' worth in April: {name}": str(round(start.steps_held, 1))
            for name, start in starts.items()
            if start is not None
        },
    }


def _listed(of: Measured, series: Series) -> str:
    return " ".join(shown(reading, of.indicator) for _, reading in series)


def _targets() -> dict[str, str]:
    contacts = measured()["contacts"]
    share = share_of_year(contacts.indicator, contacts.series, OCTOBER)
    assert isinstance(share, Share)
    assert contacts.target is not None
    to_date, whole, projected = (
        contacts.target_to_date.value,
        contacts.target.reading,
        contacts.projection.value,
    )
    assert contacts.reading.value is not None
    assert to_date is not None
    assert projected is not None
    return {
        "contacts, target for the year": shown(whole, contacts.indicator),
        "contacts, months due": str(share.part),
        "contacts, months in a year": str(share.whole),
        "contacts, target to date": derived(to_date, contacts.indicator),
        "contacts, reading as a share of it": per_cent_of(contacts.reading.value, to_date),
        "contacts, projection to March": figure(projected, contacts.indicator),
        "contacts, forecast": contacts.forecast.sentence.removeprefix("24,972 is ").split(" (")[0],
    }


def _statuses() -> dict[str, str]:
    all_of = measured()
    totals = ("referrals", "Section 47 enquiries", "conferences")
    found = {name: all_of[name].status.sentence.split(": ")[0] for name in totals}
    on_time, to_plan, plans, contacts = (
        all_of[name]
        for name in (
            "conferences held in time",
            "conferences that lead to a plan",
            "children on a plan",
            "contacts",
        )
    )
    return {
        **found,
        "conferences held in time": _word_and(on_time, ","),
        "conferences held in time, tolerance": tolerance(on_time.indicator, Decimal(83)).words,
        "conferences that lead to a plan": _word_and(to_plan, ","),
        "children on a plan": _word_and(plans, " ("),
        "children on a plan, band": tolerance(plans.indicator, Decimal(340)).words,
        "contacts": _word_and(contacts, " ("),
        "contacts, said beside it": contacts.status.beside,
        "not judged": _named(all_of, lambda one: one.status.word == "not judged"),
    }


def _word_and(one: Measured, until: str) -> str:
    return f"{one.status.word}: {one.status.sentence.split(until)[0]}"


def _travel() -> dict[str, str]:
    names = (
        "conferences held in time",
        "conferences that lead to a plan",
        "children on a plan",
        "contacts",
        "conferences",
    )
    all_of = measured()
    return {
        **{f"travel: {name}": _first(all_of[name].direction.sentence) for name in names},
        "rounding, entered as whole numbers": _largest_without_arrow(Basis.IN_MONTH, PERCENTAGE),
        "rounding, subtracted": _largest_without_arrow(Basis.RUNNING_TOTAL, RATE),
    }


def _first(sentence: str) -> str:
    return re.split(r"; |\. |\.$", sentence)[0]


def _largest_without_arrow(basis: Basis, kind: Kind) -> str:
    indicator = an_indicator(kind, basis)
    quiet = [
        change
        for change in range(1, 9)
        if not travel(indicator, a_series((50, 50 + change), first=SEPTEMBER), OCTOBER).arrow
    ]
    return str(max(quiet))


def _signals() -> dict[str, str]:
    defaults = inspect.signature(xmr).parameters
    all_of = measured()
    to_plan, on_time = all_of["conferences that lead to a plan"], all_of["conferences held in time"]
    return {
        "limits, times the average change": str(LIMIT),
        "screening, times the average change": str(SCREEN),
        "points in a trend": str(defaults["trend_points"].default),
        "points in a trend, where it is chosen": str(FEWEST_FOR_A_TREND),
        "points in a shift": str(defaults["shift_points"].default),
        "limits are shown from": str(SHOWN_FROM),
        "trial limits from": str(TRIAL_FROM),
        "conferences that lead to a plan, lower trial limit": _limits(to_plan)[0],
        "conferences held in time, trial limits": " ".join(_limits(on_time)),
        "possible signals": _named(all_of, lambda one: one.signal.possible),
    }


def _limits(one: Measured) -> tuple[str, str]:
    last = xmr([reading.value for _, reading in one.in_month], polarity="none").points[-1]
    lower, upper = Decimal(repr(last.lower)), Decimal(repr(last.upper))
    return derived(lower, one.indicator), derived(upper, one.indicator)


def _exceptions() -> dict[str, str]:
    all_of = measured()
    kinds = (ExceptionKind.RED, ExceptionKind.POSSIBLE_SIGNAL, ExceptionKind.OUTSIDE_BAND)
    listed = {kind.value: _named(all_of, lambda one, kind=kind: one.exception.kind == kind) for kind in kinds}
    return {"exceptions": str(sum(len(names.split(", ")) for names in listed.values())), **listed}


def _named(all_of: dict[str, Measured], holds: Callable[[Measured], bool]) -> str:
    return ", ".join(name for name, one in all_of.items() if holds(one))


def _concern() -> dict[str, str]:
    plans = ROWS["plans"]
    concern = Concern(ConcernSide.ABOVE, SEPTEMBER, None, "Board meeting", "More than can be visited")
    found = measure(plans.indicator, plans.series, (plans.target,), (), OCTOBER, concerns=[concern])
    return {
        "children on a plan, with a concern": found.status.reads,
        "travel: children on a plan, with a concern": found.direction.sentence.split(" (")[0],
    }


def _intervals() -> dict[str, str]:
    limits = (Decimal(repr(limit * 100)) for limit in wilson(382, 531))
    return {
        "conferences in time 2020/21, counts": "382 531",
        "conferences in time 2020/21": figure(Decimal(382) * 100 / 531, PERCENTAGE, 1),
        "conferences in time 2020/21, interval": " ".join(figure(limit, PERCENTAGE, 1) for limit in limits),
        "exact below": str(EXACT_BELOW),
    }


def _calculated() -> dict[str, str]:
    plans, ended = ROWS["plans"], ROWS["plans-ended"]
    terms = {"plans": Term(plans.indicator, plans.series), "ended": Term(ended.indicator, ended.series)}
    begun = Calculation(
        an_indicator(Kind.COUNT, Basis.IN_MONTH), "", parse("plans - last(plans) + ended"), terms
    )
    values = [str(reading.value) for _, reading in begun.series if reading.value is not None]
    stocks = [str(reading.value) for _, reading in plans.series]
    return {
        "children on a plan, April and May": " ".join(stocks[:2]),
        "plans ended, May": str(ended.series.value(OCTOBER.plus(-5))),
        "plans begun, May to October": " ".join(values),
    }


def _did_it_move() -> dict[str, str]:
    return {
        "later readings that it takes": str(LATER_READINGS),
        "readings before, at least": str(TRIAL_FROM),
        "readings before, for a special cause": str(SHOWN_FROM),
    }


def test_every_box_holds_what_the_rules_give() -> None:
    assert quoted() == given_by_the_rules()


def test_every_figure_of_the_text_stands_in_a_box() -> None:
    text = re.sub(r"```figures\n.*?```", "", PAGE.read_text(), flags=re.DOTALL)
    text = re.sub(r"^\d\. ", "", text, flags=re.MULTILINE)
    text = re.sub(r"\b\d{4}/\d\d\b|\b(?:October|November) \d{4}\b", "", text)
    boxed = set(re.findall(NUMBER, " ".join(quoted().values())))
    bare = {number.removesuffix("%") for number in boxed}
    said = set(re.findall(NUMBER, text))
    assert {number for number in said if number not in boxed | bare | OTHERS} == set()
    assert said
