"""
What stops a pack from being published, each in a sentence: the gate.

Values in, sentences out; who has agreed and which figures cannot be true is told to it. A partnership may do without any
of the rules, and then the pack says so; an action that is late never stops anything.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What a pack has to bring before it is published. The values are the words of the setting."""

    EXPLANATION = "explanation"
    RED = "red-action"
    IMPROVEMENT = "improvement"
    CHECKS = "checks"
    AGREEMENT = "agreement"


WITHOUT: dict[Rule, str] = {
    Rule.EXPLANATION: "This partnership publishes exceptions without waiting for commentary on them.",
    Rule.RED: "This partnership publishes reds without asking for an action or a standing reason.",
    Rule.IMPROVEMENT: "This partnership publishes improvements without asking for a sentence on them.",
    Rule.CHECKS: "This partnership publishes figures although a check says that they cannot be true.",
    Rule.AGREEMENT: "This partnership publishes without the agreement of a second person.",
}


@dataclass(frozen=True)
class Standing:
    """
    How one indicator stands at the gate.

    `explained`: commentary is accepted; `submitted`: some waits to be accepted; `asked`: it is on record who was asked
    for it. `acting`: an action is open, or done and too early to judge; `reasoned`: a standing reason is given, and the
    meeting that reviews it is not past.
    """

    name: str
    anchor: str
    is_exception: bool = False
    is_red: bool = False
    is_improvement: bool = False
    explained: bool = False
    submitted: bool = False
    asked: bool = False
    acting: bool = False
    reasoned: bool = False


@dataclass(frozen=True)
class Bar:
    """What stops it, why, and the part of the pack that it is about."""

    rule: Rule
    words: str
    anchor: str


def bars(
    standings: Sequence[Standing],
    impossible: Sequence[tuple[str, str]] = (),
    no_agreement: str = "",
    without: Collection[str] = (),
) -> tuple[Bar, ...]:
    """
    Everything that stops it; empty when nothing does.

    `impossible` are the findings of error-level checks, each with the part that it is about; `no_agreement` says why
    nobody's agreement holds; `without` are the rules that this partnership does without.

    >>> red = Standing("Conferences in time", "indicator-x", is_exception=True, is_red=True, asked=True)
    >>> [bar.words for bar in bars([red])]
    ['Conferences in time: red, with neither an action that is open or too early to judge, nor a standing reason that is still to be reviewed: link an action, or give a reason and the meeting that reviews it.']
    >>> bars([red], without=["red-action"])
    ()
    """
    found = [bar for one in standings for bar in _of(one)]
    found += [Bar(Rule.CHECKS, words, anchor) for words, anchor in impossible]
    found += [Bar(Rule.AGREEMENT, no_agreement, "")] if no_agreement else []
    return tuple(bar for bar in found if bar.rule not in set(without))


def done_without(without: Collection[str]) -> tuple[str, ...]:
    """What the pack says of the rules that this partnership does without, in the order of the rules."""
    return tuple(words for rule, words in WITHOUT.items() if rule in set(without))


def _of(one: Standing) -> Iterator[Bar]:
    if one.is_exception and not one.explained:
        if one.submitted:
            yield Bar(
                Rule.EXPLANATION,
                f"{one.name}: its commentary is submitted: accept it, or return it.",
                one.anchor,
            )
        elif not one.asked:
            yield Bar(
                Rule.EXPLANATION,
                f"{one.name}: an exception without accepted commentary, and nobody is on record as asked for it: "
                "accept some, or ask for it and put on record that it was not received.",
                one.anchor,
            )
    if one.is_red and not (one.acting or one.reasoned):
        yield Bar(
            Rule.RED,
            f"{one.name}: red, with neither an action that is open or too early to judge, "
            "nor a standing reason that is still to be reviewed: link an action, or give a reason and the meeting "
            "that reviews it.",
            one.anchor,
        )
    if one.is_improvement and not (one.explained or one.asked):
        yield Bar(
            Rule.IMPROVEMENT,
            f"{one.name}: improved, and no sentence is accepted on why: accept one, or ask for it and put on record "
            "that it was not received.",
            one.anchor,
        )
