"""
Which indicator each row of a return is, and of which kind its figures are; with every reason why it cannot be said.

Told what the site holds as values; looks in the catalogue for the rest. The outturn type is what somebody typed: where
it disagrees with the figures or with the indicator, they win; that it does is told by the checks (`written`).
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.importers.catalogue import Catalogue, Known
from indicators.importers.fitting import negative_figures, wrong_periods, wrong_sign
from indicators.importers.inferred import inferred_kind
from indicators.importers.names import key, quoted, tidy
from indicators.importers.problems import ErrorCount, ImportProblem, error, refused, warning
from indicators.importers.table import IndicatorRow, ReturnTable, Role
from indicators.measures.kinds import Frequency, Kind

_TYPES: dict[str, Kind] = {
    **dict.fromkeys(["number", "numbers", "count", "no"], Kind.COUNT),
    **dict.fromkeys(["rate", "rates"], Kind.RATE),
    **dict.fromkeys(["percentage", "percentages", "percent"], Kind.PERCENTAGE),
}
_LONGEST_NAME, _LONGEST_AREA, _MOST_HINTS = 200, 80, 50
_MOST_NEW = 500  # indicators that one return may make: several scorecards' worth


@dataclass(frozen=True)
class Held:
    """An indicator of the site, as a return's rows are compared with it."""

    code: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    frequency: Frequency = Frequency.MONTHLY


@dataclass(frozen=True)
class Matched:
    """
    A row with its indicator: the site's (`held`), else the catalogue's (`known`), else a new one.

    `typed`: the kind that its outturn type says, where it gives one; `typed_in`: the column where that stands.
    """

    row: IndicatorRow
    kind: Kind
    held: Held | None = None
    known: Known | None = None
    typed: Kind | None = None
    typed_in: str | None = None

    @property
    def signed(self) -> str:
        """The first of its figures that is written with a % sign, as it is written; "" when none is."""
        return next((tidy(cell.text) for cell in self.row.cells if cell.written.percent), "")


@dataclass(frozen=True)
class Suggestion:
    """A name as written in a row that is nearly `offered`, the name of the site's indicator `code`: for a person to confirm."""

    row: int
    name: str
    code: str
    offered: str


@dataclass(frozen=True)
class Matching:
    """Every row that has an indicator, the problems of those that have none or whose figures do not fit it, and offers."""

    matched: tuple[Matched, ...]
    problems: tuple[ImportProblem, ...]
    suggestions: tuple[Suggestion, ...] = ()


def match_rows(
    table: ReturnTable,
    held: Iterable[Held],
    catalogue: Catalogue,
    create_missing: bool,
    confirmed: Mapping[str, str] | None = None,
) -> Matching:
    """The rows with their indicators; `confirmed` gives for a name as written the code of the indicator that it means."""
    matcher = Matcher(table, tuple(held), catalogue, create_missing, confirmed or {})
    matched = tuple(found for row in table.rows if (found := matcher.match(row)))
    return Matching(matched, tuple(matcher.problems), tuple(matcher.suggestions))


