"""
Which columns of a published file make which indicator's figure: a map, read from TOML.

The product knows the department's usual columns (known.toml); others an officer says once. Whether the site holds the
indicator is not known here.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.importers.names import quoted, tidy
from indicators.importers.problems import ImportProblem, ReturnRefused, error, refused
from indicators.measures.kinds import Basis

KNOWN = Path(__file__).with_name("known.toml")
_FIELDS = ("indicator", "numerator", "denominator", "by_population", "per", "where", "basis")
_MOST_PER = 1_000_000


@dataclass(frozen=True)
class FigureMap:
    """
    Σ `numerator` columns, divided by Σ `denominator` columns or by the children of the year before, times `per`.

    `where`: column and what must stand in it for a row to count. `basis` None: as published yearly figures are.
    """

    indicator: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    by_population: bool = False
    per: int = 1
    where: tuple[tuple[str, str], ...] = ()
    basis: Basis | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it needs."""
        return (*self.numerator, *self.denominator, *(column for column, _ in self.where))


@cache
def known_maps() -> tuple[FigureMap, ...]:
    """The product's own, in order of preference."""
    return read_maps(KNOWN.read_text(encoding="utf-8"))


def read_maps(text: str) -> tuple[FigureMap, ...]:
    """The maps in a TOML file's [[figure]] tables, or ReturnRefused with every problem in it."""
    try:
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise refused(f"The map is not TOML ({problem}): correct it.") from problem
    entries = written.get("figure")
    if not isinstance(entries, list) or not entries or set(written) != {"figure"}:
        raise refused("The map must hold [[figure]] tables and nothing else: correct it.")
    problems = [problem for number, entry in enumerate(entries, 1) for problem in _problems(number, entry)]
    if problems:
        raise ReturnRefused(problems)
    return tuple(_map(entry) for entry in entries)


def _map(entry: Mapping[str, Any]) -> FigureMap:
    return FigureMap(
        indicator=entry["indicator"],
        numerator=_columns(entry["numerator"]),
        denominator=_columns(entry.get("denominator", [])),
        by_population=entry.get("by_population", False),
        per=entry.get("per", 1),
        where=tuple((tidy(column), tidy(value)) for column, value in entry.get("where", {}).items()),
        basis=Basis(entry["basis"]) if "basis" in entry else None,
    )


def _columns(written: str | list[str]) -> tuple[str, ...]:
    return tuple(tidy(name) for name in ([written] if isinstance(written, str) else written))


def _problems(number: int, entry: Any) -> list[ImportProblem]:
    which = f"[[figure]] {number} of the map"
    if not isinstance(entry, dict):
        return [error(f"{which} is not a table: write it as [[figure]].")]
    found = [
        f"has {quoted(name)}, which is none of its fields{_near(name)}" for name in entry.keys() - {*_FIELDS}
    ]
    if not isinstance(entry.get("indicator"), str) or not entry["indicator"].strip():
        found.append("names no indicator: give its code")
    if not _are_columns(entry.get("numerator")) or not entry["numerator"]:
        found.append('needs a numerator: give a list of columns, such as ["ICPC"]')
    if not _are_columns(entry.get("denominator", [])):
        found.append("has a denominator that is no list of columns: correct it")
    if not isinstance(entry.get("by_population", False), bool):
        found.append("says by_population with neither true nor false: correct it")
    if entry.get("by_population") is True and entry.get("denominator"):
        found.append("divides by columns and by the population: keep one of them")
    per = entry.get("per", 1)
    if isinstance(per, bool) or not isinstance(per, int) or not 1 <= per <= _MOST_PER:
        found.append("needs a whole number in per, such as 100 for a percentage: correct it")
    where = entry.get("where", {})
    if not isinstance(where, dict) or not all(isinstance(value, str) for value in where.values()):
        found.append('needs a where such as { category = "All children" }: correct it')
    if "basis" in entry and entry["basis"] not in [basis.value for basis in Basis]:
        bases = ", ".join(basis.value for basis in Basis)
        found.append(f"has a basis that is none of {bases}: correct it")
    return [error(f"{which} {words}.") for words in found]


def _are_columns(written: Any) -> bool:
    if isinstance(written, str):
        return bool(written.strip())
    return isinstance(written, list) and all(isinstance(name, str) and name.strip() for name in written)


def _near(name: str) -> str:
    near = difflib.get_close_matches(name, _FIELDS, n=1)
    return f" (is {near[0]} meant?): correct it" if near else f": it may have {', '.join(_FIELDS)}"
