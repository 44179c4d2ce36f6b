"""
A PackDocument as plain text: the whole pack in reading order, for tests to compare and for people without a browser.

Computes nothing. One function per part, listed in WRITERS, so that a part without one is seen at once.
"""

from collections.abc import Callable, Iterator
from textwrap import indent

from actions.lifecycle import day_in_words
from boardpack.document import (
    ACTIONS,
    ANNEX,
    EXCEPTIONS,
    INDICATORS,
    PARTS,
    POINTS,
    SCORECARD,
    SINCE,
    ActionLine,
    Cell,
    ExceptionLine,
    IndicatorSection,
    PackDocument,
    Text,
)
from boardpack.document.told import Told, annexed, intro_of, told_of

NONE = "None."


def text(document: PackDocument) -> str:
    """Every sentence and figure of the pack, one block a line."""
    lines = [*_cover(document)]
    for part in PARTS:
        lines += [
            "",
            f"{part.number} {part.title}",
            "=" * (len(part.title) + 2),
            *WRITERS[part.number](document),
        ]
    return "\n".join(lines) + "\n"


def _cover(document: PackDocument) -> Iterator[str]:
    yield document.partnership
    yield document.title
    yield f"Meeting: {document.meeting}, {day_in_words(document.meeting_date)}"
    yield f"Reporting month: {document.reporting_month}"
    yield f"As at: {day_in_words(document.as_at)}"
    yield f"Edition {document.edition}, {document.status}"
    if document.edition_reason:
        yield f"Why there is a further edition: {document.edition_reason}"
    yield from document.publication
    yield from document.redactions
    if document.scrutineer_comment:
        yield f"The scrutineer's comment: {document.scrutineer_comment}"


def _exceptions(document: PackDocument) -> Iterator[str]:
    page = document.exceptions
    yield (
        "New: every red and every signal, since this is the first pack"
        if page.is_first
        else "New or changed since the last pack"
    )
    for line in page.new:
        yield from _exception(line)
    yield from _none(page.new)
    yield "Standing"
    for line in page.standing:
        said = [words for words in (line.standing_reason, line.review, line.gap) if words]
        ended = " ".join(f"{words.rstrip('.')}." for words in said)
        yield f"- {line.name} ({line.status.words}, {line.month}): {ended}"
    yield from _none(page.standing)
    yield f"Actions late on {day_in_words(document.as_at)}"
    for late in page.late_actions:
        yield f"- {late.reference} {late.title}: {late.owner}, due {late.due}, {late.words}"
    yield from _none(page.late_actions)
    yield "Not judged, and why"
    for unjudged in page.not_judged:
        yield f"- {unjudged.name}: {unjudged.sentence}"
    yield from _none(page.not_judged)


def _exception(line: ExceptionLine) -> Iterator[str]:
    yield f"- {line.name} ({line.status.words}, {line.month}, {line.kind}): {line.sentence}"
    yield indent(line.explanation, "  ")
    for action in line.actions:
        yield f"  Action {action.reference} {action.title}: {action.owner}, {action.due}"
    if line.no_action:
        yield f"  {line.no_action}"


def _scorecard(document: PackDocument) -> Iterator[str]:
    card = document.scorecard
    yield " | ".join(
        [
            "Area",
            "Indicator",
            *card.months,
            "Target",
            "Status",
            "Direction",
            card.own_heading,
            card.region_heading,
            card.england_heading,
        ]
    )
    for row in card.rows:
        figures = [_cell(cell) for cell in row.readings]
        target = f"{_cell(row.target)} ({row.target_kind})" if row.target_kind else _cell(row.target)
        others = [_cell(row.own_previous_year), _cell(row.region), _cell(row.england)]
        cells = [row.area, row.name, *figures, target, row.status.words, row.direction.word, *others]
        yield " | ".join(" ".join(cell.splitlines()) for cell in cells)


def _points(document: PackDocument) -> Iterator[str]:
    for point in document.points:
        yield f"{point.number}. {point.asks}: {point.text}"
    yield from _none(document.points)


def _sections(document: PackDocument) -> Iterator[str]:
    for section in document.sections:
        yield ""
        yield f"{INDICATORS.number}.{section.number} {section.name}"
        yield from _section(section)


