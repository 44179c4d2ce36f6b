"""
Row headers for every table of a tagged PDF: the first cell of each row under the header becomes a heading of its row.

Touches the structure tree and nothing that is drawn. Matterhorn 15-003 has the rule: a header cell says its scope.
Works on the text of the objects as Typst writes them, since reading and writing the whole file as a tree takes a
quarter as long as typesetting.
"""

import re

from boardpack.renderers.pdf.packed import NotUnderstood, objects, packed

ROW = b"<</Type/StructElem/S/TR/"
CELL = b"<</Type/StructElem/S/TD/"
FIRST_CELL = re.compile(rb"/K\[(\d+) 0 R")
BEFORE = re.compile(rb"<</Type/StructElem/S/TD(/P \d+ 0 R)(?:/A\[([^\]]*)\])?")
SCOPE = b"<</O/Table/Scope/Row>>"


def with_row_headers(content: bytes) -> bytes:
    """The same file with row headers in its tables, and smaller; equal bytes for equal bytes."""
    held = objects(content)
    rows = (FIRST_CELL.search(body) for body in held.values() if body.startswith(ROW))
    for number in {int(first.group(1)) for first in rows if first}:
        if held[number].startswith(CELL):
            held[number] = _headed(held[number])
    return packed(content, held)


def _headed(cell: bytes) -> bytes:
    """Header cells of columns are marked already."""
    begun = BEFORE.match(cell)
    if begun is None:
        raise NotUnderstood("A cell does not begin with its row and its attributes, as Typst writes it.")
    row, held = begun.group(1), begun.group(2) or b""
    return b"<</Type/StructElem/S/TH%b/A[%b%b]%b" % (row, SCOPE, held, cell[begun.end() :])
