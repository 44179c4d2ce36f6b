"""
The slides of a whole pack, part by part, with the same numbers as in every other format.

Values in, slides as values out; computes nothing. One function a part, listed in WRITERS, so that a part without one is
seen at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

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
    ExceptionLine,
    PackDocument,
    ScorecardRow,
    digest,
    to_text,
)
from boardpack.document.told import capital
from boardpack.renderers.pptx.deck import Slide
from boardpack.renderers.pptx.flowing import Paragraph
from boardpack.renderers.pptx.grids import Grid, Said
from boardpack.renderers.pptx.laid_out import Room, shared, tabled, told
from boardpack.renderers.pptx.plain import lines, plain
from boardpack.renderers.pptx.sections import section_slides
from boardpack.renderers.pptx.since import annexed_slides, since_slides
from boardpack.renderers.pptx.worded import (
    QUIET,
    TONES,
    direction,
    figure,
    gap,
    heading,
    said,
    status,
)
from partnership.clock import LONDON

MONTHS_BESIDE = 7  # of the scorecard, with targets and comparators on the same slide
ALL_IN_ONE = 840.0  # points across that the scorecard needs to stand in one table
NAME, MONTH = 190.0, 47.0  # points across, of an indicator's name and of a month
TABLE = 10.0


def slides(document: PackDocument, room: Room) -> Iterator[Slide]:
    """Everything after the cover."""
    if document.scrutineer_comment:
        yield from told(room, "The scrutineer’s comment", said(document.scrutineer_comment, 16))
    for part in PARTS:
        yield from WRITERS[part.number](document, room)


def cover(document: PackDocument, at: datetime) -> tuple[str, ...]:
    """The lines below the title."""
    reason = f": {document.edition_reason}" if document.edition_reason else ""
    published = f"Published {_day(at.astimezone(LONDON).date())}"
    return (
        document.partnership,
        f"Meeting: {document.meeting}, {_day(document.meeting_date)}",
        f"Reporting month: {document.reporting_month}",
        f"As at: {_day(document.as_at)} (lateness is reckoned from this day)",
        f"Edition {document.edition}{reason}",
        "Draft" if document.is_draft else published,
        *document.publication,
        *document.redactions,
    )


def foot(document: PackDocument) -> str:
    """What matters most comes first: a template may have little room for it."""
    draft = "DRAFT · " if document.is_draft else ""
    return f"{draft}{document.title} · edition {document.edition} · {document.partnership}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _exceptions(document: PackDocument, room: Room) -> Iterator[Slide]:
    yield from told(room, f"{EXCEPTIONS.number} {EXCEPTIONS.title}", _exceptions_said(document))


def _exceptions_said(document: PackDocument) -> Iterator[Paragraph]:
    page = document.exceptions
    first = "Reds and signals (this is the first pack)"
    yield heading(first if page.is_first else "New or changed since the last pack", 18)
    for line in page.new:
        yield from _new(line)
    yield from _none(page.new, "Nothing is new or changed.")
    yield heading("Standing", 18)
    for line in page.standing:
        yield from _exception(line)
        review = f" {line.review}." if line.review else ""
        yield from said(f"{capital(line.standing_reason).rstrip('.')}.{review}")
        yield from gap(line.gap)
    yield from _none(page.standing, "No exception has stood since an earlier pack.")
    yield heading(f"Actions late on {_day(document.as_at)}", 18)
    for late in page.late_actions:
        yield from said(f"{late.title}. {late.owner}; due {late.due}; {late.words}.", lead=late.reference)
    yield from _none(page.late_actions, "No action was late on that day.")
    yield heading("Not judged, and why", 18)
    for unjudged in page.not_judged:
        yield from said(unjudged.sentence, lead=f"{unjudged.name}:")
    yield from _none(page.not_judged, "Every indicator could be judged or compared.")


def _exception(line: ExceptionLine) -> Iterator[Paragraph]:
    yield heading(line.name)
    kind = "" if line.kind in {line.status.word, ""} else f", {line.kind}"
    words = plain(status(line.status))
    yield Paragraph(
        f"{words} ({plain(line.month + kind)})",
        strong=len(words),
        colour=TONES.get(line.status.tone, QUIET),
        is_heading=True,
    )


def _new(line: ExceptionLine) -> Iterator[Paragraph]:
    yield from _exception(line)
    yield from said(line.sentence)
    if line.gap:
        yield from gap(line.gap)
    else:
        yield from said(line.explanation, lead="Explanation:")
    for action in line.actions:
        late = " Overdue." if action.overdue else ""
        told_of = f"{action.reference} {action.title}. {action.owner}; {action.due}.{late}"
        yield from said(told_of, lead="Action:")
    yield from gap(line.no_action)


def _scorecard(document: PackDocument, room: Room) -> Iterator[Slide]:
    title = f"{SCORECARD.number} {SCORECARD.title}"
    card = document.scorecard
    months = range(len(card.months))
    if not card.rows:
        yield from told(room, title, _none((), "No indicator is in this pack."))
        return
    if len(months) <= MONTHS_BESIDE and room.across >= ALL_IN_ONE:
        yield from tabled(room, title, (_card(document, room, months, with_rest=True),))
        return
    most = max(1, int((room.across - NAME) // MONTH))
    for start in range(0, len(months), most):
        part = months[start : start + most]
        span = "" if len(months) <= most else f", {card.months[part[0]]} to {card.months[part[-1]]}"
        yield from tabled(room, f"{title}: readings{span}", (_card(document, room, part, with_rest=False),))
    rest = _card(document, room, months[:0], with_rest=True)
    yield from tabled(room, f"{title}: status, target and comparators", (rest,))


def _card(document: PackDocument, room: Room, months: Sequence[int], *, with_rest: bool) -> Grid:
    card = document.scorecard
    heads = [Said("Indicator"), *(Said(card.months[at], right=True) for at in months)]
    name = NAME if months else 260.0
    widths = [name, *(MONTH for _ in months)]
    if with_rest:
        compared = (card.own_heading, card.region_heading, card.england_heading)
        heads += [Said("Target", right=True), Said("Status"), Said("Direction")]
        heads += [Said(plain(words), right=True) for words in compared]
        widths += [80.0, 84.0, 72.0, 76.0, 54.0, 54.0]
    return Grid(
        alt="Scorecard: each indicator with its readings, target, status, direction and comparators.",
        heads=tuple(heads),
        widths=shared(widths, room.across),
        rows=tuple(tuple(_row(row, months, with_rest=with_rest)) for row in card.rows),
        size=TABLE,
    )


def _row(row: ScorecardRow, months: Sequence[int], *, with_rest: bool) -> Iterator[Said]:
    guess = " ?" if row.to_confirm else ""
    about = plain(f"{row.area}. {row.kind}, {row.basis}{guess}")
    yield Said(f"{INDICATORS.number}.{row.number} {plain(row.name)}\n{about}")
    yield from (Said(plain(figure(row.readings[at])), right=True) for at in months)
    if with_rest:
        kind = f"\n{plain(row.target_kind)}" if row.target_kind else ""
        yield Said(f"{plain(figure(row.target))}{kind}", right=True)
        yield Said(plain(status(row.status)), bold=True, colour=TONES.get(row.status.tone, QUIET).lstrip("#"))
        yield Said(plain(direction(row.direction)))
        for cell in (row.own_previous_year, row.region, row.england):
            yield Said(plain(figure(cell)), right=True)


def _points(document: PackDocument, room: Room) -> Iterator[Slide]:
    paragraphs = [
        one for point in document.points for one in said(point.text, 16, lead=f"{capital(point.asks)}:")
    ]
    nothing = _none(document.points, "No discussion point is recorded for this meeting.")
    yield from told(room, f"{POINTS.number} {POINTS.title}", (*paragraphs, *nothing))


def _sections(document: PackDocument, room: Room) -> Iterator[Slide]:
    for section in document.sections:
        yield from section_slides(section, room)
    if not document.sections:
        title = f"{INDICATORS.number} {INDICATORS.title}"
        yield from told(room, title, _none((), "No indicator is in this pack."))


def _actions(document: PackDocument, room: Room) -> Iterator[Slide]:
    title = f"{ACTIONS.number} {ACTIONS.title}"
    if not document.actions:
        yield from told(room, title, _none((), "No action had been raised by the as-at date."))
        return
    grid = Grid(
        alt="Action tracker: each action with its owner, when it is due, how it stands and its latest progress.",
        heads=tuple(Said(words) for words in ("Reference", "Action", "Owner", "Due", "How it stands", "Latest progress")),
        widths=shared((66, 290, 130, 130, 100, 190), room.across),
        rows=tuple(tuple(_action(one)) for one in document.actions),
        size=TABLE,
    )  # fmt: skip
    yield from tabled(room, title, (grid,))


def _action(one: ActionLine) -> Iterator[Said]:
    success = f"Success looks like: {one.success_looks_like}" if one.success_looks_like else ""
    about = f"For: {', '.join(one.indicators)}" if one.indicators else ""
    minutes = f"Minutes: “{one.minutes}”" if one.minutes else ""
    times = "time" if one.moves == 1 else "times"
    moved = f"Moved {one.moves} {times}, first due {one.original_deadline}" if one.moves else ""
    lateness = capital(one.lateness)
    yield Said(plain(one.reference))
    yield _lines(one.title, one.detail, success, about)
    yield _lines(one.owner, one.owner_note)
    yield _lines(capital(one.due), minutes, moved)
    yield Said(
        _lines(lateness, capital(one.status) if one.status != one.lateness else "").words, bold=one.overdue
    )
    yield _lines(one.latest_update or "Nothing reported yet.")


def _lines(*words: str) -> Said:
    return Said("\n".join(lines(one) for one in words if one))


def _annex(document: PackDocument, room: Room) -> Iterator[Slide]:
    title = f"{ANNEX.number} {ANNEX.title}"
    yield from told(room, title, _annex_said(document))
    yield from annexed_slides(document, room)


def _annex_said(document: PackDocument) -> Iterator[Paragraph]:
    size = 12.0
    yield heading("Definitions", 16)
    for one in document.definitions:
        yield heading(one.name, size)
        yield from said(one.definition or "No definition is recorded yet.", size)
        confirm = f". {one.to_confirm}" if one.to_confirm else ""
        for lead, words in (
            ("Kind and basis:", f"{one.kind}, {one.basis}{confirm}"),
            ("Numerator:", one.numerator),
            ("Denominator:", one.denominator),
            ("Polarity:", capital(one.polarity)),
            ("A high figure may mean:", one.high_means),
            ("A low figure may mean:", one.low_means),
            ("Tolerance:", one.tolerance),
            ("Source:", one.source),
        ):
            yield from said(words, size, lead=lead)
    yield heading("Key", 16)
    for entry in document.key:
        yield from said(entry.meaning, size, lead=f"{entry.symbol}:")
    yield from said(f"Judged by version {document.rules_version} of the rules.", size, colour=QUIET)
    yield from said(f"SHA-256 of this document: {digest(to_text(document))}", size, colour=QUIET)


def _none(rows: Iterable[object], words: str) -> Iterator[Paragraph]:
    if not tuple(rows):
        yield from said(words, colour=QUIET)


WRITERS: dict[int, Callable[[PackDocument, Room], Iterator[Slide]]] = {
    EXCEPTIONS.number: _exceptions,
    SCORECARD.number: _scorecard,
    POINTS.number: _points,
    INDICATORS.number: _sections,
    ACTIONS.number: _actions,
    SINCE.number: since_slides,
    ANNEX.number: _annex,
}
