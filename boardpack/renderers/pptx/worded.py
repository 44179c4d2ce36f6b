"""
The words of figures, statuses and commentary on a slide: paragraphs and cells, with the shape that says a status without colour.

Words are the document's own; only a capital, a shape or an arrow is put before them, as on the page.
"""

from collections.abc import Iterator

from boardpack.document import ActionLine, Cell, DirectionShown, StatusShown, Text
from boardpack.document.told import capital
from boardpack.renderers.pptx.flowing import BODY, Paragraph
from boardpack.renderers.pptx.plain import lines, plain

TONES = {"green": "#005a30", "amber": "#7a4300", "red": "#942514", "neutral": "#144e81", "grey": "#505a5f"}
SHAPES = {"green": "●", "amber": "▲", "red": "◆", "neutral": "■", "grey": "○"}
ARROWS = {"up": "↑ ", "down": "↓ ", "level": "→ "}
QUIET = "#505a5f"


def status(of: StatusShown) -> str:
    """
    >>> status(StatusShown("red", "red", "62% against 83%.", "target missed"))
    '◆ Red, target missed'
    """
    return f"{SHAPES.get(of.tone, '○')} {capital(of.words)}"


def direction(of: DirectionShown) -> str:
    return f"{ARROWS.get(of.arrow, '')}{capital(of.word)}"


def figure(cell: Cell) -> str:
    return f"{cell.shown}*" if cell.provisional else cell.shown


def explained(cell: Cell) -> str:
    return f"{figure(cell)} ({cell.why})" if cell.why else figure(cell)


def said(words: str, size: float = BODY, lead: str = "", colour: str = "") -> Iterator[Paragraph]:
    """A paragraph for each line, the first led by bold words; none when nothing was said."""
    held = [line for one in lines(words).split("\n") if (line := one.strip())]
    for at, line in enumerate(held):
        begin = f"{lead} " if lead and at == 0 else ""
        yield Paragraph(
            plain(f"{begin}{line}"), size, strong=len(plain(begin)), colour=colour, before=size * 0.3
        )


def heading(words: str, size: float = BODY, colour: str = "") -> Paragraph:
    shown = plain(words)
    return Paragraph(shown, size, strong=len(shown), colour=colour, before=size * 0.65, is_heading=True)


def gap(words: str, size: float = BODY) -> Iterator[Paragraph]:
    """What is not there, said so."""
    if words:
        shown = plain(f"{words.rstrip('.')}.")
        yield Paragraph(shown, size, strong=len(shown))


def commentary(words: Text, size: float = BODY) -> Iterator[Paragraph]:
    for title, body in (
        ("What the data tells us", words.tells_us),
        ("Analysis", words.analysis),
        ("Action and next steps", words.next_steps),
    ):
        yield heading(title, size)
        yield from said(body or "Nothing was said here.", size, colour="" if body else QUIET)
    source = f"Received from {words.received_from}." if words.received_from else ""
    also = f"Also said of: {', '.join(words.also_speaks_for)}." if words.also_speaks_for else ""
    yield from said(" ".join(filter(None, (source, also))), size, colour=QUIET)


def linked(action: ActionLine, size: float = BODY) -> Iterator[Paragraph]:
    stands = f"{action.lateness}, {action.status}" if action.status != action.lateness else action.lateness
    told = f"{action.title}. {'; '.join(filter(None, (action.owner, action.due, stands)))}."
    yield from said(told, size, lead=action.reference)
