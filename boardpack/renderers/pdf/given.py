"""
What the page template is given: the document as it was frozen, its charts as pictures, and a few lines in words.

Chooses words for dates and headings, as the web page does; every figure is the document's own.
"""

import json
from datetime import date, datetime
from typing import Any

from boardpack.document import INDICATORS, PARTS, PackDocument, digest, to_text
from boardpack.renderers.drawing import svg
from boardpack.renderers.pdf.letters import drawable
from indicators.measures.chart import Chart
from partnership.clock import LONDON

FONT = "Source Sans 3"


def given(document: PackDocument, at: datetime) -> str:
    """JSON for the template. `at` is the instant of publication, or of rendering for a draft."""
    text = to_text(document)
    words: dict[str, Any] = {
        "document": json.loads(text),
        "sha256": digest(text),
        "title": _title(document),
        "about": f"Board pack for {document.meeting} of {_day(document.meeting_date)}, reporting {document.reporting_month}",
        "footer": f"{document.partnership} · {document.title} · edition {document.edition}{' · DRAFT' if document.is_draft else ''}",
        "facts": _facts(document, at),
        "parts": [f"{part.number} {part.title}" for part in PARTS],
        "indicators_part": INDICATORS.number,
        "new_heading": _new_heading(document),
        "late_heading": f"Actions late on {_day(document.as_at)}",
        "charts": [picture(section.chart) for section in document.sections],
    }
    return json.dumps(drawable(words), ensure_ascii=False)


def picture(chart: Chart) -> str:
    """The static picture, set in the font that is in the file."""
    return svg(chart).replace('font-family="arial, sans-serif"', f'font-family="{FONT}"')


def _title(document: PackDocument) -> str:
    return f"{document.title}, edition {document.edition}{' (draft)' if document.is_draft else ''}"


def _new_heading(document: PackDocument) -> str:
    if document.exceptions.is_first:
        return "Reds and signals (this is the first pack)"
    return "New or changed since the last pack"


def _facts(document: PackDocument, at: datetime) -> list[tuple[str, str]]:
    reason = f": {document.edition_reason}" if document.edition_reason else ""
    status = "Draft" if document.is_draft else f"Published {_day(at.astimezone(LONDON).date())}"
    return [
        ("Meeting", f"{document.meeting}, {_day(document.meeting_date)}"),
        ("Reporting month", document.reporting_month),
        ("As at", f"{_day(document.as_at)} (lateness is reckoned from this day)"),
        ("Edition", f"{document.edition}{reason}"),
        ("Status", status),
        *([("Publication", " ".join(document.publication))] if document.publication else []),
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
