"""
The document through python-pptx to the bytes of a file: the same document, instant and template give the same bytes.

Reads the partnership's template where a setting names one, and nothing else of the machine.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from boardpack.document import PackDocument
from boardpack.renderers.pptx.deck import Deck
from boardpack.renderers.pptx.laid_out import Room
from boardpack.renderers.pptx.template import Template, opened
from boardpack.renderers.pptx.whole import cover, foot, slides


class TemplateUnusable(Exception):
    """The partnership's template is no presentation that slides can be made from; its words say what to do."""


def pptx(document: PackDocument, at: datetime) -> bytes:
    """`at`, an aware instant, becomes every date in the file."""
    deck = Deck(_template(), foot(document), at)
    deck.cover(document.title, cover(document, at))
    for slide in slides(document, Room(deck.template.room)):
        deck.add(slide)
    about = (
        f"Board pack for {document.meeting}, reporting {document.reporting_month}, edition {document.edition}"
    )
    return deck.saved(
        title=document.title, author=document.partnership, subject=about, comments="", keywords=""
    )


def template_mark() -> str:
    """What tells one template from another in the renderer's version; empty for ours, and for one that cannot be read."""
    try:
        content = _content()
    except TemplateUnusable:
        return ""
    return f"-{sha256(content).hexdigest()[:12]}" if content else ""


def _template() -> Template:
    try:
        return opened(_content())
    except TemplateUnusable:
        raise
    except Exception as error:  # the library tells a broken file in many ways
        raise TemplateUnusable(
            "The template for slides is no presentation with a title: save it from PowerPoint as .pptx."
        ) from error


def _content() -> bytes | None:
    path = settings.SLIDES_TEMPLATE
    try:
        return Path(path).read_bytes() if path else None
    except OSError as error:
        raise TemplateUnusable(
            f"The template for slides, {path}, cannot be read: {error.strerror}."
        ) from error
