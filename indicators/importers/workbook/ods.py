"""
One walk through an .ods: its sheets, which of their cells are filled, and what their values would not say.

Rows and cells that stand for many (number-rows-repeated) are counted, and written out only as far as something is in
them. Notes, drawings and tracked changes in a sheet are not its cells.
"""

from indicators.importers.grid import MAX_COLUMNS, MAX_ROWS, TOO_MANY_ROWS, Area
from indicators.importers.problems import refused
from indicators.importers.workbook.figures import number_of, number_text
from indicators.importers.workbook.looked import MAX_SHEETS, NOT_CALCULATED, Looked, error_sentence, whole
from indicators.importers.workbook.markup import Attributes, walk
from indicators.importers.workbook.packed import Packed
from indicators.importers.workbook.refusals import damaged
from indicators.importers.workbook.xlsx import TOO_MANY_SHEETS

_NS = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_NS}:{name}:1.0 " for name in ("office", "table", "text", "style"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_ROW, _COLUMN, _SHEET = f"{_TABLE}table-row", f"{_TABLE}table-column", f"{_TABLE}table"
_NOT_CELLS = {f"{_OFFICE}annotation", f"{_TABLE}tracked-changes", f"{_TABLE}shapes", f"{_TABLE}dde-links"}
_DRAWING = f"{_NS}:drawing:1.0 "
_NOT_SHOWN = {"collapse", "filter"}
_NUMBERS = {"float", "currency"}
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def look_through(packed: Packed) -> list[tuple[str, Looked | None]]:
    """Every sheet by name, in order."""
    walker = BookWalk()
    walk(packed.open("content.xml"), walker.start, walker.end, walker.text)
    return [(sheet.name, sheet) for sheet in walker.sheets]


class BookWalk:
    """Takes the elements of content.xml in their order and fills `sheets`."""

    def __init__(self) -> None:
        self.sheets: list[Looked] = []
        self._unseen_styles: set[str] = set()
        self._style = ""
        self._aside = 0  # how deep inside something that is no cell
        self._tables = 0
        self._row = self._column = 0
        self._row_times = 1
        self._cell: Attributes | None = None
        self._pieces: list[str] = []
        self.text = self._pieces.append

    def start(self, name: str, attributes: Attributes) -> None:
        if self._aside or name in _NOT_CELLS or name.startswith(_DRAWING):
            self._aside += 1
            if self._aside == 1:
                self._pieces_before = len(self._pieces)
        elif name in _CELLS:
            self._cell = attributes
            self._pieces.clear()
        elif name == _ROW:
            self._start_row(attributes)
        elif name == _COLUMN:
            self._take_columns(attributes)
        elif name == _SHEET:
            self._start_sheet(attributes)
        elif name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._unseen_styles.add(self._style)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
            if not self._aside:
                del self._pieces[self._pieces_before :]
        elif name in _CELLS:
            self._end_cell()
        elif name == _ROW:
            self._row += self._row_times
        elif name == _SHEET:
            self._tables -= 1

    def _start_sheet(self, attributes: Attributes) -> None:
        self._tables += 1
        if self._tables > 1:
            raise damaged()  # a table within a cell, which no spreadsheet writes
        if len(self.sheets) >= MAX_SHEETS:
            raise refused(TOO_MANY_SHEETS)
        hidden = attributes.get(f"{_TABLE}style-name") in self._unseen_styles
        self.sheets.append(Looked(attributes.get(f"{_TABLE}name", ""), hidden))
        self._row, self._column, self._row_times = 1, 0, 1

    def _take_columns(self, attributes: Attributes) -> None:
        times = _times(attributes, "columns", _LAST_COLUMN)
        if attributes.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            self.sheet.hide_columns(self._column, self._column + times - 1)
        self._column += times

    def _start_row(self, attributes: Attributes) -> None:
        self._column = 0
        self._row_times = _times(attributes, "rows", _LAST_ROW)
        if self._row + self._row_times - 1 > _LAST_ROW:
            raise damaged()
        if attributes.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            for row in range(self._row, min(self._row + self._row_times, MAX_ROWS + 1)):
                self.sheet.hide_row(row)

    @property
    def sheet(self) -> Looked:
        if not self.sheets or not self._tables:
            raise damaged()
        return self.sheets[-1]

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            raise damaged()
        times = _times(cell, "columns", _LAST_COLUMN)
        self._take_merged(cell)
        text = "".join(self._pieces).strip()
        if text or len(cell) > 0:
            self._take_cell(cell, text, times)
        self._column += times

    def _take_merged(self, cell: Attributes) -> None:
        columns = whole(cell.get(f"{_TABLE}number-columns-spanned"), 1)
        rows = whole(cell.get(f"{_TABLE}number-rows-spanned"), 1)
        if columns > 1 or rows > 1:
            self.sheet.merge(
                Area(
                    self._row, self._column, self._row + max(rows, 1) - 1, self._column + max(columns, 1) - 1
                )
            )

    def _take_cell(self, cell: Attributes, text: str, times: int) -> None:
        kind = cell.get(f"{_OFFICE}value-type")
        said, why, rounded = _says(cell, kind, text)
        words = cell.get(f"{_OFFICE}string-value", "").strip() or text
        if said is None and (kind is None or (kind == "string" and not words)):
            return
        last_row, last_column = self._row + self._row_times, self._column + times
        if last_row - 1 > MAX_ROWS:
            raise refused(TOO_MANY_ROWS)
        for row in range(self._row, last_row):
            for column in range(self._column, min(last_column, MAX_COLUMNS + 1)):
                if said is None:
                    self.sheet.take(row, column, len(words))
                elif why:
                    self.sheet.doubt(row, column, said, why)
                else:
                    self.sheet.say(row, column, said)
                self.sheet.rounded += rounded


def _says(cell: Attributes, kind: str | None, text: str) -> tuple[str | None, str, bool]:
    """What the cell says where its value would not, why that is in doubt, and whether it was rounded."""
    formula = f"{_TABLE}formula" in cell
    if cell.get(f"{_CALC}value-type") == "error" or (formula and text.startswith(("#", "Err:"))):
        return text or "#ERROR!", error_sentence(text or "#ERROR!"), False
    if kind is None:
        if formula and not text:
            return "", NOT_CALCULATED, False
        return text or None, "", False
    if kind == "percentage":
        said, rounded = number_text(number_of(cell.get(f"{_OFFICE}value", "")), percent=True)
        return said, "", rounded
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00").replace("T", " "), "", False
    if kind in _NUMBERS:
        number_of(cell.get(f"{_OFFICE}value", ""))
    elif kind not in {"string", "boolean", "time"}:
        raise damaged()
    return None, "", False


def _times(attributes: Attributes, of: str, most: int) -> int:
    times = whole(attributes.get(f"{_TABLE}number-{of}-repeated"), 1)
    if not 1 <= times <= most:
        raise damaged()
    return times