def _section(section: IndicatorSection) -> Iterator[str]:
    yield f"{section.latest_month}: {_cell(section.latest)}; {section.status.words}: {section.status.sentence}"
    yield f"Direction: {section.direction.word}. {section.direction.sentence}"
    yield _target(section)
    said = (section.target_to_date, section.projection, section.signal, section.in_month)
    yield from (sentence for sentence in (*said, *section.notes) if sentence)
    for of, sign in section.process.words if section.process else ():
        yield f"{of}: {sign}."
    for row in section.chart.table:
        yield "  " + " | ".join(row)
    for other in section.comparators:
        gap = f", {other.gap}" if other.gap else ""
        yield f"{other.geography} {other.year}: {_cell(other.figure)}{gap} ({other.vintage})"
        yield from (f"  {sentence}" for sentence in other.said)
    for words in section.texts:
        yield from _text(words)
    if section.gap:
        yield f"{section.gap}."
    for action in section.actions:
        yield f"Action {action.reference} {action.title}, {action.due}"
    if section.no_action:
        yield section.no_action
    for line in section.moved:
        yield f"Did it move? {line.reference} {line.title}, {line.since}: {line.sentence}"
        yield f"  Before it: {line.before}. After it: {line.after}."
        if line.success_looks_like:
            yield indent(f"Success looks like: {line.success_looks_like}", "  ")


def _target(section: IndicatorSection) -> str:
    kind = f" ({section.target_kind})" if section.target_kind else ""
    return f"Target: {_cell(section.target)}{kind}. {section.target_source}".rstrip()


def _text(words: Text) -> Iterator[str]:
    for heading, said in (
        ("What the data tells us", words.tells_us),
        ("Analysis", words.analysis),
        ("Action and next steps", words.next_steps),
    ):
        yield f"{heading}:" if said else f"{heading}: nothing was said."
        if said:
            yield indent(said, "  ")
    if words.also_speaks_for:
        yield f"Also said of: {', '.join(words.also_speaks_for)}"
    if words.received_from:
        yield f"Received from {words.received_from}"


def _actions(document: PackDocument) -> Iterator[str]:
    for action in document.actions:
        yield from _action(action)
    yield from _none(document.actions)


def _action(action: ActionLine) -> Iterator[str]:
    yield f"{action.reference} {action.title}"
    yield f"  {action.owner}; {action.due}; {action.status}; {action.lateness}"
    moved = f"Moved {action.moves} times, first due {action.original_deadline}" if action.moves else ""
    for words in (action.detail, action.owner_note, action.success_looks_like, action.latest_update, moved):
        if words:
            yield indent(words, "  ")
    if action.indicators:
        yield f"  For: {', '.join(action.indicators)}"


def _since(document: PackDocument) -> Iterator[str]:
    yield intro_of(document.since)
    for told in told_of(document.since):
        yield from _told(told)


def _told(told: Told) -> Iterator[str]:
    yield ""
    yield told.heading
    if told.intro:
        yield told.intro
    if told.rows:
        yield " | ".join(told.heads)
    for row in told.rows:
        yield "- " + " | ".join(row.cells).replace("\n", "\n  ")
    if not told.rows:
        yield told.nothing
    if told.below:
        yield told.below


def _annex(document: PackDocument) -> Iterator[str]:
    for one in document.definitions:
        yield f"{one.name}: {one.definition or 'No definition is recorded yet.'}"
        yield f"  {one.kind}; {one.basis}; {one.polarity}; tolerance {one.tolerance}"
        said = (one.numerator, one.denominator, one.high_means, one.low_means, one.source, one.to_confirm)
        yield from (f"  {words}" for words in said if words)
    yield "Key"
    for entry in document.key:
        yield f"  {entry.symbol}: {entry.meaning}"
    yield f"Rules version {document.rules_version}"
    for told in annexed(document.since):
        yield from _told(told)


def _cell(cell: Cell) -> str:
    shown = f"{cell.shown} (provisional)" if cell.provisional else cell.shown
    return f"{shown} [{cell.why}]" if cell.why else shown


def _none(rows: tuple[object, ...]) -> Iterator[str]:
    if not rows:
        yield NONE


WRITERS: dict[int, Callable[[PackDocument], Iterator[str]]] = {
    EXCEPTIONS.number: _exceptions,
    SCORECARD.number: _scorecard,
    POINTS.number: _points,
    INDICATORS.number: _sections,
    ACTIONS.number: _actions,
    SINCE.number: _since,
    ANNEX.number: _annex,
}
