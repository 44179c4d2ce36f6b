"""
Which maps a published file is read with: those given, else those kept, else the product's own; and keeping them.

A kept map is the officer's word and goes before the product's. A map whose columns the file lacks is for another file,
unless it was given for this one.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indicators.importers.names import quoted
from indicators.importers.problems import ImportProblem, error
from indicators.importers.published import FigureMap, PublishedFile, known_maps
from indicators.measures.kinds import Basis
from indicators.models import ComparatorMap, Indicator
from indicators.operations.comparator_maps import save_map
from indicators.operations.comparators import usual_basis
from partnership.models import User


def maps_for(
    read: PublishedFile, given: Sequence[FigureMap], indicators: Mapping[str, Indicator]
) -> tuple[tuple[FigureMap, ...], list[ImportProblem]]:
    """The maps, at most one of each indicator, or the problems that keep the file from being read."""
    if given:
        problems = [*_unknown(given, indicators), *_twice(given)]
        columns = [name for each in given for name in each.columns]
        troubles = [read.columns.trouble(name) for name in dict.fromkeys(columns)]
        return tuple(given), [*problems, *filter(None, troubles)]
    kept = [kept_map(row) for row in ComparatorMap.objects.select_related("indicator")]
    own = {each.indicator for each in kept if not _is_the_products(each)}
    candidates = [*kept, *(each for each in known_maps() if each.indicator not in own)]
    chosen: dict[str, FigureMap] = {}
    for each in candidates:
        if each.indicator in indicators and read.columns.has_all(each.columns):
            chosen.setdefault(each.indicator, each)
    return tuple(chosen.values()), [] if chosen else [_none(read)]


def kept_map(row: ComparatorMap) -> FigureMap:
    return FigureMap(
        indicator=row.indicator.code,
        numerator=tuple(row.numerator),
        denominator=tuple(row.denominator),
        by_population=row.by_population,
        per=row.per,
        where=tuple(row.where.items()),
        basis=Basis(row.basis),
    )


def keep_maps(maps: Iterable[FigureMap], indicators: Mapping[str, Indicator], by: User | None) -> None:
    """Each stands from now on as its indicator's; one that stands so already is not written again."""
    rows = {row.indicator.code: row for row in ComparatorMap.objects.select_related("indicator")}
    for each in maps:
        indicator, row = indicators[each.indicator], rows.get(each.indicator)
        fields: dict[str, Any] = {
            "numerator": list(each.numerator),
            "denominator": list(each.denominator),
            "by_population": each.by_population,
            "per": each.per,
            "where": dict(each.where),
            "basis": (each.basis or usual_basis(indicator)).value,
        }
        if row is None:
            fields["indicator"] = indicator
        save_map(row=row, by=by, **fields)


def _is_the_products(kept: FigureMap) -> bool:
    """Whether a kept map is one of the product's own, so that another of them may take its place."""
    known = [each for each in known_maps() if each.indicator == kept.indicator]
    return any(
        (each.numerator, each.denominator, each.by_population, each.per, each.where)
        == (kept.numerator, kept.denominator, kept.by_population, kept.per, kept.where)
        for each in known
    )


def _unknown(given: Sequence[FigureMap], indicators: Mapping[str, Indicator]) -> list[ImportProblem]:
    problems = []
    for each in given:
        if each.indicator not in indicators:
            near = difflib.get_close_matches(each.indicator, indicators, n=3)
            what = f"the nearest is {', '.join(near)}" if near else "set the indicator up first"
            problems.append(
                error(f"The map is for the indicator {quoted(each.indicator)}, which is not here: {what}.")
            )
    return problems


def _twice(given: Sequence[FigureMap]) -> list[ImportProblem]:
    codes = [each.indicator for each in given]
    twice = dict.fromkeys(code for code in codes if codes.count(code) > 1)
    return [error(f"The map has {quoted(code)} more than once: keep one of them.") for code in twice]


def _none(read: PublishedFile) -> ImportProblem:
    return error(
        "None of this file's columns is known to make a figure of an indicator that is set up here: say in a map which do.",
        read.columns.row,
    )
