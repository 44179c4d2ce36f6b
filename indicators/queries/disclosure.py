"""
What is held of each indicator, as the board may see it: small counts, and what would give them away, are kept back.

One query where no indicator is under small-number control; else eight more, for all that is tied to those asked for.
Which readings are kept back is measures.disclosure's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.measures.disclosure import KEPT_BACK, Disclosure, Earlier, Subject, disclose
from indicators.measures.facts import Comparator, Indicator, Target
from indicators.measures.kinds import (
    BASES,
    Basis,
    Frequency,
    GeographyKind,
    Kind,
    RelationKind,
    RelationRole,
    TargetKind,
)
from indicators.measures.periods import FinancialYear, Month, month_range
from indicators.measures.readings import Reading, Series
from indicators.measures.stretch import Term
from indicators.measures.sums import Related
from indicators.models import Indicator as Row
from indicators.models import RelationMember
from indicators.queries.facts import Held, held_facts

EarlierEditions = Callable[[], Sequence[Earlier]]

SOME_KEPT_BACK = (
    "c stands for a figure that is kept back, so that no count of few children can be read or worked out."
)
UNCHECKED = "It could not be checked whether the count behind {} is small, because the numerator and denominator are not held."


@dataclass(frozen=True)
class KeptBack:
    """A reading that the board does not see: which, why, and the figure itself, for officers only."""

    code: str
    month: Month
    why: str
    figure: Decimal | None


@dataclass(frozen=True)
class BoardView:
    """
    What the board may see, what it does not, and the small counts that earlier editions give away all the same.

    `beside` is kept back of indicators that were not asked for and are tied to those that were.
    """

    held: tuple[Held, ...]
    kept_back: tuple[KeptBack, ...] = ()
    given_away: tuple[KeptBack, ...] = ()
    beside: tuple[KeptBack, ...] = ()

    @property
    def silent(self) -> frozenset[str]:
        """Indicators of whose figures some are kept back: no check of them is told."""
        return frozenset(one.code for one in (*self.kept_back, *self.beside))


def no_earlier() -> tuple[Earlier, ...]:
    """There is no edition yet that could give anything away."""
    return ()


def as_the_board_sees(
    held: Sequence[Held], month: Month, threshold: int, earlier: EarlierEditions = no_earlier
) -> BoardView:
    """The same indicators in the same order. `earlier` is asked only where something is under control."""
    controlled = frozenset(Row.objects.filter(small_number_control=True).values_list("code", flat=True))
    if not controlled:
        return BoardView(tuple(held))
    relations, tied = _tied_to([one.indicator.code for one in held])
    known = {one.indicator.code: one for one in held}
    for other in held_facts(month, [code for code in tied if code not in known]):
        known[other.indicator.code] = other
    found = disclose(
        [
            Subject(one.indicator, one.series, code in controlled, one.calculation)
            for code, one in known.items()
        ],
        relations,
        threshold,
        earlier(),
    )
    asked = {one.indicator.code: one for one in held}
    given_away = [(cell, why) for cell, why in found.given_away if cell[0] in asked]
    return BoardView(
        held=tuple(_seen(one, found, month, threshold, one.indicator.code in controlled) for one in held),
        kept_back=_listed(asked, [(c, why) for c, why in found.kept_back.items() if c[0] in asked]),
        given_away=_listed(asked, given_away),
        beside=_listed(known, [(c, why) for c, why in found.kept_back.items() if c[0] not in asked]),
    )


def may_keep_back(code: str) -> bool:
    """Whether anything of the indicator may be kept back: it, or one that it is tied to, is under control. Two queries."""
    controlled = set(Row.objects.filter(small_number_control=True).values_list("code", flat=True))
    return bool(controlled) and not controlled.isdisjoint(_tied_to([code])[1])


def told_with_care() -> frozenset[str]:
    """Every indicator of which something may be kept back: those under control, and all that is tied to them. Two queries."""
    controlled = list(Row.objects.filter(small_number_control=True).values_list("code", flat=True))
    return frozenset(_tied_to(controlled)[1]) if controlled else frozenset()


def _listed(asked: dict[str, Held], cells: Iterable[tuple[tuple[str, Month], str]]) -> tuple[KeptBack, ...]:
    order = list(asked)
    found = [KeptBack(code, at, why, asked[code].series.value(at)) for (code, at), why in cells]
    return tuple(sorted(found, key=lambda one: (order.index(one.code), one.month)))


def _tied_to(codes: Sequence[str]) -> tuple[list[Related], set[str]]:
    """Every declared relation that reaches these indicators, directly or through others. One query."""
    members: dict[int, list[tuple[RelationRole, str]]] = defaultdict(list)
    kinds: dict[int, RelationKind] = {}
    rows = RelationMember.objects.order_by("relation", "pk")
    for key, kind, role, code in rows.values_list("relation", "relation__kind", "role", "indicator__code"):
        members[key].append((RelationRole(role), code))
        kinds[key] = RelationKind(kind)
    reached, left = set(codes), dict(members)
    while near := [key for key, its in left.items() if reached.intersection(code for _, code in its)]:
        for key in near:
            reached.update(code for _, code in left.pop(key))
    found = [Related(kinds[key], tuple(its)) for key, its in members.items() if key not in left]
    return found, reached


def _seen(one: Held, found: Disclosure, month: Month, threshold: int, controlled: bool) -> Held:
    code = one.indicator.code
    series = found.of(code, one.series)
    hidden = {at for at in one.series.months if (code, at) in found.kept_back}
    calculation = one.calculation
    if calculation is not None:
        terms = {
            each: Term(term.indicator, found.of(each, term.series))
            for each, term in calculation.terms.items()
        }
        calculation = replace(calculation, terms=terms)
        if any(calculation.at(at).reading.value is not None for at in hidden):
            calculation = None  # its inputs would tell
    return replace(
        one,
        series=series,
        calculation=calculation,
        comparators=tuple(
            _comparator(each, one.indicator, hidden, threshold, controlled) for each in one.comparators
        ),
        targets=tuple(_target(each, one.indicator, hidden, threshold, controlled) for each in one.targets),
        caveats=_caveats(one.indicator, series, month, bool(hidden), controlled),
    )


def _comparator(
    row: Comparator, of: Indicator, hidden: set[Month], threshold: int, controlled: bool
) -> Comparator:
    """The own authority's figure of a year is a total that would tell a month of it, or the very figure of its last one."""
    if row.geography_kind is not GeographyKind.OWN:
        return row
    tells = _tells(row.year, of, hidden) or (controlled and _is_small(row.reading.value, of, threshold))
    return replace(row, reading=KEPT_BACK) if tells else row


