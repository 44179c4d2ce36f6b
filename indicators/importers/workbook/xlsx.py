"""
The parts of an .xlsx: which sheets it has, where each is, and what its styles and shared strings are.

Knows the transitional form of ECMA-376 only, as Excel writes it; the strict form is refused, because readers see an
empty workbook in it.
"""

import posixpath
from array import array
from dataclasses import dataclass, field

from indicators.importers.names import quoted
from indicators.importers.problems import refused
from indicators.importers.workbook.formats import Styles
from indicators.importers.workbook.looked import MAX_SHEETS, Looked
from indicators.importers.workbook.markup import Attributes, is_yes, walk
from indicators.importers.workbook.packed import Packed
from indicators.importers.workbook.refusals import SAVE_XLSX, damaged, unusual
from indicators.importers.workbook.xlsx_sheet import SheetWalk, Whole

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_BOOK = "xl/workbook.xml"
_BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHEET, _STYLES, _STRINGS = (f"{_RELATED}/{kind}" for kind in ("worksheet", "styles", "sharedStrings"))
_CHARTS = (f"{_RELATED}/chartsheet", f"{_RELATED}/dialogsheet")
TOO_MANY_SHEETS = f"This workbook has more than {MAX_SHEETS} sheets: save the sheet with the figures as a workbook of its own."
_STRICT_FORM = "This workbook is saved as “Strict Open XML”, which could be read only in part: save it as “Excel Workbook (.xlsx)”."


@dataclass
class _Listed:
    """What workbook.xml says: each sheet's name, relation and whether it is hidden."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False
    not_calculated: bool = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name.startswith(_STRICT):
            raise refused(_STRICT_FORM)
        if name == f"{MAIN} sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get(f"{_RELATED} id", ""), hidden))
        elif name == f"{MAIN} workbookPr":
            self.from_1904 = is_yes(attributes.get("date1904"))
        elif name == f"{MAIN} calcPr":
            self.not_calculated = is_yes(attributes.get("fullCalcOnLoad"))


class _Relations:
    """Where the workbook's parts are, by their relation's id."""

    def __init__(self) -> None:
        self.parts: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != f"{_PACKAGE} Relationship":
            return
        kind = attributes.get("Type", "")
        if kind.startswith(_STRICT):
            raise refused(_STRICT_FORM)
        if attributes.get("TargetMode", "Internal") == "Internal":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.parts[attributes.get("Id", "")] = (kind, target)

    def one(self, kind: str) -> str | None:
        return next((target for found, target in self.parts.values() if found == kind), None)


class _Strings:
    """How long each shared string is; 0 for one that is blank. Readings beside it for East Asian script are left out."""

    def __init__(self) -> None:
        self.lengths = array("L")
        self._pieces: list[str] = []
        self._text: list[str] = []
        self._aside = 0
        self.text = self._pieces.append

    def start(self, name: str, _: Attributes) -> None:
        if name == f"{MAIN} si":
            self._text.clear()
        elif name == f"{MAIN} t":
            self._pieces.clear()
        elif name == f"{MAIN} rPh":
            self._aside += 1

    def end(self, name: str) -> None:
        if name == f"{MAIN} t" and not self._aside:
            self._text.append("".join(self._pieces))
        elif name == f"{MAIN} rPh":
            self._aside -= 1
        elif name == f"{MAIN} si":
            text = "".join(self._text)
            self.lengths.append(len(text) if text.strip() else 0)


def look_through(packed: Packed) -> list[tuple[str, Looked | None]]:
    """Every sheet by name, in order; None for one that has no cells, such as a chart."""
    if _BOOK not in packed.names or _BOOK_RELATIONS not in packed.names:
        raise unusual()
    listed, relations = _Listed(), _Relations()
    walk(packed.open(_BOOK), listed.start)
    walk(packed.open(_BOOK_RELATIONS), relations.start)
    if len(listed.sheets) > MAX_SHEETS:
        raise refused(TOO_MANY_SHEETS)
    whole = _whole(packed, listed, relations)
    return [
        (name, _looked(packed, relations.parts.get(relation), Looked(name, hidden), whole))
        for name, relation, hidden in listed.sheets
    ]


def _whole(packed: Packed, listed: _Listed, relations: _Relations) -> Whole:
    styles, strings = Styles(MAIN), _Strings()
    if part := relations.one(_STYLES):
        walk(packed.open(part), styles.start, styles.end)
    if part := relations.one(_STRINGS):
        walk(packed.open(part), strings.start, strings.end, strings.text)
    return Whole(styles.shown, strings.lengths, listed.from_1904, listed.not_calculated)


def _looked(packed: Packed, part: tuple[str, str] | None, looked: Looked, whole: Whole) -> Looked | None:
    if part is None:
        raise damaged()
    kind, target = part
    if not target.endswith(".xml"):
        raise unusual()
    if kind in _CHARTS:
        return None
    if kind != _SHEET:
        raise refused(
            f"The sheet {quoted(looked.name)} holds macros or is of an unknown kind: delete it, or {SAVE_XLSX}."
        )
    walker = SheetWalk(MAIN, looked, whole)
    walk(packed.open(target), walker.start, walker.end, walker.text)
    return looked
