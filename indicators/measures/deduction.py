"""
What can be worked out from figures that are shown, of those that are kept back: by sums, and by what is possible.

Knows names, sums and numbers; not what they stand for. Exact: sums are solved in fractions, limits are narrowed until
nothing moves.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

Name = Hashable
Sum = Mapping[Any, Fraction]  # how often each figure is added (or taken away)
Limits = tuple[Fraction | None, Fraction | None]

ONE = Fraction(1)
ANYTHING: Limits = (None, None)
_NUMBER = object()  # stands among the names of a sum for the number that is added
_ROUNDS = 50  # of narrowing: more than any chain of figures within a year needs


@dataclass(frozen=True)
class Tie:
    """
    That a sum of figures is at least `low` and at most `high`; the same number twice: it is that number.

    `loose`: no sum at all, but of the figures named each can be worked out from all the others.
    """

    sum: Sum
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    loose: bool = False

    @property
    def is_equal(self) -> bool:
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Group:
    """Figures kept back that are tied to each other, and the ties between them."""

    names: frozenset[Name]
    ties: tuple[Tie, ...]


@dataclass
class Deduction:
    """
    What a reader holds: figures that are known, ties between figures, and limits of those that are not known.

    >>> parts = Tie({"a": Fraction(1), "b": Fraction(1), "whole": Fraction(-1)})
    >>> reader = Deduction({"b": Fraction(7), "whole": Fraction(10)})
    >>> reader.tie(parts)
    >>> reader.worked_out([{"a": Fraction(1)}])
    [True]
    >>> reader.keep_back("b", (Fraction(1), None))
    >>> reader.worked_out([{"a": Fraction(1)}])
    [False]
    """

    known: dict[Name, Fraction] = field(default_factory=dict)
    limits: dict[Name, Limits] = field(default_factory=dict)
    _ties: dict[Name, list[Tie]] = field(default_factory=lambda: defaultdict(list))

    def tie(self, tie: Tie) -> None:
        for name in tie.sum:
            self._ties[name].append(tie)

    def keep_back(self, name: Name, limits: Limits = ANYTHING) -> None:
        self.known.pop(name, None)
        self.limits[name] = limits

    def ties_of(self, names: Iterable[Name]) -> list[Tie]:
        found = {id(tie): tie for name in names for tie in self._ties.get(name, ())}
        return list(found.values())

    def unknown(self, names: Iterable[Name]) -> list[Name]:
        return [name for name in names if name not in self.known]

    def group(self, names: Iterable[Name]) -> Group:
        """Everything kept back that is tied, directly or through others, to those of these that are."""
        left, seen, ties = self.unknown(names), set[Name](), dict[int, Tie]()
        while left:
            name = left.pop()
            if name in seen:
                continue
            seen.add(name)
            for tie in self._ties.get(name, ()):
                if id(tie) not in ties:
                    ties[id(tie)] = tie
                    left += self.unknown(tie.sum)
        return Group(frozenset(seen), tuple(ties.values()))

    def worked_out(self, sums: Iterable[Sum]) -> list[bool]:
        """Of each sum whether only one number is possible for it."""
        asked = [{name: part for name, part in one.items() if name not in self.known} for one in sums]
        ties = self.group({name for one in asked for name in one}).ties
        equal = [self._row(tie) for tie in ties if tie.is_equal and not tie.loose]
        exact = _solve(equal)
        loose = [self._row(tie) for tie in ties if tie.loose]
        solved = _solve([*equal, *loose]) if loose else exact
        narrowed = self._narrowed(ties, exact)
        return [_vanishes(one, solved) or _is_one_number(one, narrowed) for one in asked]

    def _row(self, tie: Tie) -> dict[Name, Fraction]:
        """A sum that is 0: what is not known of the tie, and the number that is."""
        parts, low, _ = self._rest(tie)
        return {**parts, _NUMBER: -low} if low else parts

    def _narrowed(
        self, ties: tuple[Tie, ...], solved: Mapping[Name, dict[Name, Fraction]]
    ) -> dict[Name, Limits]:
        """
        The limits of each figure, by every tie in turn, until none narrows any further.

        What the ties say together narrows too: `solved`, where each figure stands as a sum of others.
        """
        limits = defaultdict[Name, Limits](lambda: ANYTHING, {**self.limits, _NUMBER: (ONE, ONE)})
        rests = [self._rest(tie) for tie in ties if not tie.loose]
        rests += [({**parts, name: -ONE}, Fraction(0), Fraction(0)) for name, parts in solved.items()]
        for _ in range(_ROUNDS):
            moved = False
            for parts, low, high in rests:
                moved |= _narrow(parts, low, high, limits)
            if not moved:
                break
        return limits

    def _rest(self, tie: Tie) -> tuple[dict[Name, Fraction], Fraction | None, Fraction | None]:
        """What a tie still says of figures that are not known."""
        parts = {name: part for name, part in tie.sum.items() if name not in self.known}
        told = sum(
            (self.known[name] * part for name, part in tie.sum.items() if name in self.known), Fraction(0)
        )
        return (
            parts,
            None if tie.low is None else tie.low - told,
            None if tie.high is None else tie.high - told,
        )


def _solve(rows: list[dict[Name, Fraction]]) -> dict[Name, dict[Name, Fraction]]:
    """By figure: a sum equal to it in figures that are left; one whose sum is a number alone is worked out."""
    solved: dict[Name, dict[Name, Fraction]] = {}
    holds: dict[Name, set[Name]] = defaultdict(set)  # in whose sums a figure stands
    for row in rows:
        left = _put_in(row, solved)
        if not left.keys() - {_NUMBER}:
            continue
        pivot = min((name for name in left if name is not _NUMBER), key=lambda name: len(holds[name]))
        part = left.pop(pivot)
        told = {name: -other / part for name, other in left.items()}
        for other in list(holds.pop(pivot, ())):
            changed = solved[other]
            times = changed.pop(pivot)
            _add(changed, told, times)
            for name in told:
                (holds[name].add if name in changed else holds[name].discard)(other)
        solved[pivot] = told
        for name in told:
            holds[name].add(pivot)
    return solved


def _put_in(
    row: Mapping[Name, Fraction], solved: Mapping[Name, dict[Name, Fraction]]
) -> dict[Name, Fraction]:
    left: dict[Name, Fraction] = {}
    for name, part in row.items():
        _add(left, solved.get(name, {name: Fraction(1)}), part)
    return left


def _add(to: dict[Name, Fraction], more: Mapping[Name, Fraction], times: Fraction) -> None:
    for name, part in more.items():
        total = to.get(name, Fraction(0)) + part * times
        if total:
            to[name] = total
        else:
            to.pop(name, None)


def _vanishes(one: Sum, solved: Mapping[Name, dict[Name, Fraction]]) -> bool:
    return not _put_in(one, solved).keys() - {_NUMBER}


def _is_one_number(one: Sum, limits: Mapping[Name, Limits]) -> bool:
    low, high = _reach(one, limits)
    return low is not None and low == high


def _reach(parts: Sum, limits: Mapping[Name, Limits]) -> Limits:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for name, part in parts.items():
        least, most = _turned(limits.get(name, ANYTHING), part)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
    return low, high


def _turned(limits: Limits, part: Fraction) -> Limits:
    least, most = (None if limit is None else limit * part for limit in limits)
    return (least, most) if part > 0 else (most, least)


def _narrow(
    parts: Mapping[Name, Fraction], low: Fraction | None, high: Fraction | None, limits: dict[Name, Limits]
) -> bool:
    """Each figure of a tie by what the others leave for it; whether any limit moved."""
    moved = False
    reach = {name: _turned(limits[name], part) for name, part in parts.items()}
    lows = [name for name, (least, _) in reach.items() if least is None]
    highs = [name for name, (_, most) in reach.items() if most is None]
    if len(lows) > 1 and len(highs) > 1:
        return False  # nothing is left to be said of any
    all_low = sum((least for least, _ in reach.values() if least is not None), Fraction(0))
    all_high = sum((most for _, most in reach.values() if most is not None), Fraction(0))
    for name, part in parts.items():
        if name is _NUMBER:
            continue
        own_least, own_most = reach[name]
        least = None if set(lows) - {name} else all_low - (own_least or 0)
        most = None if set(highs) - {name} else all_high - (own_most or 0)
        left = (
            None if low is None or most is None else low - most,
            None if high is None or least is None else high - least,
        )
        lower, upper = _turned(left, 1 / part)
        now = limits[name]
        then = (_most(now[0], lower, max), _most(now[1], upper, min))
        if then != now:
            limits[name], moved = then, True
    return moved


def _most(
    one: Fraction | None, other: Fraction | None, choose: Callable[[Fraction, Fraction], Fraction]
) -> Fraction | None:
    if one is None or other is None:
        return other if one is None else one
    return choose(one, other)
