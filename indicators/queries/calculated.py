"""
Which indicators are calculated, by which declared formula and from what: rows become calculations and their series.

One query for every declared formula, one more where children are divided by, whatever the number of indicators. How a
reading is worked out is measures.calculated's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from indicators.measures import facts
from indicators.measures.calculated import Calculation
from indicators.measures.formula import POPULATION, Formula, cycle_in
from indicators.measures.formula_text import FormulaError, parse
from indicators.measures.kinds import GeographyKind, RelationKind, RelationRole
from indicators.measures.periods import Month
from indicators.measures.readings import Reading, Series
from indicators.measures.stretch import Term
from indicators.models import Indicator, Population, RelationMember

Readings = list[tuple[Month, Reading]]


@dataclass(frozen=True)
class Declared:
    """One declared formula: whose it is, its text, and the indicators that it names, by code."""

    relation: int
    result: Indicator
    text: str
    terms: Mapping[str, Indicator]

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(self.terms)


@dataclass(frozen=True)
class DeclaredFormulas:
    """Those that some indicators need, each after the ones that it rests on; `terms` are the other indicators in them."""

    formulas: tuple[Declared, ...]
    terms: tuple[Indicator, ...]
    in_circle: frozenset[str]
    children: Mapping[int, int]

    def calculations(
        self, told: Mapping[int, facts.Indicator], series: Mapping[int, Series]
    ) -> dict[int, Calculation]:
        """By the result's key: every calculation, with the readings of its terms as entered or as calculated."""
        held, found = dict(series), dict[int, Calculation]()
        for one in self.formulas:
            terms = {code: Term(told[row.pk], held.get(row.pk, Series())) for code, row in one.terms.items()}
            formula, problem = self._read(one)
            made = Calculation(told[one.result.pk], one.text, formula, terms, self.children, problem)
            found[one.result.pk], held[one.result.pk] = made, made.series
        return found

    def _read(self, one: Declared) -> tuple[Formula | None, str]:
        cannot = f"{one.result.short_name} cannot be calculated, because"
        if one.result.code in self.in_circle:
            return None, f"{cannot} its formula needs its own result: correct the formulas."
        try:
            formula = parse(one.text)
        except FormulaError as wrong:
            return None, f"{cannot} its formula cannot be read. {wrong}"
        unknown = [code for code in formula.codes if code not in one.terms and code != POPULATION]
        if unknown:
            return (
                None,
                f"{cannot} its formula names {unknown[0]}, which is no term of it: correct the formula.",
            )
        return formula, ""


def declared_formulas(rows: Iterable[Indicator]) -> DeclaredFormulas:
    """The formulas by which these indicators are calculated, and those that they rest on in turn."""
    asked = {row.code: row for row in rows}
    every = {one.result.code: one for one in _every_formula()}
    needed = _needed(asked, every)
    uses = {code: every[code].uses for code in needed}
    ordered, in_circle = _in_order(uses)
    formulas = tuple(every[code] for code in ordered)
    others = {
        row.pk: row for one in formulas for row in (one.result, *one.terms.values()) if row.code not in asked
    }
    by_children = any(POPULATION in one.text for one in formulas)
    return DeclaredFormulas(
        formulas, tuple(others.values()), in_circle, own_children() if by_children else {}
    )


def calculated_ids() -> QuerySet[RelationMember, Any]:
    """The keys of indicators that are calculated and so take no outturns of their own: for a subquery."""
    results = RelationMember.objects.filter(
        relation__kind=RelationKind.FORMULA.value, role=RelationRole.RESULT.value
    )
    return results.order_by().values("indicator")


def own_children() -> dict[int, int]:
    """The own authority's children by mid-year, of the newest recorded estimate for each. One query."""
    rows = Population.objects.filter(
        geography__kind=GeographyKind.OWN.value, withdrawn_at__isnull=True
    ).order_by("recorded_at", "pk")
    return dict(rows.values_list("year", "children"))


def _every_formula() -> list[Declared]:
    """Of two formulas for one result the one declared first is taken. One query."""
    rows = (
        RelationMember.objects.filter(relation__kind=RelationKind.FORMULA.value)
        .select_related("relation", "indicator__area", "indicator__agency", "indicator__data_owner")
        .order_by("-relation", "pk")
    )
    results: dict[int, RelationMember] = {}
    terms: dict[int, dict[str, Indicator]] = {}
    for row in rows:
        terms.setdefault(row.relation_id, {})
        if row.role == RelationRole.RESULT:
            results[row.relation_id] = row
        elif row.role == RelationRole.TERM:
            terms[row.relation_id][row.indicator.code] = row.indicator
    return [Declared(key, row.indicator, row.relation.formula, terms[key]) for key, row in results.items()]


def _needed(asked: Iterable[str], every: Mapping[str, Declared]) -> list[str]:
    """The results among those asked for, and those that they rest on."""
    left, found = [code for code in asked if code in every], dict[str, None]()
    while left:
        code = left.pop()
        if code not in found:
            found[code] = None
            left += [used for used in every[code].uses if used in every]
    return list(found)


def _in_order(uses: Mapping[str, tuple[str, ...]]) -> tuple[list[str], frozenset[str]]:
    """Each result after those that it uses; what goes round in a circle, or rests on one, is named."""
    left, in_circle = dict(uses), set[str]()
    while circle := cycle_in(left):
        in_circle.update(circle)
        left = {code: used for code, used in left.items() if code not in in_circle}
    ordered = sorted(in_circle)
    while left:
        ready = [code for code, used in left.items() if not any(each in left for each in used)]
        ordered += ready
        left = {code: used for code, used in left.items() if code not in ready}
    return ordered, frozenset(in_circle)
