"""
What the page template is given: the document as it was frozen, its charts as pictures, and a few lines in words.

Chooses words for dates and headings, as the web page does; every figure is the document's own.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from boardpack.document import INDICATORS, PARTS, IndicatorSection, PackDocument, digest, to_text, to_values
from boardpack.document.told import Told, annexed, intro_of, told_of
from boardpack.renderers.drawing import picture
from boardpack.renderers.icons import assurance_icon, variation_icon
from boardpack.renderers.pdf.letters import drawable_json, is_plain
from boardpack.renderers.pdf.pictures import laid
from boardpack.renderers.pdf.tables import tables
from indicators.measures.spc import Assurance, Judgement
from partnership.clock import LONDON

FONT = "Source Sans 3"


def given(document: PackDocument, at: datetime) -> str:
    """JSON for the template. `at` is the instant of publication, or of rendering for a draft."""
    text = to_text(document)
    words: dict[str, Any] = {
        "document": _printed(document),
        "sha256": digest(text),
        "plain": is_plain(text),
        "title": _title(document),
        "about": f"Board pack for {document.meeting} of {_day(document.meeting_date)}, reporting {document.reporting_month}",
        "footer": f"{document.partnership} · {document.title} · edition {document.edition}{' · DRAFT' if document.is_draft else ''}",
        "facts": _facts(document, at),
        "parts": [f"{part.number} {part.title}" for part in PARTS],
        "indicators_part": INDICATORS.number,
        "new_heading": _new_heading(document),
        "late_heading": f"Actions late on {_day(document.as_at)}",
        "icons": _icons(document),
        "since_intro": intro_of(document.since),
        "since": [_table(told) for told in told_of(document.since)],
        "annexed": [_table(told) for told in annexed(document.since)],
        "charts": [vars(laid(picture(section.chart))) for section in document.sections],
        "tables": [[vars(table) for table in tables(section.chart)] for section in document.sections],
    }
    return drawable_json(words)


def _printed(document: PackDocument) -> dict[str, Any]:
    """Without what is for machines only, or is given as a picture or a table: every word less is read faster."""
    sections = tuple(_for_people(section) for section in document.sections)
    return to_values(replace(document, sections=sections, since=None))


def _for_people(section: IndicatorSection) -> IndicatorSection:
    process = section.process and replace(section.process, points=(), limits=())
    return replace(section, narrative=(), process=process, chart=replace(section.chart, lines=(), table=()))


def _table(told: Told) -> dict[str, Any]:
    return {
        "heading": told.heading,
        "heads": told.heads,
        "widths": told.widths,
        "numbers": told.numbers,
        "rows": [row.cells for row in told.rows],
        "nothing": told.nothing,
        "intro": told.intro,
        "below": told.below,
    }


def _icons(document: PackDocument) -> dict[str, str]:
    """The pictures of variation and assurance by their words: each is in the file once."""
    shown = [one.process for one in document.sections if one.process and one.process.shown]
    icons = [variation_icon(Judgement(one.variation), one.direction) for one in shown]
    icons += [assurance_icon(Assurance(one.assurance)) for one in shown if one.assurance]
    return {icon.words: _in_the_files_font(icon.svg) for icon in icons if icon}


def _in_the_files_font(drawing: str) -> str:
    return drawing.replace('font-family="arial, sans-serif"', f'font-family="{FONT}"')


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
        *([("Redacted", " ".join(document.redactions))] if document.redactions else []),
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
