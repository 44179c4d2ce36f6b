"""
The long layout: one line per figure, with its indicator (by name or code), its month or quarter and its value.

Beside the value may stand numerator, denominator, status and note; a column headed Last month is there for the eye and
is not read. The lines of one indicator become one row of the table.
"""

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal

from indicators.importers.body import Body
from indicators.importers.grid import Grid, GridRow
from indicators.importers.headings import columns_under, refuse
from indicators.importers.long_headings import EXPECTED, lacking, read_heading
from indicators.importers.months import FORMS, Period, read_period, why_no_month
from indicators.importers.names import key, quoted, tidy
from indicators.importers.problems import MOST, ImportProblem, ReturnRefused, Severity, error, note, warning
from indicators.importers.read_again import CellsReadAgain, Memory
from indicators.importers.rows import is_long
from indicators.importers.symbols import in_month
from indicators.importers.table import Cell, IndicatorRow, ReturnTable, Role

NAME = "long"
_FIRST = 1900 * 12  # before the first month that there is
_PROVISIONAL = {"": None, "provisional": True, "p": True, "final": False, "f": False}


def read(grid: Grid, header: GridRow) -> ReturnTable:
    """The table, with the problems of its rows and cells; ReturnRefused when it has no header to use or no month."""
    columns = columns_under(header, read_heading, EXPECTED)
    if absent := lacking({column.role for column in columns}):
        raise ReturnRefused(
            [error(f"The header row has no column for {' and '.join(absent)}: put it in.", header.number)]
        )
    body = Body(grid, header, columns)
    body.refuse_many(1)
    lines = _Lines(body)
    for place, row in enumerate(body.rows):
        lines.take(place, row)
    lines.end_telling()
    rows = lines.rows()
    if not any(row.months for row in rows):
        refuse(
            body.problems or [error(f"No row of the table has a month: write it as {FORMS}.", header.number)]
        )
    last = body.rows[-1]
    if body.ends_mid_line and not any(problem.row == last.number for problem in body.problems):
        column = next(each for each in reversed(columns) if each.role is not Role.REFERENCE)
        body.problems.append(
            warning(
                "The file ends in the middle of a line: if it was cut short, its last cell "
                f"({tidy(last.cells[column.index])}) may be too, so compare it with the spreadsheet.",
                last.number,
                column.where,
            )
        )
    return ReturnTable(
        NAME, header.number, columns, rows, tuple(body.problems), grid=body.kept(), held=lines.held
    )


class _Indicator:
    """The lines of one indicator as they come: their places, and either their cells or only the months they have."""

    def __init__(self, number: int, name: str, code: str) -> None:
        self.number, self.name, self.code = number, name, code
        self.area = self.outturn_type = ""
        self.places, self.months = array("L"), array("L")  # beside each other
        self.known = 0  # of the months, a bit for each
        self.cells: list[Cell] = []

    def row(self, cells: Sequence[Cell]) -> IndicatorRow:
        return IndicatorRow(
            number=self.number,
            area=self.area,
            indicator=self.name or self.code,
            outturn_type=self.outturn_type,
            months=cells,
            target=None,
            places=(),
            code=self.code,
        )


