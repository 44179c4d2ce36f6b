"""
Which indicator each row of a return is, and of which kind its figures are; with every reason why it cannot be said.

Told what the site holds as values; looks in the catalogue for the rest. The outturn type is what somebody typed: where
it disagrees with the figures or with the indicator, they win and the officer is told.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.importers.catalogue import Catalogue, Known
from indicators.importers.inferred import inferred_kind
from indicators.importers.names import key, quoted
from indicators.importers.problems import ImportProblem, error, warning
from indicators.importers.table import Cell, Role, WideRow, WideTable
from indicators.measures.kinds import KINDS, Kind

_TYPES: dict[str, Kind] = {
    **dict.fromkeys(["number", "numbers", "count", "no"], Kind.COUNT),
    **dict.fromkeys(["rate", "rates"], Kind.RATE),
    **dict.fromkeys(["percentage", "percentages", "percent"], Kind.PERCENTAGE),
}
_LONGEST_NAME, _LONGEST_AREA, _MOST_HINTS = 200, 80, 50


@dataclass(frozen=True)
class Held:
    """An indicator of the site, as a return's rows are compared with it."""

    code: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matched:
    """A row with its indicator: the site's (`held`), else the catalogue's (`known`), else a new one."""

    row: WideRow
    kind: Kind
    held: Held | None = None
    known: Known | None = None


def match_rows(
    table: WideTable, held: Iterable[Held], catalogue: Catalogue, create_missing: bool
) -> tuple[tuple[Matched, ...], tuple[ImportProblem, ...]]:
    """Every row that has an indicator, and the problems of those that have none or whose figures do not fit it."""
    matcher = _Matcher(table, tuple(held), catalogue, create_missing)
    matched = tuple(found for row in table.rows if (found := matcher.match(row)))
    return matched, tuple(matcher.problems)


