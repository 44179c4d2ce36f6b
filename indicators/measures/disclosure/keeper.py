"""
Which readings of a family are kept back: small counts, then as many others as are needed, month by month.

What the board could work out is the deduction's; this chooses. What was decided for a month does not change when the
next one comes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from indicators.measures.deduction import ONE, Deduction, Limits, Name, Tie
from indicators.measures.disclosure.counts import COUNTS, Small, as_sum, cells_of, counts_of, parts_of
from indicators.measures.disclosure.past import Past
from indicators.measures.disclosure.values import Cell, Disclosure, Earlier, Subject
from indicators.measures.facts import Indicator
from indicators.measures.in_month import derive, starts_in, step_of
from indicators.measures.kinds import BASES, Kind
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.measures.sums import (
    Figure,
    Related,
    formula_tie,
    inputs,
    month_alone,
    month_figure,
    relation_ties,
    said_of_months,
)


class Keeper:
    """Goes through the months; `reader` holds what the board could put together."""

    def __init__(
        self,
        held: Mapping[str, Subject],
        relations: Sequence[Related],
        threshold: int,
        earlier: Sequence[Earlier],
    ) -> None:
        self.held, self.relations, self.threshold = held, relations, threshold
        self.past = Past(held, earlier)
        self.indicators = {code: each.indicator for code, each in held.items()}
        self.alone = {
            code: derive(each.indicator, each.series).series
            for code, each in held.items()
            if BASES[each.indicator.basis].running
        }
        self.reader = Deduction()
        self.kept_back: dict[Cell, str] = {}
        self.given_away: list[tuple[Cell, str]] = []
        self.small: dict[Figure, list[Small]] = defaultdict(list)
        self.rests_on: dict[Cell, set[Cell]] = defaultdict(set)
        self.touched: set[Name] = set()  # figures about which the month says something
        self.before: dict[Figure, Figure] = {}  # by running total: the one before it, where it grew from that

    def decide(self) -> Disclosure:
        for month in sorted({month for each in self.held.values() for month in each.series.months}):
            self._month(month)
        return Disclosure(self.kept_back, tuple(self.given_away))

    def _month(self, month: Month) -> None:
        for code, subject in self.held.items():
            if month in subject.series.readings:
                self._know(code, month, subject.series.at(month))
        self.touched = set()
        guarded: list[Small] = []
        for code, subject in self.held.items():
            if month in subject.series.readings:
                guarded += self._guard(subject, month)
                self._follow(subject, (code, month))
        guarded += self._guard_earlier(month)
        for small in guarded:
            for figure in small.sum:
                self.small[figure].append(small)
        ties = self._ties(month)
        for tie in ties:
            self.reader.tie(tie)
            self.touched.update(tie.sum)
        self._settle(month, guarded)

    # What is held, and what of it is small.

    def _know(self, code: str, month: Month, reading: Reading) -> None:
        for part, number in parts_of(reading).items():
            self.reader.known[Figure(code, month, part)] = Fraction(number)

    def _guard(self, subject: Subject, month: Month) -> list[Small]:
        """The small counts of a reading; what is small in itself is kept back at once."""
        code, reading = subject.indicator.code, subject.series.at(month)
        cell = (code, month)
        if reading.missing is Missing.SUPPRESSED:
            return [Small({Figure(code, month): ONE}, cell)]
        if not subject.controlled or reading.value is None:
            return []
        found, why = [], ""
        for part, number in counts_of(subject, reading).items():
            if self._is_small(number):
                found.append(Small(as_sum(subject, month, part), cell))
                why = why or self._words(COUNTS[part])
        alone = self._guard_alone(subject, month, reading)
        if not why:
            return alone
        self._keep_back(cell, why, self._limits_of(subject, self.threshold))
        if self.past.has_shown(cell, reading.value):
            self.given_away.append((cell, "An earlier edition shows it."))
            return alone
        return [*found, Small({Figure(code, month): ONE}, cell), *alone]

    def _guard_alone(self, subject: Subject, month: Month, reading: Reading) -> list[Small]:
        """The months of a running total; each count behind a percentage runs too."""
        of = subject.indicator
        if not BASES[of.basis].running or starts_in(of, month):
            return []
        before = parts_of(subject.series.at(month.plus(-step_of(of))))
        found = []
        for part, now in counts_of(subject, reading).items():
            alone = month_alone(of, month, part)
            if alone is None or part not in before or subject.calculation:
                continue
            step, small = now - before[part], self._is_small(now - before[part])
            if step >= 0 and of.kind is Kind.COUNT:
                visible = Figure(of.code, month.plus(-step_of(of))) in self.reader.known
                figure = month_figure(of.code, month)
                self.reader.limits[figure] = (ONE, Fraction(self.threshold)) if small and visible else _COUNTS
                self.reader.tie(Tie({**alone, figure: -ONE}))
                now_total, last_total = alone
                self.before[now_total] = last_total
                self.touched.update(alone)
                alone = {figure: ONE}
            if small:
                found.append(Small(alone, (of.code, month), alone=True))
        return found

    def _guard_earlier(self, month: Month) -> list[Small]:
        """Small counts that an earlier edition kept back, and that were another number then."""
        found = []
        for edition in self.past.editions:
            for code, subject in self.held.items():
                cell = (code, month)
                was = self.past.was(edition, cell)
                if was is None:
                    continue
                figure, showed = self.past.then(Figure(code, month), edition), self.past.showed(edition, cell)
                if figure.edition and showed:
                    self.reader.known[figure] = Fraction(was)
                if not subject.controlled or subject.indicator.kind is not Kind.COUNT:
                    continue
                if self._is_small(was) and figure.edition and not showed:
                    self.reader.limits[figure] = (ONE, Fraction(self.threshold))
                    found.append(Small({figure: ONE}, cell))
                found += self._alone_earlier(subject.indicator, month, edition)
        return found

    def _alone_earlier(self, of: Indicator, month: Month, edition: int) -> list[Small]:
        alone = month_alone(of, month) or {}
        then = [self.past.was(edition, (figure.code, figure.month)) for figure in alone]
        if len(then) < 2 or then[0] is None or then[1] is None or not self._is_small(then[0] - then[1]):
            return []
        told = {self.past.then(figure, edition): times for figure, times in alone.items()}
        return [Small(told, (of.code, month), alone=True)] if told != alone else []

    # What ties figures to each other.

    def _ties(self, month: Month) -> list[Tie]:
        now = [tie for one in self.relations for tie in relation_ties(one, self.indicators, month)]
        for subject in self.held.values():
            if subject.calculation and month in subject.series.readings:
                tie = formula_tie(subject.calculation, month)
                now += [tie] if tie else []
        alone = filter(None, [said_of_months(tie, self.before) for tie in now])
        return [*now, *self.past.ties(now), *alone]

    # Keeping back.

    def _settle(self, month: Month, guarded: list[Small]) -> None:
        """Keeps back one reading after another until no small count can be worked out."""
        lost: set[int] = set()
        while True:
            figures = self.touched | {figure for small in guarded for figure in small.sum}
            names = self.reader.group(figures).names
            asked = {id(small): small for name in names for small in self._small_with(name)}
            asked |= {id(small): small for small in guarded}
            left = [small for key, small in asked.items() if key not in lost]
            out = [
                s for s, told in zip(left, self.reader.worked_out(s.sum for s in left), strict=True) if told
            ]
            if not out:
                return
            cell = self._choose(out[0], month)
            if cell is None:
                lost.add(id(out[0]))
                self.given_away.append((out[0].cell, "What is published already gives it away."))
            else:
                self._keep_back(cell, self._why(out[0], cell), self._limits_of(self.held[cell[0]], None))

    def _small_with(self, name: Name) -> Sequence[Small]:
        return self.small.get(name, ()) if isinstance(name, Figure) else ()

    def _choose(self, small: Small, month: Month) -> Cell | None:
        """The total itself, or the smallest other of what it is worked out from, if possible of this month."""
        if small.alone and self._can_be_kept_back(small.cell):
            return small.cell
        unknown = self.reader.unknown(small.sum)
        near = self.reader.ties_of(unknown)
        far = self.reader.group(unknown).ties
        pools = (
            list(small.sum),
            [name for tie in near if tie.is_equal for name in tie.sum],
            [name for tie in near for name in tie.sum],
            [name for tie in far for name in tie.sum],
        )
        able = [{cell for cell in cells_of(pool) if self._can_be_kept_back(cell)} for pool in pools]
        of_this_month = [{cell for cell in cells if cell[1] == month} for cells in able]
        found = next((cells for cells in (*of_this_month, *able) if cells), None)
        return min(found, key=lambda cell: self._rank(cell, month)) if found else None

    def _can_be_kept_back(self, cell: Cell) -> bool:
        subject = self.held.get(cell[0])
        value = subject.series.value(cell[1]) if subject else None
        return (
            bool(value) and cell not in self.kept_back and not self.past.has_shown(cell, value or Decimal(0))
        )

    def _rank(self, cell: Cell, month: Month) -> tuple[int, bool, bool, Decimal, str]:
        code, at = cell
        subject = self.held[code]
        alone = self.alone[code].value(at) if code in self.alone else subject.series.value(at)
        size = abs(alone or subject.series.value(at) or Decimal(0))
        return month.since(at), subject.calculation is not None, not alone, size, code

    def _keep_back(self, cell: Cell, why: str, limits: Mapping[str, Limits]) -> None:
        if cell in self.kept_back:
            return
        self.kept_back[cell] = why
        subject = self.held[cell[0]]
        reading = subject.series.at(cell[1])
        if reading.value is not None and not self.past.has_shown(cell, reading.value):
            for part in parts_of(reading):
                self.reader.keep_back(Figure(*cell, part), limits.get(part, (Fraction(0), None)))
        for result in self.rests_on.get(cell, ()):
            self._keep_back(result, _RESTS_ON, {})

    def _follow(self, subject: Subject, cell: Cell) -> None:
        """A result is kept back with what it is calculated from."""
        if subject.calculation is None or subject.series.value(cell[1]) is None:
            return
        for figure in inputs(subject.calculation, cell[1]):
            self.rests_on[figure.code, figure.month].add(cell)
        if any((f.code, f.month) in self.kept_back for f in inputs(subject.calculation, cell[1])):
            self._keep_back(cell, _RESTS_ON, {})

    def _limits_of(self, subject: Subject, most: int | None) -> dict[str, Limits]:
        """A count that is kept back is no 0, for a 0 is shown."""
        if subject.indicator.kind is not Kind.COUNT:
            return {}
        return {"value": (ONE, None if most is None else Fraction(most))}

    def _is_small(self, number: Decimal) -> bool:
        return 0 < number <= self.threshold

    def _words(self, what: str) -> str:
        return f"{what} between 1 and {self.threshold}."

    def _why(self, small: Small, cell: Cell) -> str:
        code, month = small.cell
        name = self.indicators[code].short_name
        if small.alone and cell == small.cell:
            return self._words("With the total before it would show a month")
        return f"With other figures it would show {name}, {month.label}."


_COUNTS: Limits = (Fraction(0), None)
_RESTS_ON = "It is calculated from what is kept back."
