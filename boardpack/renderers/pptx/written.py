"""
Paragraphs and table cells as DrawingML: written as text and read once, since a pack has tens of thousands of cells.

Every word is escaped. Knows no slide.
"""

from html import escape

from boardpack.renderers.pptx.flowing import Paragraph
from boardpack.renderers.pptx.grids import ACROSS, DOWN, Grid, Said
from boardpack.renderers.pptx.plain import plain

NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
POINT = 12_700  # EMU
FOOT = 10  # points: the letters of a slide's foot
INK, SHADE, RULE = "0B0C0C", "F3F2F1", "B1B4B6"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the one built-in table style without lines or fills
NUMBER = "{5A0B1D0C-0001-4000-8000-000000000001}"  # of the field that holds a slide's number


def paragraph(one: Paragraph, *, is_first: bool) -> str:
    """`a:p` with the strong words bold; none has room above it at the head of a column."""
    above = (
        "" if is_first else f'<a:pPr><a:spcBef><a:spcPts val="{round(one.before * 100)}"/></a:spcBef></a:pPr>'
    )
    strong, rest = one.words[: one.strong], one.words[one.strong :]
    runs = _run(strong, one.size, one.colour, bold=True) + _run(rest, one.size, one.colour)
    return f"<a:p {NAMES}>{above}{runs}</a:p>"


def foot(words: str) -> str:
    return f'<a:p {NAMES}><a:r><a:rPr lang="en-GB" sz="{FOOT * 100}"/><a:t>{escape(plain(words))}</a:t></a:r></a:p>'


def numbered_foot(number: int) -> str:
    return f'<a:p {NAMES}><a:fld id="{NUMBER}" type="slidenum"><a:rPr lang="en-GB"/><a:t>{number}</a:t></a:fld></a:p>'


def table(grid: Grid) -> str:
    """`a:tbl` with its first row and column marked as heads."""
    widths = "".join(f'<a:gridCol w="{int(across * POINT)}"/>' for across in grid.widths)
    heads = tuple(Said(one.words, bold=True, right=one.right) for one in grid.heads)
    rows = "".join(_row(grid, row, is_head=row is heads) for row in (heads, *grid.rows))
    return (
        f'<a:tbl {NAMES}><a:tblPr firstRow="1" firstCol="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{widths}</a:tblGrid>{rows}</a:tbl>"
    )


def _row(grid: Grid, row: tuple[Said, ...], *, is_head: bool) -> str:
    cells = "".join(_cell(cell, grid.size, is_head=is_head) for cell in row)
    return f'<a:tr h="{int(grid.row_height(row) * POINT)}">{cells}</a:tr>'


def _cell(said: Said, size: float, *, is_head: bool) -> str:
    across, down = int(ACROSS * POINT), int(DOWN * POINT)
    colour, thick = (INK, POINT) if is_head else (RULE, POINT // 2)
    align = '<a:pPr algn="r"/>' if said.right else ""
    paragraphs = "".join(
        f"<a:p>{align}{_run(words, size, said.colour or INK, bold=said.bold) or _end(size)}</a:p>"
        for words in said.words.split("\n")
    )
    fill = f'<a:solidFill><a:srgbClr val="{SHADE}"/></a:solidFill>' if is_head else "<a:noFill/>"
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody>"
        f'<a:tcPr marL="{across}" marR="{across}" marT="{down}" marB="{down}" anchor="t"><a:lnB w="{thick}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill></a:lnB>{fill}</a:tcPr></a:tc>'
    )


def _run(words: str, size: float, colour: str, *, bold: bool = False) -> str:
    if not words:
        return ""
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:solidFill>' if colour else ""
    weight = ' b="1"' if bold else ""
    return (
        f'<a:r><a:rPr lang="en-GB" sz="{round(size * 100)}"{weight}>{fill}</a:rPr>'
        f"<a:t>{escape(plain(words))}</a:t></a:r>"
    )


def _end(size: float) -> str:
    """An empty cell keeps the height of its letters."""
    return f'<a:endParaRPr lang="en-GB" sz="{round(size * 100)}"/>'
