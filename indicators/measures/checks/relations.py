"""
Whether what a person has declared between indicators holds: a stock and its flows, a part and its whole, an at-most.

Totals are compared by what happened in each month alone. A rate and a number are never compared, and a formula is not
calculated here. Published bands need not add up to their total (1 in 13 authorities' years do not), so all are warnings.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from indicators.measures.checks.checked import Checked, Found, Member, RelationFacts, as_entered, rests_on
from indicators.measures.in_month import step_of
from indicators.measures.kinds import Basis, Kind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.readings import Series

_Figure = tuple[Member, Month, Decimal]
_ANOTHER = "correct one of them, or say why it is so."


def balance(checked: Checked) -> Iterator[Found]:
    """A stock is the last one plus starts minus ends, each in the month alone."""
    yield from _broken(checked, RelationKind.BALANCE, _unbalanced)


def at_most(checked: Checked) -> Iterator[Found]:
    """One number is at most another: no more referrals than contacts, as labelled."""
    yield from _broken(checked, RelationKind.AT_MOST, _more_than_most)


def parts(checked: Checked) -> Iterator[Found]:
    """Parts add up to their whole."""
    yield from _broken(checked, RelationKind.TOTAL, _not_the_whole)


def _broken(
    checked: Checked, kind: RelationKind, rule: Callable[[RelationFacts, Month], Found | None]
) -> Iterator[Found]:
    held = [relation for relation in checked.relations if relation.kind is kind and _alike(relation)]
    if held:
        step = step_of(checked.indicator)
        touched = {later for month in checked.months for later in (month, month.plus(step))}
        for month in sorted(touched):
            yield from filter(None, [rule(relation, month) for relation in held])


def _alike(relation: RelationFacts) -> bool:
    """Of one kind and frequency: otherwise their figures are not of one sort."""
    return len({(member.indicator.kind, member.indicator.frequency) for member in relation.members}) == 1


def _unbalanced(relation: RelationFacts, month: Month) -> Found | None:
    stocks, starts, ends = (
        _playing(relation, role) for role in (RelationRole.STOCK, RelationRole.STARTS, RelationRole.ENDS)
    )
    if len(stocks) != 1 or stocks[0].indicator.basis is not Basis.MONTH_END:
        return None
    stock = stocks[0]
    before = month.plus(-step_of(stock.indicator))
    levels = _figures([stock], before, _alone) + _figures([stock], month, _alone)
    came, went = (_figures(members, month, _alone) for members in (starts, ends))
    if len(levels) < 2 or not came or not went:
        return None
    comes_to = levels[0][2] + _sum(came) - _sum(went)
    if abs(levels[1][2] - comes_to) <= _rounding(levels + came + went):
        return None
    sentence = (
        f"{_named(levels[1])} is not what {_named(levels[0])} with {_listed(came)} and without {_listed(went)} come to, "
        f"{as_entered(comes_to, stock.indicator)}: {_ANOTHER}"
    )
    return _found(stock, month, sentence, levels + came + went)


def _more_than_most(relation: RelationFacts, month: Month) -> Found | None:
    smaller, larger = _playing(relation, RelationRole.SMALLER), _playing(relation, RelationRole.LARGER)
    if len(smaller) != 1 or len(larger) != 1:
        return None
    read = _comparable([*smaller, *larger])
    figures = _figures([*smaller, *larger], month, read) if read else []
    if len(figures) < 2 or figures[0][2] <= figures[1][2]:
        return None
    sentence = (
        f"{_named(figures[0])} is more than {_named(figures[1])}, which it should be at most: {_ANOTHER}"
    )
    return _found(smaller[0], month, sentence, figures)


def _not_the_whole(relation: RelationFacts, month: Month) -> Found | None:
    whole, members = _playing(relation, RelationRole.WHOLE), _playing(relation, RelationRole.PART)
    read = _comparable([*whole, *members])
    if len(whole) != 1 or not members or read is None:
        return None
    figures = _figures([*whole, *members], month, read)
    if not figures:
        return None
    comes_to = _sum(figures[1:])
    if abs(figures[0][2] - comes_to) <= _rounding(figures):
        return None
    sentence = (
        f"{_named(figures[0])} is not what its parts add up to, {as_entered(comes_to, whole[0].indicator)} "
        f"({_listed(figures[1:])}): {_ANOTHER}"
    )
    return _found(whole[0], month, sentence, figures)


def _playing(relation: RelationFacts, role: RelationRole) -> list[Member]:
    return [member for member in relation.members if member.role is role]


def _alone(member: Member) -> Series:
    return member.in_month


def _as_entered(member: Member) -> Series:
    return member.series


def _comparable(members: list[Member]) -> Callable[[Member], Series] | None:
    """
    How to read members so that they cover the same stretch of time: as entered where all are of one known basis, else
    each month alone; None where some are levels and some are not.
    """
    bases = {member.indicator.basis for member in members}
    if len(bases) == 1 and bases.isdisjoint({Basis.RUNNING_TOTAL, Basis.SINCE_MONTH}):
        return _as_entered
    return None if Basis.MONTH_END in bases else _alone


def _figures(members: list[Member], month: Month, read: Callable[[Member], Series]) -> list[_Figure]:
    """Every member's number for the month, or none at all where one of them has none."""
    found = [(member, month, read(member).value(month)) for member in members]
    return (
        [(member, at, value) for member, at, value in found if value is not None]
        if all(value is not None for _, _, value in found)
        else []
    )


def _sum(figures: list[_Figure]) -> Decimal:
    return sum((value for _, _, value in figures), Decimal(0))


def _rounding(figures: list[_Figure]) -> Decimal:
    """Counts are exact; of anything else each figure may be half of its last place off."""
    return sum(
        (
            Decimal(5).scaleb(-1 - member.indicator.decimal_places)
            for member, _, _ in figures
            if member.indicator.kind is not Kind.COUNT
        ),
        Decimal(0),
    )


def _named(figure: _Figure) -> str:
    member, month, value = figure
    return f"{as_entered(value, member.indicator)} in {month.label} ({member.indicator.short_name})"


def _listed(figures: list[_Figure]) -> str:
    return ", ".join(
        f"{as_entered(value, member.indicator)} ({member.indicator.short_name})"
        for member, _, value in figures
    )


def _found(leads: Member, month: Month, sentence: str, figures: list[_Figure]) -> Found:
    return Found(
        month,
        sentence,
        tuple(rests_on(at, value, member.indicator) for member, at, value in figures),
        code=leads.indicator.code,
        concerns=tuple(dict.fromkeys(member.indicator.code for member, _, _ in figures)),
    )
