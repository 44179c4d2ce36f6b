"""Walks the structure tree of a tagged PDF: what a screen reader is told, in its order."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def opened(content: bytes) -> Any:
    return pikepdf.open(BytesIO(content))


def children(element: Any) -> Iterator[Any]:
    """The structure elements directly below one; marked content is left out."""
    below = element.get("/K")
    if below is None:
        return
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one


def below(element: Any) -> Iterator[Any]:
    """Every structure element below one, in reading order."""
    for one in children(element):
        yield one
        yield from below(one)


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


def words(file: Any) -> dict[tuple[Any, int], str]:
    """What is drawn in each piece of marked content, by its page and number, in reading order of the pages."""
    found: dict[tuple[Any, int], str] = {}
    for page in file.pages:
        fonts = {name: _letters(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
        held: list[int | None] = []
        letters: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operator, given = str(instruction.operator), instruction.operands
            if operator in {"BDC", "BMC"}:
                properties = given[1] if len(given) > 1 and isinstance(given[1], pikepdf.Dictionary) else {}
                held.append(int(properties["/MCID"]) if "/MCID" in properties else None)
            elif operator == "EMC":
                held.pop()
            elif operator == "Tf":
                letters = fonts[str(given[0])]
            elif (
                operator in {"Tj", "TJ"}
                and (number := next((one for one in held[::-1] if one is not None), None)) is not None
            ):
                key = (page.objgen, number)
                found[key] = found.get(key, "") + _drawn(given[0], letters)
    return found


def text_of(element: Any, said: dict[tuple[Any, int], str]) -> str:
    """The words of a structure element."""
    inside = element.get("/K", [])
    pieces = []
    for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(one, int):
            pieces.append(said.get((element.Pg.objgen, one), ""))
        elif isinstance(one, pikepdf.Dictionary) and "/MCID" in one:
            pieces.append(said.get(((one.get("/Pg") or element.Pg).objgen, int(one.MCID)), ""))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            pieces.append(text_of(one, said))
    return "".join(pieces)


def _drawn(shown: Any, letters: dict[int, str]) -> str:
    strings = (
        [bytes(one) for one in shown if isinstance(one, pikepdf.String)]
        if isinstance(shown, pikepdf.Array)
        else [bytes(shown)]
    )
    return "".join(
        letters.get(int.from_bytes(one[at : at + 2], "big"), "")
        for one in strings
        for at in range(0, len(one), 2)
    )


def _letters(font: Any) -> dict[int, str]:
    """The font's own table from glyphs to letters: two bytes a glyph, as Typst writes them."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            for at in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + at] = chr(int(letter, 16) + at)
    return found
