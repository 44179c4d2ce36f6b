"""
What a calculated indicator allows: no outturns of its own, and a formula that can be worked out.

Refuses with a sentence. How a formula is read and reckoned is measures.formula's.
"""

from collections.abc import Collection, Iterable, Sequence

from indicators.importers.problems import ImportProblem, error
from indicators.measures.formula import POPULATION, cycle_in
from indicators.measures.formula_text import FormulaError, parse
from indicators.measures.kinds import RelationKind, RelationRole
from indicators.models import Indicator, Outturn, Relation, RelationMember
from indicators.operations.return_cells import OutturnCell, ReturnCell
from indicators.queries.calculated import calculated_ids
from partnership.operations.rows import CannotBeDone


def require_entered(indicators: Collection[Indicator]) -> None:
    """CannotBeDone for the first of them that is calculated from others. One query."""
    asked = {row.pk for row in indicators}
    found = Indicator.objects.filter(pk__in=calculated_ids()).filter(pk__in=asked).first()
    if found is not None:
        raise CannotBeDone(is_calculated(found.short_name))


def calculated_problems(cells: Iterable[ReturnCell]) -> Iterable[ImportProblem]:
    """An error for each row of a return that gives outturns of a calculated indicator. One query."""
    codes = set(Indicator.objects.filter(pk__in=calculated_ids()).values_list("code", flat=True))
    rows = {
        cell.row.row.number: cell.row.row.indicator
        for cell in (cells if codes else ())
        if isinstance(cell, OutturnCell) and cell.row.held and cell.row.held.code in codes
    }
    for number, name in rows.items():
        yield error(is_calculated(name), number)


def is_calculated(name: str) -> str:
    return (
        f"{name} is calculated from other indicators and takes no figures of its own: enter theirs, "
        "or change how it is calculated."
    )


def formula_problems(
    formula: str, members: Sequence[tuple[Indicator, RelationRole]], relation: Relation | None
) -> list[str]:
    """Why this formula of these members cannot be declared, in sentences; none when it can."""
    try:
        read = parse(formula)
    except FormulaError as wrong:
        return [str(wrong)]
    results = [indicator for indicator, role in members if role is RelationRole.RESULT]
    terms = {indicator.code: indicator for indicator, role in members if role is RelationRole.TERM}
    problems = [
        f"“{code}” is the code of no term of this formula: correct it, or add the indicator as a term."
        for code in read.codes
        if code not in terms and code != POPULATION
    ]
    problems += [
        f"{indicator.short_name} ({code}) is a term and the formula does not name it: name it, or take it out."
        for code, indicator in terms.items()
        if code not in read.codes
    ]
    for result in results[:1]:
        problems += _circle(result, terms, relation) or _own_figures(result)
    return problems


def _circle(result: Indicator, terms: dict[str, Indicator], relation: Relation | None) -> list[str]:
    """That it would need itself, by the other declared formulas."""
    others = RelationMember.objects.filter(relation__kind=RelationKind.FORMULA.value).exclude(
        relation=relation
    )
    results, uses = dict[int, str](), dict[int, list[str]]()
    names = {result.code: result.short_name} | {code: row.short_name for code, row in terms.items()}
    for member in others.select_related("indicator"):
        names[member.indicator.code] = member.indicator.short_name
        if member.role == RelationRole.RESULT:
            results[member.relation_id] = member.indicator.code
        else:
            uses.setdefault(member.relation_id, []).append(member.indicator.code)
    declared = {code: tuple(uses.get(key, ())) for key, code in results.items()}
    circle = cycle_in({result.code: tuple(terms), **{k: v for k, v in declared.items() if k != result.code}})
    if not circle:
        return []
    way = " needs ".join(names[code] for code in circle)
    return [f"This formula goes round in a circle ({way}): take one of them out."]


def _own_figures(result: Indicator) -> list[str]:
    count = Outturn.objects.filter(indicator=result).count()
    if not count:
        return []
    return [
        f"{result.short_name} has {count:,} {'figure' if count == 1 else 'figures'} of its own, which would no longer be read: "
        "remove them first, or calculate another indicator."
    ]