def _target(row: Target, of: Indicator, hidden: set[Month], threshold: int, controlled: bool) -> Target:
    """A target that is last year's figure with a change tells last year's figure; a month's target that month's."""
    if row.kind is not TargetKind.PREVIOUS_YEAR or row.reading.value is None:
        return row
    part = 1 + (row.change_percent or Decimal(0)) / 100
    before = row.reading.value / part if part else None
    tells = _tells(row.year.plus(-1), of, hidden) or (controlled and _is_small(before, of, threshold))
    if row.month is not None:
        tells = tells or row.month.plus(-12) in hidden
    return replace(row, reading=KEPT_BACK) if tells else row


def _tells(year: FinancialYear, of: Indicator, hidden: set[Month]) -> bool:
    """A year's percentage is no sum of its months', but for one that covers the year."""
    if of.kind is Kind.PERCENTAGE and of.basis is Basis.IN_MONTH:
        return of.frequency is Frequency.YEARLY and year.last_month in hidden
    if of.basis is Basis.IN_MONTH:
        return bool(hidden.intersection(month_range(year.first_month, year.last_month)))
    if of.basis is Basis.MONTH_END or BASES[of.basis].running:
        return year.last_month in hidden
    return bool(hidden)


def _is_small(value: Decimal | None, of: Indicator, threshold: int) -> bool:
    return of.kind is Kind.COUNT and value is not None and 0 < value <= threshold


def _caveats(of: Indicator, series: Series, month: Month, hides: bool, controlled: bool) -> tuple[str, ...]:
    said = [SOME_KEPT_BACK] if hides else []
    if controlled and of.kind is not Kind.COUNT and _unchecked(series.at(month), of):
        said.append(UNCHECKED.format(month.label))
    return tuple(said)


def _unchecked(reading: Reading, of: Indicator) -> bool:
    counts = (reading.numerator, reading.denominator if of.kind is Kind.PERCENTAGE else reading.numerator)
    return reading.value is not None and None in counts
