"""
Keeping declared formulas true to the indicators that they name: a code that changes, changes in them too.

What a formula may hold is measures.formula_text's.
"""

from indicators.measures.formula import Name, in_figures
from indicators.measures.formula_text import FormulaError, parse
from indicators.measures.kinds import RelationKind, RelationRole
from indicators.models import Indicator, Relation
from partnership.models import User
from partnership.operations.rows import write


def rename_in_formulas(*, indicator: Indicator, old: str, by: User | None) -> None:
    """Every formula of which it is a term names it by the code that it has now; one that cannot be read stays."""

    def written(name: Name) -> str:
        code = indicator.code if name.code == old else name.code
        return f"last({code})" if name.last else code

    rows = Relation.objects.filter(
        kind=RelationKind.FORMULA.value,
        members__indicator=indicator,
        members__role=RelationRole.TERM.value,
    )
    for row in rows:
        try:
            formula = in_figures(parse(row.formula).expression, written)
        except FormulaError:
            continue
        write(row, by=by, reason=f"{old} is now {indicator.code}", formula=formula)
