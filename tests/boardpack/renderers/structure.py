"""Walks the structure tree of a tagged PDF: what a screen reader is told, in its order."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from boardpack.renderers.pdf.structure import below


def opened(content: bytes) -> Any:
    return pikepdf.open(BytesIO(content))


def tags(file: Any) -> list[Any]:
    """Every structure element, in reading order, its role mapped to a standard one where the file maps it."""
    return list(below(file.Root.StructTreeRoot))


def role(element: Any) -> str:
    return str(element.S).removeprefix("/")


def headings(file: Any) -> list[int]:
    """The levels of the headings in reading order."""
    return [int(role(one)[1:]) for one in tags(file) if role(one)[0] == "H" and role(one)[1:].isdigit()]


def cells(file: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each row of each table with its cells."""
    for row in (one for one in tags(file) if role(one) == "TR"):
        yield row, [one for one in below(row) if role(one) in {"TH", "TD"}]


def scope(cell: Any) -> str:
    held = cell.get("/A")
    for one in held if isinstance(held, pikepdf.Array) else [held]:
        if one is not None and "/Scope" in one:
            return str(one.Scope).removeprefix("/")
    return ""


def untagged(file: Any) -> list[str]:
    """Operators that draw outside any marked content, page by page: what a screen reader would never hear of."""
    drawn = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}
    found = []
    for number, page in enumerate(file.pages, 1):
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
            if operator in drawn and depth == 0:
                found.append(f"page {number}: {operator}")
    return found
