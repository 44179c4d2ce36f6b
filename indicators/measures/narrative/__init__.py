"""
A draft of "what the data tells us": the rules' answers in plain English, for an officer to edit.

Deterministic: the same data give the same words. To add a sentence: one function in the file of its theme and one
line in SENTENCES. Says nothing of causes, which the data do not know.
"""

from indicators.measures.measured import Measured
from indicators.measures.narrative import beside, course
from indicators.measures.narrative.said import Said, Sentence

__all__ = ["SENTENCES", "Said", "Sentence", "draft", "narrative"]

SENTENCES: tuple[Sentence, ...] = (
    Sentence("latest", course.latest),
    Sentence("year-before", course.year_before),
    Sentence("run", course.run),
    Sentence("span", course.span),
    Sentence("standing", beside.standing),
    Sentence("year-end", beside.year_end),
    Sentence("chance", beside.chance),
    Sentence("comparators", beside.comparators),
    Sentence("to-know", beside.to_know),
)


def narrative(one: Measured) -> tuple[Said, ...]:
    """The sentences that the indicator's month gives reason for, in the order of SENTENCES."""
    told = ((each.name, each.function(one)) for each in SENTENCES)
    return tuple(Said(name, *found) for name, found in told if found is not None)


def draft(one: Measured) -> str:
    """
    The sentences as one text.

    >>> from indicators.measures.facts import Indicator
    >>> from indicators.measures.kinds import Basis, Kind
    >>> from indicators.measures.measure import measure
    >>> from indicators.measures.periods import Month
    >>> from indicators.measures.readings import Reading, Series
    >>> plans = Indicator("plans", "Plans", "Plans", "Child Protection", Kind.COUNT, Basis.MONTH_END)
    >>> held = Series.of([(Month(2021, 9), Reading.of(387)), (Month(2021, 10), Reading.of(388))])
    >>> draft(measure(plans, held, (), (), Month(2021, 10))).split(".")[0]
    'It was 388 at the end of Oct-21, up 1 from 387 in Sep-21'
    """
    return " ".join(said.words for said in narrative(one))