class _Matcher:
    def __init__(
        self, table: WideTable, held: tuple[Held, ...], catalogue: Catalogue, create_missing: bool
    ) -> None:
        self.table = table
        self.catalogue = catalogue
        self.create_missing = create_missing
        self.problems: list[ImportProblem] = []
        self.seen: dict[str, int] = {}
        self.hints = 0
        self.by_key: dict[str, Held] = {}
        for names in ([item.name] for item in held), ([item.code, *item.names] for item in held):
            for item, own in zip(held, names, strict=True):
                for name in own:
                    self.by_key.setdefault(key(name), item)

    def match(self, row: WideRow) -> Matched | None:
        held, known = self._find(row.indicator)
        if self._repeats(row, f"held {held.code}" if held else known.code if known else key(row.indicator)):
            return None
        if held is None and not self._may_be_made(row, known):
            return None
        expected = held.kind if held else known.kind if known else None
        kind = self._kind(row, expected)
        if kind is None:
            return None
        self.problems += [_negative(cell) for cell in row.cells if _is_negative(cell, kind)]
        return Matched(row, kind, held, known)

    def _find(self, name: str) -> tuple[Held | None, Known | None]:
        held = self.by_key.get(key(name))
        if held:
            return held, None
        known = self.catalogue.named(name)
        names = known.names if known else ()
        return next((self.by_key[key(other)] for other in names if key(other) in self.by_key), None), known

    def _repeats(self, row: WideRow, identity: str) -> bool:
        first = self.seen.setdefault(identity, row.number)
        if first == row.number:
            return False
        self._error(
            row,
            Role.INDICATOR,
            f"{quoted(row.indicator)} is the indicator of row {first} again: keep one of the two rows.",
        )
        return True

    def _may_be_made(self, row: WideRow, known: Known | None) -> bool:
        if not self.create_missing:
            self._error(row, Role.INDICATOR, self._unknown(row.indicator, known))
        elif len(row.indicator) > _LONGEST_NAME:
            self._error(
                row,
                Role.INDICATOR,
                f"The indicator's name is longer than {_LONGEST_NAME} characters: shorten it.",
            )
        elif not row.area and known is None:
            self._error(row, Role.AREA, f"{quoted(row.indicator)} has no area to stand in: write its area.")
        elif len(row.area) > _LONGEST_AREA:
            self._error(
                row, Role.AREA, f"The area's name is longer than {_LONGEST_AREA} characters: shorten it."
            )
        else:
            self._tell_of_new(row, known)
            return True
        return False

    def _tell_of_new(self, row: WideRow, known: Known | None) -> None:
        if known is None:
            message = (
                f"{quoted(row.indicator)} is not in the catalogue{self._hint(row.indicator)}, so what it is was inferred from "
                "its name and figures: confirm its basis and polarity."
            )
            self.problems.append(warning(message, row.number, self.table.where(Role.INDICATOR)))

    def _unknown(self, name: str, known: Known | None) -> str:
        if known:
            return (
                f"{quoted(name)} is in the catalogue and not set up on this site: set it up first, or let the import "
                "create what is missing."
            )
        return (
            f"{quoted(name)} is not an indicator of this site{self._hint(name)}: correct the name, or let the import create "
            "what is missing."
        )

    def _hint(self, name: str) -> str:
        """The name that this may be a misspelling of, held or in the catalogue; for the first rows only, as it is slow."""
        self.hints += 1
        if self.hints > _MOST_HINTS:
            return ""
        names = {key(entry.name): entry.name for entry in self.catalogue.entries}
        names |= {held_key: held.name for held_key, held in self.by_key.items()}
        near = difflib.get_close_matches(key(name)[:_LONGEST_NAME], names, n=1, cutoff=0.8)
        return f" (did you mean {quoted(names[near[0]])}?)" if near else ""

    def _kind(self, row: WideRow, expected: Kind | None) -> Kind | None:
        typed = _TYPES.get(key(row.outturn_type))
        signed = [cell for cell in row.cells if cell.written.percent]
        if row.outturn_type and typed is None:
            self._error(
                row,
                Role.OUTTURN_TYPE,
                f"{quoted(row.outturn_type)} is not an outturn type: write Number, Rate or Percentage.",
            )
            return None
        if signed and expected not in {None, Kind.PERCENTAGE}:
            self.problems.append(_sign(signed[0], row, expected))
            return None
        kind = expected or (Kind.PERCENTAGE if signed else typed or inferred_kind(row.indicator))
        if typed and typed is not kind:
            self._told(row, kind, bool(signed))
        return kind

    def _told(self, row: WideRow, kind: Kind, signed: bool) -> None:
        because = "the figures are written with %" if signed else "the indicator is set up so"
        self.problems.append(
            warning(
                f"The outturn type says {quoted(row.outturn_type)} and {because}: the whole row is read as "
                f"{KINDS[kind].name}, so correct the type in the next return.",
                row.number,
                self.table.where(Role.OUTTURN_TYPE),
            )
        )

    def _error(self, row: WideRow, role: Role, message: str) -> None:
        self.problems.append(error(message, row.number, self.table.where(role)))


def _sign(cell: Cell, row: WideRow, expected: Kind | None) -> ImportProblem:
    kind = KINDS[expected].name if expected else ""
    return error(
        f"{quoted(cell.text)} has a % sign and {quoted(row.indicator)} is set up as {kind}: take the sign away, or set the "
        "indicator up as Percentage.",
        cell.row,
        cell.column.where,
    )


def _is_negative(cell: Cell, kind: Kind) -> bool:
    value = cell.written.reading.value if cell.written.reading else None
    return value is not None and value < 0 and kind is not Kind.PERCENTAGE


def _negative(cell: Cell) -> ImportProblem:
    return error(
        f"{quoted(cell.text)} is less than nothing, which a number or rate cannot be: correct the figure.",
        cell.row,
        cell.column.where,
    )
