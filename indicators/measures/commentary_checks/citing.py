"""
Whether the numbers that a text cites are in the data, belong to the month that it names, and have the right unit.

A difference of two percentages is told in points: 62% against 83% is 21 points worse, and 25% worse.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from indicators.measures.commentary_checks.numbers import Cited, Figures, cited_in, month_values
from indicators.measures.commentary_checks.sentences import MONTH, month_named
from indicators.measures.commentary_checks.written import Found, Written, quoted
from indicators.measures.measured import Measured
from indicators.measures.wording import figure, gap_words

_DIFFERS = (
    r"worse|better|higher|lower|above|below|more|less|fewer|under|over|short|behind|ahead|adrift|off|gap|difference|down|up|"
    r"increase|decrease|rise|fall|drop|improvement|reduction|deterioration|decline"
)
_AFTER = re.compile(rf"^\s*(?:\w+\s+){{0,1}}?(?:{_DIFFERS})\b", re.I)
_BEFORE = re.compile(
    r"\b(?:by|fell|fallen|dropped|rose|risen|increased|decreased|declined|worsened|improved|slipped|(?:gap|difference|increase|decrease|rise|fall|drop|improvement|reduction|decline|down|up) of|down|up)"
    r"\s+(?:(?:about|around|some|nearly|almost|over|approximately|just)\s+){0,2}$",
    re.I,
)
_IS = re.compile(
    r"\b(?:it|this|percentage|timeliness|performance|rate)\s+(?:was|is|stood at|came to)\s*$", re.I
)
_IN_MONTH = re.compile(
    rf"^\s*(?:[a-z]+\s+){{0,3}}?(?:in|for|during|at the end of|at end|by)\s+(?P<month>{MONTH}\b\.?(?:[ -](?:\d{{4}}|\d{{2}}\b))?)",
    re.I,
)
_MONTH_WAS = re.compile(
    rf"(?P<month>{MONTH}(?:[ -](?:\d{{4}}|\d{{2}}))?)(?:[’']s)?\s+(?:figure |rate |reading |outturn |performance )?"
    r"(?:was|is|stood at|came to|were|saw|had|at|:|\()\s*(?:at\s+)?$",
    re.I,
)


def nowhere(written: Written) -> Iterator[Found]:
    """A number that is in no series, nor a difference or share of figures that are."""
    own, others = [Figures(one) for one in written.about], [Figures(one) for one in written.others]
    for sentence, cited in _cited(written):
        if any(each.hold(cited) for each in own) or any(_is_level(each, cited) for each in others):
            continue
        yield Found(
            f"{cited.text} in {quoted(sentence)} is in no series and follows from none: give the figure that is held, "
            "or say where this one comes from.",
            (cited.text,),
        )


def of_another_month(written: Written) -> Iterator[Found]:
    """A number given for a month whose reading is another one."""
    for sentence, cited in _cited(written):
        named = _month_of(sentence, cited)
        at = month_named(named, written.month) if named else None
        if at is None or _differs_in_points(sentence, cited):
            continue
        about = [one for one in written.about if _same_unit(one, cited)]
        held = [(one, month_values(one, at)) for one in about]
        wrong = [
            (one, values) for one, values in held if values and not any(cited.is_near(v) for v in values)
        ]
        known = _is_a_level(sentence, cited) or any(
            cited.is_near(v) for one in about for v in Figures(one).levels
        )
        if wrong and known and len(wrong) == len(held):
            one, values = wrong[0]
            yield Found(
                f"{quoted(sentence)} gives {cited.text} for {at.label}, which has {figure(values[0], one.indicator)}: "
                "correct the figure or the month.",
                (f"{one.indicator.code} {at} {values[0]}",),
            )


def percent_for_points(written: Written) -> Iterator[Found]:
    """A difference of percentages told in per cent; what fits only as a share of a share is left as it is."""
    rates = [Figures(one) for one in written.about if one.indicator.kind == "percentage"]
    for sentence, cited in _cited(written):
        if cited.unit != "%" or not rates or not _differs_in_points(sentence, cited):
            continue
        in_points = [each for each in rates if any(cited.is_near(gap) for gap in each.gaps)]
        if in_points:
            yield Found(_points_sentence(sentence, cited, in_points[0].one), (cited.text,))


def _points_sentence(sentence: str, cited: Cited, one: Measured) -> str:
    words = cited.text.rstrip("% ").removesuffix("per cent").strip()
    aim = one.target_to_date.value
    gap = (
        f" ({figure(one.reading.value, one.indicator)} in {one.month.label} is "
        f"{gap_words(one.reading.value - aim, one.indicator)} from {figure(aim, one.indicator)})"
        if aim is not None and one.reading.value is not None
        else ""
    )
    return (
        f"{cited.text} in {quoted(sentence)} is a difference of two percentages{gap}: "
        f"write “{words} percentage points”."
    )


def _is_a_level(sentence: str, cited: Cited) -> bool:
    """ "It was 63% in October" gives October's own figure, even where 63% would also be some difference or share."""
    is_said = bool(_IS.search(sentence[: cited.start])) and not _AFTER.search(sentence[cited.end :])
    return cited.unit == "%" and is_said


def _cited(written: Written) -> Iterator[tuple[str, Cited]]:
    named = _numbers_in_names(written)
    for sentence in written.statements:
        for cited in cited_in(sentence, named):
            yield sentence, cited


def _numbers_in_names(written: Written) -> frozenset[Decimal]:
    """ "Within 15 working days" is the indicator's own."""
    told = " ".join(
        f"{one.indicator.name} {one.indicator.short_name} {one.indicator.definition}" for one in written.about
    )
    return frozenset(Decimal(digits) for digits in re.findall(r"\d+", told))


def _differs_in_points(sentence: str, cited: Cited) -> bool:
    """Whether the number is said to be a difference: "15% worse", "down by 11%"."""
    if cited.unit == "points":
        return False
    after, before = sentence[cited.end :], sentence[: cited.start]
    return cited.unit == "%" and bool(_AFTER.search(after) or _BEFORE.search(before))


def _is_level(each: Figures, cited: Cited) -> bool:
    return _same_unit(each.one, cited) and any(cited.is_near(value) for value in (*each.levels, *each.counts))


def _same_unit(one: Measured, cited: Cited) -> bool:
    """A number with % is a percentage's; one without may be anything's."""
    return one.indicator.kind == "percentage" if cited.unit == "%" else cited.unit == ""


def _month_of(sentence: str, cited: Cited) -> str:
    found = _IN_MONTH.search(sentence[cited.end :]) or _MONTH_WAS.search(sentence[: cited.start])
    return found["month"] if found else ""
