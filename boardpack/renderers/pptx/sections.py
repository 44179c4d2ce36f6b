"""
The slides of one indicator: chart, figures and how it stands on the first; what did not fit and long tables on further ones.

The notes of the first hold everything that is said of it, the commentary in full.
"""

from collections.abc import Iterator

from boardpack.document import INDICATORS, IndicatorSection
from boardpack.document.anchors import BLANK
from boardpack.document.told import capital
from boardpack.renderers.pptx.deck import Block, Slide
from boardpack.renderers.pptx.flowing import BODY, Paragraph, begun, columns, without_end
from boardpack.renderers.pptx.grids import Grid, Said
from boardpack.renderers.pptx.laid_out import BETWEEN, Room, block, numbered, stacked, worded
from boardpack.renderers.pptx.plain import plain
from boardpack.renderers.pptx.plots import drawn
from boardpack.renderers.pptx.worded import (
    QUIET,
    TONES,
    commentary,
    direction,
    explained,
    figure,
    gap,
    heading,
    linked,
    said,
    status,
)

CHART = 0.62  # of the slide's width
LOWEST_CHART = 190.0  # points
MOST_MARKS = 60.0  # points under the chart
BESIDE, SMALLEST = 12.0, 10.5  # points: letters beside and below a chart
MONTHS_BESIDE, MONTHS_ACROSS = 8, 12
FIGURES, NARROWEST = 0.72, 44.0  # of a table's width; points across, of one month


def section_slides(section: IndicatorSection, room: Room) -> tuple[Slide, ...]:
    """The indicator's slides in their order."""
    title = f"{INDICATORS.number}.{section.number} {plain(section.name)}"
    across = room.across * CHART
    small = _table(section, across, MONTHS_BESIDE, 10.5)
    marks = columns(_marks(section), across, without_end(room.down))
    low = marks[0].height + 6 if marks and marks[0].height <= MOST_MARKS else 0.0
    fits = len(small) == 1 and small[0].widths[-1] >= NARROWEST
    beside = fits and small[0].height + 8 + low + LOWEST_CHART <= room.down
    high = room.down - low - (small[0].height + 8 if beside else 0.0)
    first = [_picture(section, room, across, high)]
    if low:
        first.append(block(room, marks[0], 0, high + 4, across, low))
    if beside:
        first.append(Block(room.at(0, room.down - small[0].height, across, small[0].height), small[0]))
    left, right = across + BETWEEN, room.across - across - BETWEEN
    column, rest = begun((*_standing(section), *_said_of_it(section, BESIDE)), right, room.down)
    if rest:
        column, rest = begun(_standing(section), right, room.down)
        rest += tuple(_said_of_it(section, BODY))
    first.append(block(room, column, left, 0, right, room.down))
    later = () if low else tuple(_marks(section))
    pages = [tuple(first), *worded(room, (*later, *rest))]
    if not beside:
        pages += stacked(room, _table(section, room.across, _across(room), 11.0))
    return numbered(title, pages, _notes(section))


def _across(room: Room) -> int:
    """Months that stand side by side on a slide of their own."""
    return max(1, min(MONTHS_ACROSS, int(room.across * FIGURES / NARROWEST)))


def _picture(section: IndicatorSection, room: Room, across: float, high: float) -> Block:
    box = room.at(0, 0, across, high)
    if drawn(section.chart):
        return Block(box, section.chart)
    return Block(box, (Paragraph("There are no figures to draw.", colour=QUIET),))


def _marks(section: IndicatorSection) -> Iterator[Paragraph]:
    """What is dated on the chart, in words: a native chart has no place for it."""
    labels = section.chart.labels
    held = sorted(section.chart.marks, key=lambda mark: mark.at)
    words = "; ".join(f"{labels[mark.at]}: {mark.label}" for mark in held if 0 <= mark.at < len(labels))
    yield from said(words, SMALLEST, lead="Dated on the chart:")


def _table(section: IndicatorSection, across: float, months: int, size: float) -> tuple[Grid, ...]:
    """The chart's data, so many months side by side."""
    rows = section.chart.table
    if len(rows) < 2:
        return ()
    return tuple(_months(section, start, months, across, size) for start in range(1, len(rows[0]), months))


def _months(section: IndicatorSection, start: int, months: int, across: float, size: float) -> Grid:
    head, *rows = section.chart.table
    shown = range(start, min(start + months, len(head)))
    month = min(across * FIGURES / len(shown), 64.0 if across > 600 else 50.0)
    return Grid(
        alt=f"{section.name}: the figures behind the chart, {head[shown[0]]} to {head[shown[-1]]}.",
        heads=(Said(plain(head[0])), *(Said(plain(head[at]), right=True) for at in shown)),
        widths=(across - month * len(shown), *(month for _ in shown)),
        rows=tuple((Said(plain(row[0])), *(_said(row, at) for at in shown)) for row in rows),
        size=size,
    )


def _said(row: tuple[str, ...], at: int) -> Said:
    return Said(plain(row[at]) if at < len(row) else BLANK, right=True)


def _standing(section: IndicatorSection) -> Iterator[Paragraph]:
    """Beside the chart: the figure, the status, the sentences, and what is being done."""
    why = f" ({section.latest.why})" if section.latest.why else ""
    shown = plain(f"{section.latest_month}: {figure(section.latest)}{why}")
    yield Paragraph(shown, 20, strong=len(shown))
    of = plain(status(section.status))
    yield Paragraph(of, 15, strong=len(of), colour=TONES.get(section.status.tone, QUIET))
    yield Paragraph(plain(direction(section.direction)), 15)
    yield from said(section.area, BESIDE, colour=QUIET)
    for words in (section.status.sentence, section.direction.sentence, section.signal):
        yield from said(words, BESIDE)
    for of, words in section.process.words if section.process else ():
        yield from said(f"{words}.", BESIDE, lead=f"{of}:")
    for note in section.notes:
        yield from said(note, BESIDE, lead="Note:")
    yield from gap(section.gap, BESIDE)
    yield heading("Linked actions", BESIDE)
    for action in section.actions:
        yield from linked(action, BESIDE)
    yield from gap("" if section.actions else section.no_action, BESIDE)


def _said_of_it(section: IndicatorSection, size: float) -> Iterator[Paragraph]:
    for words in section.texts:
        yield from commentary(words, size)
    if section.moved:
        yield heading("Did it move?", size)
    for line in section.moved:
        yield from said(
            f"{line.title}, {line.since}. {capital(line.word)}. {line.sentence} "
            f"Before it: {line.before}. After it: {line.after}.",
            size,
            lead=line.reference,
        )
        if line.success_looks_like:
            yield from said(f"Success looks like: {line.success_looks_like}", size, colour=QUIET)
    yield heading("Target and comparators", size)
    kind = f" ({section.target_kind})" if section.target_kind else ""
    yield from said(
        f"{explained(section.target)}{kind}. {section.target_source}".strip(), size, lead="Target:"
    )
    yield from said(section.target_to_date, size, lead="Target to date:")
    yield from said(section.projection, size, lead="Projection:")
    yield from said(section.in_month, size, lead="In-month readings:")
    for other in section.comparators:
        apart = f" ({other.gap})" if other.gap else ""
        yield from said(
            f"{explained(other.figure)}{apart} {other.vintage}".strip(),
            size,
            lead=f"{other.geography} {other.year}:",
        )
        for sentence in other.said:
            yield from said(sentence, size, colour=QUIET)


def _notes(section: IndicatorSection) -> str:
    """Everything that is said of it, in reading order."""
    return "\n".join(one.words for one in (*_standing(section), *_said_of_it(section, BODY)))