class _Lines:
    """
    Lines of one figure each, put together by indicator in the order of the file.

    Of a long table no cell is held (`held`): an indicator's are read again when they are asked for, and forgotten when
    some thousands of others have been.
    """

    def __init__(self, body: Body) -> None:
        self.body = body
        value = body.column(Role.VALUE)
        assert value is not None  # the header has one
        self.value = value
        self.held = not is_long(body.grid.rows)
        self.telling = True  # of problems: only the first time that a line is read
        self._notes = 0
        self.found: dict[tuple[str, str], _Indicator] = {}
        self.by_words: dict[tuple[str, str], _Indicator] = {}
        self._memory = Memory()

    def rows(self) -> tuple[IndicatorRow, ...]:
        return tuple(
            each.row(tuple(each.cells) if self.held else self._cells_of(each)) for each in self.found.values()
        )

    def end_telling(self) -> None:
        """Every line was read once; what is read again is told already."""
        self.telling = False
        if self._notes > MOST:
            self.body.problems.append(note(f"There are {self._notes - MOST:,} more such notes."))

    def _cells_of(self, indicator: _Indicator) -> CellsReadAgain:
        def read() -> tuple[Cell, ...]:
            return tuple(self._cell(row, self._period(row)) for row in self._rows_of(indicator))

        return CellsReadAgain(self._memory, indicator.number, len(indicator.places), read)

    def take(self, place: int, row: GridRow) -> None:
        if not self.body.takes(row):
            return
        self._tell_troubles_in_words(row)
        indicator = self._indicator(row)
        period = self._period(row)
        cell = self._cell(row, period)
        self._look_for_a_figure(row, cell)
        if indicator and period:
            self._add(place, row, indicator, cell)

    def _cell(self, row: GridRow, period: Period | None) -> Cell:
        month = period.month if period else None
        written = in_month(self.body.written(row, self.value), month)
        if written.trouble:
            self._error(row, Role.VALUE, written.trouble)
        return Cell(
            row=row.number,
            column=self.value,
            text=row.cells[self.value.index],
            written=written,
            month=month,
            numerator=self._count(row, Role.NUMERATOR),
            denominator=self._count(row, Role.DENOMINATOR),
            provisional=self._provisional(row),
            note=self.body.text(row, Role.NOTE) or None,
            quarterly=period.quarterly if period else False,
        )

    def _indicator(self, row: GridRow) -> _Indicator | None:
        name, code = self.body.text(row, Role.INDICATOR), self.body.text(row, Role.CODE)
        if (found := self.by_words.get((name, code))) is None:
            if not (name or code):
                role = Role.INDICATOR if self.body.column(Role.INDICATOR) else Role.CODE
                if not self.body.trouble(row, self.body.column(role)):
                    self._error(
                        row, role, "This row has no indicator: write the indicator's name, or empty the row."
                    )
                return None
            found = self.found.setdefault((key(name), key(code)), _Indicator(row.number, name, code))
            self.by_words[name, code] = found
        found.area = found.area or self.body.text(row, Role.AREA)
        found.outturn_type = found.outturn_type or self.body.text(row, Role.OUTTURN_TYPE)
        return found

    def _period(self, row: GridRow) -> Period | None:
        text = self.body.text(row, Role.PERIOD)
        period = read_period(text)
        if period or self.body.trouble(row, self.body.column(Role.PERIOD)):
            return period
        message = f"{quoted(text)} is not a month or quarter" if text else "This row has no month"
        message = why_no_month(text) or message
        self._error(row, Role.PERIOD, f"{message}: write it as {FORMS}, or a quarter as 2021/22 Q1.")
        return None

    def _count(self, row: GridRow, role: Role) -> Decimal | None:
        """A numerator or denominator; None where none is given, or what is given is none and told."""
        column = self.body.column(role)
        if column is None:
            return None
        written = self.body.written(row, column)
        value = written.reading.value if written.reading else None
        if written.trouble:
            self._error(row, role, written.trouble)
        elif value is not None and (value < 0 or written.percent):
            text = quoted(row.cells[column.index])
            self._error(
                row,
                role,
                f"{text} is not a count, as a {role.value} is: write the number of children or cases.",
            )
            return None
        elif written.reading and value is None:
            text = quoted(row.cells[column.index])
            said = f"{text} is no count, so this figure's {role.value} is left as it stands."
            self._tell(note(said, row.number, column.where))
        return value

    def _provisional(self, row: GridRow) -> bool | None:
        text = self.body.text(row, Role.STATUS)
        if text and key(text) not in _PROVISIONAL:
            self._error(
                row,
                Role.STATUS,
                f"{quoted(text)} is not a status: write provisional or final, or leave the cell empty.",
            )
        return _PROVISIONAL.get(key(text)) if text else None

    def _look_for_a_figure(self, row: GridRow, cell: Cell) -> None:
        """A value may be blank, but not when something that belongs to it is given."""
        if cell.written.reading or cell.written.trouble:
            return
        given = Role.NUMERATOR if cell.numerator is not None else Role.DENOMINATOR
        if cell.numerator is not None or cell.denominator is not None:
            self._error(
                row,
                given,
                f"There is a {given.value} and no value: write the value, or empty the {given.value}.",
            )
        elif cell.note:
            where = self.body.where(Role.NOTE)
            self._tell(note("This note is not kept, because its row has no value.", row.number, where))

    def _add(self, place: int, row: GridRow, indicator: _Indicator, cell: Cell) -> None:
        assert cell.month is not None  # its line has a period
        month = cell.month.year * 12 + cell.month.number
        bit = 1 << month - _FIRST
        if indicator.known & bit:
            first = self.body.rows[indicator.places[indicator.months.index(month)]]
            self._error(
                row,
                Role.PERIOD,
                f"{quoted(indicator.name or indicator.code)} has {cell.month.name} in row {first.number} already: keep one of "
                "the two rows.",
            )
            return
        indicator.known |= bit
        indicator.places.append(place)
        indicator.months.append(month)
        if self.held:
            indicator.cells.append(cell)

    def _rows_of(self, indicator: _Indicator) -> Iterator[GridRow]:
        return map(self.body.rows.__getitem__, indicator.places)

    def _tell_troubles_in_words(self, row: GridRow) -> None:
        for column in self.body.troubled_columns(row):
            if column.role not in {Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.REFERENCE}:
                self._error(row, column.role, self.body.trouble(row, column))

    def _error(self, row: GridRow, role: Role, message: str) -> None:
        self._tell(error(message, row.number, self.body.where(role)))

    def _tell(self, problem: ImportProblem) -> None:
        if not self.telling:
            return
        self._notes += problem.severity is Severity.NOTE
        if self._notes <= MOST or problem.severity is not Severity.NOTE:
            self.body.problems.append(problem)
