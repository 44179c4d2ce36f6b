"""
Slides as values put onto slides of a presentation: title, boxes of words, tables, charts, notes and foot.

Every block comes with its place; nothing is measured or decided here but the size of a title that must fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from boardpack.renderers.pptx.flowing import Paragraph
from boardpack.renderers.pptx.grids import Grid
from boardpack.renderers.pptx.measuring import height, line_ends
from boardpack.renderers.pptx.packed import packed
from boardpack.renderers.pptx.plain import lines, plain
from boardpack.renderers.pptx.plots import plot
from boardpack.renderers.pptx.template import Box, Template, feet, title_of, under_title
from boardpack.renderers.pptx.written import FOOT, POINT, foot, numbered_foot, paragraph, table
from indicators.measures.chart import Chart

TITLE_SIZES = (26, 22, 20, 18, 16, 14, 12)


@dataclass(frozen=True)
class Block:
    """Words, a table or a chart, and its place."""

    box: Box
    holds: tuple[Paragraph, ...] | Grid | Chart


@dataclass(frozen=True)
class Slide:
    """A slide under the title; `notes` are what is said to it in full."""

    title: str
    blocks: tuple[Block, ...]
    notes: str = ""


class Deck:
    """A presentation as it grows; every date in it is `at`."""

    def __init__(self, template: Template, foot: str, at: datetime) -> None:
        self.template, self.at = template, at
        self.foot = _shortened(plain(foot), template.foot.across / POINT - 14.4)
        self.count = 0

    def cover(self, title: str, under: Sequence[str]) -> None:
        slide = self.template.presentation.slides.add_slide(self.template.cover)
        self.count += 1
        place, below = title_of(slide.shapes), under_title(slide.shapes)
        if place is None:
            place = slide.shapes.add_textbox(*self.template.title.all)
        if below is None:
            below = slide.shapes.add_textbox(*self.template.room.all)
        _said(place.text_frame, [Paragraph(plain(title), _fitting(plain(title), place, 36))])
        size = _fitting("\n".join(map(plain, under)), below, 18)
        _said(below.text_frame, [Paragraph(plain(words), size, before=size * 0.3) for words in under])
        _cleared(slide, {place.shape_id, below.shape_id})

    def add(self, one: Slide) -> None:
        slide = self.template.presentation.slides.add_slide(self.template.rest)
        self.count += 1
        self._title(slide, one.title)
        for block in one.blocks:
            self._block(slide, block)
        self._feet(slide)
        if one.notes:
            slide.notes_slide.notes_text_frame.text = lines(one.notes)

    def saved(self, **properties: str) -> bytes:
        core = self.template.presentation.core_properties
        moment = self.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        core.created = core.modified = core.last_printed = moment
        core.last_modified_by, core.revision, core.language = "", 1, "en-GB"
        for name, words in properties.items():
            setattr(core, name, plain(words)[:255])
        out = BytesIO()
        self.template.presentation.save(out)
        return packed(out.getvalue(), self.at)

    def _title(self, slide: Any, words: str) -> None:
        place = title_of(slide.shapes)
        if place is None:
            place = slide.shapes.add_textbox(*self.template.title.all)
        box = self.template.title
        if (place.left, place.top, place.width, place.height) != box.all:
            place.left, place.top, place.width, place.height = box.all
        _said(place.text_frame, [Paragraph(plain(words), _fitting(plain(words), place))])
        _cleared(slide, {place.shape_id})

    def _block(self, slide: Any, block: Block) -> None:
        match block.holds:
            case Grid() as grid:
                _table(slide.shapes, grid, block.box)
            case Chart() as chart:
                plot(slide.shapes, chart, block.box.all, self.at)
            case paragraphs:
                box = slide.shapes.add_textbox(*block.box.all)
                box.name = f"Words {box.shape_id}"
                frame = box.text_frame
                frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
                frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
                _said(frame, paragraphs)

    def _feet(self, slide: Any) -> None:
        held = dict(feet(self.template.rest))
        for kind, element in held.items():
            words = element.find(qn("p:txBody"))
            for old in words.findall(qn("a:p")):
                words.remove(old)
            is_number = kind == PP_PLACEHOLDER.SLIDE_NUMBER
            words.append(parse_xml(numbered_foot(self.count) if is_number else foot(self.foot)))
            element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
            slide.shapes._spTree.append(element)
        if PP_PLACEHOLDER.FOOTER not in held:
            box = slide.shapes.add_textbox(*self.template.foot.all)
            box.name = "Foot"
            _said(box.text_frame, [Paragraph(self.foot, FOOT)])


def _said(frame: Any, paragraphs: Sequence[Paragraph]) -> None:
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for at, one in enumerate(paragraphs):
        body.append(parse_xml(paragraph(one, is_first=at == 0)))


def _table(shapes: Any, grid: Grid, box: Box) -> None:
    frame = shapes.add_table(1, 1, *box.all)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(grid.alt))
    native = frame.table._tbl
    native.getparent().replace(native, parse_xml(table(grid)))


def _fitting(words: str, place: Any, largest: int = TITLE_SIZES[0]) -> float:
    """The largest size at which the words fit their place, in nine tenths of it."""
    across, down = place.width / POINT - 14.4, place.height / POINT * 0.9
    sizes = [size for size in (largest, *TITLE_SIZES) if size <= largest]
    return next((size for size in sizes if _down(words, size, across) <= down), sizes[-1])


def _down(words: str, size: float, across: float) -> float:
    return height(words, size, across, bold=True) + words.count("\n") * size * 0.3


def _shortened(words: str, room: float) -> str:
    if line_ends(words, FOOT, room)[0] == len(words):
        return words
    return f"{words[: line_ends(words, FOOT, room - FOOT)[0]].rstrip(' ·')}…"


def _cleared(slide: Any, kept: set[int]) -> None:
    """Places of the layout that nothing was put into: they would ask to be filled."""
    for place in list(slide.placeholders):
        if place.shape_id not in kept:
            place._element.getparent().remove(place._element)
