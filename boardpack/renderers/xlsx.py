"""
The data annex of a pack as a workbook: the scorecard as the board reads it, every figure in tidy rows, words and actions.

Numbers stay numbers; every text is written as text, whatever it begins with, so that no spreadsheet takes it for a
formula. The same document and instant give the same bytes.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from boardpack.document import SINCE, IndicatorSection, PackDocument, ScorecardRow
from boardpack.document.anchors import BLANK, month_of
from boardpack.renderers.xlsx_pen import Pen, pieces
from boardpack.renderers.xlsx_since import write_since
from indicators.measures.chart import LineRole

WORDS = 110.0  # characters across, of what is said
SHEETS = ("Scorecard", "Figures", "Words", "Actions", "Since the last pack", "Key")


def xlsx(document: PackDocument, at: datetime) -> bytes:
    """`at` becomes the date on which the file says it was made."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": document.title,
                "company": document.partnership,
                "subject": f"Edition {document.edition}",
                "created": at.replace(tzinfo=None),
            }
        )
        pen = Pen(book)
        _scorecard(pen, document)
        _figures(pen, document)
        _words(pen, document)
        _actions(pen, document)
        write_since(pen, pen.sheet(SHEETS[4], SINCE.title, ()), document.since)
        _key(pen, document)
    return out.getvalue()


def _units(document: PackDocument) -> dict[str, str]:
    return {one.code: one.chart.unit for one in document.sections}


def _scorecard(pen: Pen, document: PackDocument) -> None:
    """As the board reads it: a line for each indicator, what it means in words at its end."""
    card, units = document.scorecard, _units(document)
    heads = (
        ("Area", 13.0),
        ("Indicator", 32.0),
        *((month, 7.5) for month in card.months),
        ("Target", 9.0),
        ("Kind of target", 13.0),
        ("Status", 12.0),
        ("Direction", 12.0),
        (card.own_heading, 11.0),
        (card.region_heading, 11.0),
        (card.england_heading, 11.0),
        ("In words", 48.0),
    )
    title = f"{document.partnership}: {document.title}, edition {document.edition}"
    sheet = pen.sheet(SHEETS[0], title, heads)
    said = {one.code: _said(one) for one in document.sections}
    for at, row in enumerate(card.rows, 3):
        pen.row(sheet, at, _line(row, said.get(row.code, "")), units.get(row.code, ""))


def _line(row: ScorecardRow, said: str) -> Iterator[Any]:
    yield row.area
    yield row.name
    yield from row.readings
    yield row.target
    yield row.target_kind
    yield row.status.words
    yield row.direction.word
    yield from (row.own_previous_year, row.region, row.england)
    yield said


def _said(section: IndicatorSection) -> str:
    said = (section.status.sentence, section.direction.sentence, section.signal, *section.notes)
    return " ".join(words for words in said if words)


def _figures(pen: Pen, document: PackDocument) -> None:
    """One row for each indicator, line of its chart and month; then its comparators by year."""
    heads = (
        ("Code", 20.0),
        ("Indicator", 48.0),
        ("Area", 14.0),
        ("Series", 30.0),
        ("Period", 9.0),
        ("Figure", 11.0),
        ("As shown", 12.0),
        ("Why there is none", 16.0),
        ("Provisional", 11.0),
        ("Source", 32.0),
    )
    sheet = pen.sheet(SHEETS[1], "Every figure of the pack, a row each", heads)
    at = 3
    for section in document.sections:
        for period, values in _rows_of(document, section):
            pen.row(sheet, at, (section.code, section.name, section.area), "")
            for column, value in enumerate(values, 3):
                pen.put(sheet, at, column, value, section.chart.unit)
            month = month_of(period)
            if month is not None:
                first = datetime.combine(month.first_day, datetime.min.time())
                sheet.write_datetime(at, 4, first, pen.month)
            at += 1
    sheet.autofilter(2, 0, max(at - 1, 2), len(heads) - 1)


