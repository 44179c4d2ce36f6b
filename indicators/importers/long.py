"""
The long layout: one line per figure, with its indicator (by name or code), its month or quarter and its value.

Beside the value may stand numerator, denominator, status and note; a column headed Last month is there for the eye and
is not read. The lines of one indicator become one row of the table.
"""

from decimal import Decimal

from indicators.importers.body import Body
from indicators.importers.grid import Grid, GridRow
from indicators.importers.headings import columns_under, refuse
from indicators.importers.long_headings import EXPECTED, lacking, read_heading
from indicators.importers.months import FORMS, Period, read_period
from indicators.importers.names import key, quoted, tidy
from indicators.importers.problems import ReturnRefused, error, note, warning
from indicators.importers.symbols import in_month
from indicators.importers.table import Cell, IndicatorRow, ReturnTable, Role

NAME = "long"
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
    for row in body.rows:
        lines.take(row)
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
    return ReturnTable(NAME, header.number, columns, rows, tuple(body.problems), grid=body.kept())


class _Indicator:
    """The lines of one indicator as they come."""

    def __init__(self, number: int, name: str, code: str) -> None:
        self.number, self.name, self.code = number, name, code
        self.area = self.outturn_type = ""
        self.cells: dict[object, Cell] = {}

    def row(self) -> IndicatorRow:
        return IndicatorRow(
            number=self.number,
            area=self.area,
            indicator=self.name or self.code,
            outturn_type=self.outturn_type,
            months=tuple(self.cells.values()),
            target=None,
            places=(),
            code=self.code,
        )


class _Lines:
    """Lines of one figure each, put together by indicator in the order of the file."""

    def __init__(self, body: Body) -> None:
        self.body = body
        value = body.column(Role.VALUE)
        assert value is not None  # the header has one
        self.value = value
        self.found: dict[tuple[str, str], _Indicator] = {}
        self.by_words: dict[tuple[str, str], _Indicator] = {}

    def rows(self) -> tuple[IndicatorRow, ...]:
        return tuple(each.row() for each in self.found.values())

    def take(self, row: GridRow) -> None:
        if not self.body.takes(row):
            return
        self._tell_troubles_in_words(row)
        indicator = self._indicator(row)
        period = self._period(row)
        written = in_month(self.body.written(row, self.value), period.month if period else None)
        if written.trouble:
            self._error(row, Role.VALUE, written.trouble)
        cell = Cell(
            row=row.number,
            column=self.value,
            text=row.cells[self.value.index],
            written=written,
            month=period.month if period else None,
            numerator=self._count(row, Role.NUMERATOR),
            denominator=self._count(row, Role.DENOMINATOR),
            provisional=self._provisional(row),
            note=self.body.text(row, Role.NOTE) or None,
            quarterly=period.quarterly if period else False,
        )
        self._look_for_a_figure(row, cell)
        if indicator and period:
            self._add(row, indicator, cell)

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
            self.body.problems.append(note(said, row.number, column.where))
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
            self.body.problems.append(
                note("This note is not kept, because its row has no value.", row.number, where)
            )

    def _add(self, row: GridRow, indicator: _Indicator, cell: Cell) -> None:
        first = indicator.cells.setdefault(cell.month, cell)
        if first is not cell and cell.month:
            self._error(
                row,
                Role.PERIOD,
                f"{quoted(indicator.name or indicator.code)} has {cell.month.name} in row {first.row} already: keep one of the "
                "two rows.",
            )

    def _tell_troubles_in_words(self, row: GridRow) -> None:
        for column in self.body.troubled_columns(row):
            if column.role not in {Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.REFERENCE}:
                self._error(row, column.role, self.body.trouble(row, column))

    def _error(self, row: GridRow, role: Role, message: str) -> None:
        self.body.problems.append(error(message, row.number, self.body.where(role)))
