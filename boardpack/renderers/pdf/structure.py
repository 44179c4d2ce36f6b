"""
Row headers for every table of a tagged PDF: the first cell of each row under the header becomes a heading of its row.

Touches the structure tree and nothing that is drawn. The rule is Matterhorn's 15-003: a header cell says its scope.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def with_row_headers(content: bytes) -> bytes:
    """The same file with row headers in its tables; equal bytes for equal bytes."""
    with pikepdf.open(BytesIO(content)) as file:
        for table in _tables(file.Root.StructTreeRoot):
            for row in _rows(table):
                _head(row)
        out = BytesIO()
        file.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=False
        )
    return out.getvalue()


def children(element: Any) -> Iterator[Any]:
    """The structure elements directly below one; marked content is left out."""
    below = element.get("/K")
    if below is None:
        return
    for one in below if isinstance(below, Array) else [below]:
        if isinstance(one, Dictionary) and "/S" in one:
            yield one


def below(element: Any) -> Iterator[Any]:
    """Every structure element below one, in reading order."""
    for one in children(element):
        yield one
        yield from below(one)


def _tables(root: Any) -> Iterator[Any]:
    return (one for one in below(root) if Name.Table == one.S)


def _rows(table: Any) -> Iterator[Any]:
    """Rows with data: those of the head hold header cells for columns already."""
    for part in children(table):
        if Name.TBody == part.S:
            yield from (row for row in children(part) if row.S == Name.TR)
        elif part.S == Name.TR and any(cell.S == Name.TD for cell in children(part)):
            yield part


def _head(row: Any) -> None:
    first = next(children(row), None)
    if first is None or first.S != Name.TD:
        return
    first.S = Name.TH
    scope = Dictionary(O=Name.Table, Scope=Name.Row)
    held = first.get("/A")
    if held is None:
        first.A = scope
    elif isinstance(held, Array):
        held.append(scope)
    elif held.get("/O") == Name.Table:
        held.Scope = Name.Row
    else:
        first.A = Array([held, scope])