def _rows_of(document: PackDocument, section: IndicatorSection) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each with its period in words: series, period, figure, as shown, why not, provisional, source."""
    row = next(one for one in document.scorecard.rows if one.code == section.code)
    held = dict(zip(document.scorecard.months, row.readings, strict=True))
    texts = {line[0]: line[1:] for line in section.chart.table}
    for line in section.chart.lines:
        words = texts.get(line.label, ())
        for at, (label, value) in enumerate(zip(section.chart.labels, line.values, strict=True)):
            shown = words[at] if at < len(words) else ""
            cell = held.get(label) if line.role is LineRole.OUTTURN else None
            why = cell.why if cell else ("" if value is not None or shown == BLANK else shown)
            yield label, (line.label, label, value, shown, why, bool(cell and cell.provisional), "")
    target = section.target
    yield "", ("Target in force", "", target.value, target.shown, target.why, False, section.target_source)
    for other in section.comparators:
        figure = other.figure
        yield other.year, (
            other.geography, other.year, figure.value, figure.shown, figure.why, figure.provisional, other.vintage,
        )  # fmt: skip


def _words(pen: Pen, document: PackDocument) -> None:
    """What is said of each indicator, and the points for discussion."""
    sheet = pen.sheet(SHEETS[2], "What is said", (("Of", 36.0), ("What", 24.0), ("Words", WORDS)))
    rows = (
        (of, what if part == 0 else f"{what}, continued", piece)
        for of, what, words in _sayings(document)
        for part, piece in enumerate(pieces(words, WORDS))
    )
    for at, values in enumerate(rows, 3):
        pen.row(sheet, at, values)


def _sayings(document: PackDocument) -> Iterator[tuple[str, str, str]]:
    for point in document.points:
        yield f"Discussion point {point.number}", point.asks, point.text
    for section in document.sections:
        for text in section.texts:
            said = (
                ("What the data tells us", text.tells_us),
                ("Analysis", text.analysis),
                ("Action and next steps", text.next_steps),
                ("Received from", text.received_from),
            )
            yield from ((section.name, heading, words) for heading, words in said if words)
        if section.gap:
            yield section.name, "Commentary", f"{section.gap}."
        for of, words in section.process.words if section.process else ():
            yield section.name, of, f"{words}."
        for other in section.comparators:
            yield from ((section.name, f"{other.geography} {other.year}", words) for words in other.said)
    for words in document.publication:
        yield "The pack", "Publication", words
    for words in document.redactions:
        yield "The pack", "Redacted", words
    if document.scrutineer_comment:
        yield "The pack", "The scrutineer’s comment", document.scrutineer_comment


def _actions(pen: Pen, document: PackDocument) -> None:
    heads = (
        ("Reference", 14.0),
        ("Action", 44.0),
        ("Owner", 16.0),
        ("Agency", 14.0),
        ("Due", 17.0),
        ("Due, in words", 17.0),
        ("First due", 17.0),
        ("Times moved", 7.0),
        ("Status", 10.0),
        ("How it stands", 13.0),
        ("For", 24.0),
        ("Success looks like", 26.0),
        ("Latest progress", 44.0),
    )
    title = f"Every action as it stood on {document.as_at.day} {document.as_at:%B %Y}"
    sheet = pen.sheet(SHEETS[3], title, heads)
    for at, one in enumerate(document.actions, 3):
        said = "\n".join(filter(None, (one.title, one.detail)))
        pen.row(sheet, at, (
            one.reference, said, one.owner, one.agency, one.due_on, one.due, one.original_deadline, one.moves,
            one.status, one.lateness, "; ".join(one.indicators), one.success_looks_like, one.latest_update,
        ))  # fmt: skip


def _key(pen: Pen, document: PackDocument) -> None:
    sheet = pen.sheet(SHEETS[5], "Key", (("Symbol", 34.0), ("Meaning", 80.0)), landscape=False)
    rows = [(entry.symbol, entry.meaning) for entry in document.key]
    rows += [(one.name, _meaning(one)) for one in document.definitions]
    rows.append(("Rules", f"Judged by version {document.rules_version} of the rules."))
    for at, values in enumerate(rows, 3):
        pen.row(sheet, at, values)


def _meaning(one: Any) -> str:
    said = (one.definition, one.kind, one.basis, one.polarity, f"tolerance {one.tolerance}", one.to_confirm)
    return "; ".join(words.rstrip(".") for words in said if words)