class Matcher:
    """Row by row: what was found wrong so far is in `problems`, the offers in `suggestions`."""

    def __init__(
        self,
        table: ReturnTable,
        held: tuple[Held, ...],
        catalogue: Catalogue,
        create_missing: bool,
        confirmed: Mapping[str, str],
    ) -> None:
        self.table = table
        self.catalogue = catalogue
        self.create_missing = create_missing
        self.confirmed = {key(name): code for name, code in confirmed.items()}
        self.problems: list[ImportProblem] = []
        self.suggestions: list[Suggestion] = []
        self.seen: dict[str, int] = {}
        self.hints = self.new = 0
        self._errors = ErrorCount()
        self.by_code = {item.code: item for item in held}
        self.by_key: dict[str, Held] = {}
        for names in ([item.name] for item in held), ([item.code, *item.names] for item in held):
            for item, own in zip(held, names, strict=True):
                for name in own:
                    self.by_key.setdefault(key(name), item)

    def match(self, row: IndicatorRow) -> Matched | None:
        """The row's indicator, or None. ReturnRefused after too many errors, or too many new indicators."""
        self._errors.refuse_too_many(self.problems)
        held, known = self._find(row)
        if not self._agrees(row, held, known):
            return None
        if self._repeats(row, f"held {held.code}" if held else known.code if known else key(row.indicator)):
            return None
        if held is None and not self._may_be_made(row, known):
            return None
        expected = held.kind if held else known.kind if known else None
        kind = self._kind(row, expected)
        if kind is None:
            return None
        of = held or known
        self.problems += wrong_periods(row, of.frequency if of else Frequency.MONTHLY)
        self.problems += negative_figures(row, kind)
        return Matched(row, kind, held, known, _typed(row), self.table.where(Role.OUTTURN_TYPE))

    def code_of(self, row: IndicatorRow) -> str:
        """The code of the site's indicator that the row names; empty when there is none. Looks at no figure."""
        held, _ = self._find(row)
        return held.code if held else ""

    def _find(self, row: IndicatorRow) -> tuple[Held | None, Known | None]:
        """By its code where the row gives one that is known, else by its name."""
        found = self._named(row.code) if row.code else (None, None)
        return found if any(found) else self._named(row.indicator)

    def _named(self, name: str) -> tuple[Held | None, Known | None]:
        confirmed = self.by_code.get(self.confirmed.get(key(name), ""))
        held = confirmed or self.by_key.get(key(name))
        if held:
            return held, None
        known = self.catalogue.named(name)
        names = known.names if known else ()
        return next((self.by_key[key(other)] for other in names if key(other) in self.by_key), None), known

    def _agrees(self, row: IndicatorRow, held: Held | None, known: Known | None) -> bool:
        """Whether code and name do not mean two indicators."""
        by_name = self._named(row.indicator) if row.code else (held, known)
        found, other = (held or known), (by_name[0] or by_name[1])
        if found is None or other is None or found.code == other.code:
            return True
        self._error(
            row,
            Role.CODE,
            f"The code {quoted(row.code)} is that of {quoted(found.name)} and the name is {quoted(row.indicator)}: correct the "
            "one that is wrong.",
        )
        return False

    def _repeats(self, row: IndicatorRow, identity: str) -> bool:
        first = self.seen.setdefault(identity, row.number)
        if first == row.number:
            return False
        do = (
            "keep one of the two rows"
            if self.table.column(Role.MONTH)
            else "name it alike in all of its rows"
        )
        self._error(
            row, Role.INDICATOR, f"{quoted(row.indicator)} is the indicator of row {first} again: {do}."
        )
        return True

    def _may_be_made(self, row: IndicatorRow, known: Known | None) -> bool:
        if not self.create_missing:
            self._error(row, Role.INDICATOR, self._unknown(row, known))
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
            self.new += 1
            if self.new > _MOST_NEW:
                raise refused(
                    f"More than {_MOST_NEW} indicators of this return are not set up on this site, which is no scorecard: see "
                    "that the right column holds their names, or import it in parts.",
                    row.number,
                )
            self._tell_of_new(row, known)
            return True
        return False

    def _tell_of_new(self, row: IndicatorRow, known: Known | None) -> None:
        if known is None:
            message = (
                f"{quoted(row.indicator)} is not in the catalogue{self._hint(row)}, so what it is was inferred from "
                "its name and figures: confirm its basis and polarity."
            )
            self.problems.append(warning(message, row.number, self.table.where(Role.INDICATOR)))

    def _unknown(self, row: IndicatorRow, known: Known | None) -> str:
        name = row.indicator
        if known:
            return (
                f"{quoted(name)} is in the catalogue and not set up on this site: set it up first, or let the import "
                "create what is missing."
            )
        return (
            f"{quoted(name)} is not an indicator of this site{self._hint(row)}: correct the name, or let the import create "
            "what is missing."
        )

    def _hint(self, row: IndicatorRow) -> str:
        """The name that this may be a misspelling of, held or in the catalogue; for the first rows only, as it is slow."""
        self.hints += 1
        if self.hints > _MOST_HINTS:
            return ""
        names = {key(entry.name): entry.name for entry in self.catalogue.entries}
        names |= {held_key: held.name for held_key, held in self.by_key.items()}
        near = difflib.get_close_matches(key(row.indicator)[:_LONGEST_NAME], names, n=1, cutoff=0.8)
        if not near:
            return ""
        if held := self.by_key.get(near[0]):
            self.suggestions.append(Suggestion(row.number, row.indicator, held.code, held.name))
        return f" (did you mean {quoted(names[near[0]])}?)"

    def _kind(self, row: IndicatorRow, expected: Kind | None) -> Kind | None:
        typed = _typed(row)
        signed = [cell for cell in row.cells if cell.written.percent]
        if row.outturn_type and typed is None:
            self._error(
                row,
                Role.OUTTURN_TYPE,
                f"{quoted(row.outturn_type)} is not an outturn type: write Number, Rate or Percentage.",
            )
            return None
        if signed and expected not in {None, Kind.PERCENTAGE}:
            self.problems.append(wrong_sign(signed[0], row, expected))
            return None
        return expected or (Kind.PERCENTAGE if signed else typed or inferred_kind(row.indicator))

    def _error(self, row: IndicatorRow, role: Role, message: str) -> None:
        where = self.table.where(role) or (self.table.where(Role.CODE) if role is Role.INDICATOR else None)
        self.problems.append(error(message, row.number, where))


def _typed(row: IndicatorRow) -> Kind | None:
    return _TYPES.get(key(row.outturn_type))
