"""
Row headers for every table of a tagged PDF: the first cell of each row under the header becomes a heading of its row.

Touches the structure tree and nothing that is drawn. Matterhorn 15-003 has the rule: a header cell says its scope.
Rows are found in the text of the file as Typst writes it, since walking the whole tree takes longer than typesetting.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

FIRST_CELL = re.compile(rb"/Type\s*/StructElem\s*/S\s*/TR\s*/P \d+ 0 R\s*/K\s*\[\s*(\d+) 0 R")


def with_row_headers(content: bytes) -> bytes:
    """The same file with row headers in its tables; equal bytes for equal bytes."""
    with pikepdf.open(BytesIO(content)) as file:
        for number in dict.fromkeys(int(found) for found in FIRST_CELL.findall(content)):
            _head(file.get_object((number, 0)))
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


def _head(first: Any) -> None:
    """Header cells of columns are marked already."""
    if not isinstance(first, Dictionary) or first.get("/S") != Name.TD:
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
