"""
A pack as one web page that stands alone: its styles and pictures are in it, and it asks nobody for anything.

The same parts as the site's own page, without what needs a server: sorting, live charts, links to where figures came
from.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from boardpack.document import PARTS, PackDocument, digest, to_text
from boardpack.renderers.sparkline import sparkline
from partnership.clock import LONDON

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
STYLES = ("vendor/govuk-frontend/govuk-frontend.min.css", "css/house.css", "css/pack.css")


@dataclass(frozen=True)
class _Standing:
    status_words: str
    sha256: str
    published_by: str = ""


def alone(document: PackDocument, at: datetime) -> bytes:
    """`at` is the instant of publication."""
    words = {
        "document": document,
        "pack": _Standing(document.status, digest(to_text(document))),
        "published_on": None if document.is_draft else at.astimezone(LONDON).date(),
        "parts": PARTS,
        "styles": _styles(),
        "rows": [(row, _shape(row.readings)) for row in document.scorecard.rows],
    }
    return render_to_string("boardpack/alone.html", words).encode()


def _shape(readings: tuple[object, ...]) -> SafeString:
    values = [getattr(cell, "value", None) for cell in readings]
    return mark_safe(sparkline(values))  # noqa: S308 - holds numbers only


@cache
def _styles() -> SafeString:
    """Our own files and the vendored one: none of them holds a closing tag (a test looks)."""
    text = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in STYLES)
    return mark_safe(text)  # noqa: S308 - files of the project
