"""
The template behind the slides: the partnership's own file, or ours; which of its layouts serve, and where there is room.

Slides that stand in a template are left out. Any template with a title will do: where its title leaves too little room,
the title is put at the top.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from boardpack.renderers.pptx.blank import INCH, blank

TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE})
FEET = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER})
LOWEST_TITLE = 0.35  # of the slide's height: a title that ends lower leaves too little room


@dataclass(frozen=True)
class Box:
    """A place on a slide, in EMU."""

    left: int
    top: int
    across: int
    down: int

    @property
    def all(self) -> tuple[int, int, int, int]:
        return self.left, self.top, self.across, self.down


@dataclass(frozen=True)
class Template:
    """An open presentation without slides, the two layouts that are used of it, and the room under the title."""

    presentation: Any
    cover: Any
    rest: Any
    title: Box
    room: Box
    foot: Box


def opened(content: bytes | None) -> Template:
    """`content` is the partnership's template; None: ours."""
    presentation: Any = Presentation(BytesIO(content or blank()))
    _emptied(presentation)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    cover = _named(layouts, "title slide") or _with(layouts, PP_PLACEHOLDER.CENTER_TITLE) or layouts[0]
    rest = _named(layouts, "title only") or _fewest(layouts, cover)
    across, down = presentation.slide_width, presentation.slide_height
    title = _title(rest, across, down)
    foot = _foot(rest, across, down)
    top = title.top + title.down + INCH // 8
    room = Box(title.left, top, title.across, foot.top - INCH // 10 - top)
    return Template(presentation, cover, rest, title, room, foot)


def title_of(shapes: Any) -> Any:
    return next((one for one in shapes.placeholders if one.placeholder_format.type in TITLES), None)


def under_title(shapes: Any) -> Any:
    """A cover's second placeholder, for words below its title."""
    kinds = {PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY}
    return next((one for one in shapes.placeholders if one.placeholder_format.type in kinds), None)


def feet(layout: Any) -> tuple[tuple[PP_PLACEHOLDER, Any], ...]:
    """The layout's footer and number, to be copied onto a slide: the library does not."""
    kinds = FEET - {PP_PLACEHOLDER.DATE}
    held = ((one.placeholder_format.type, one) for one in layout.placeholders)
    return tuple((kind, deepcopy(one._element)) for kind, one in held if kind in kinds)


def _emptied(presentation: Any) -> None:
    listed = presentation.slides._sldIdLst
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    for sections in presentation.element.xpath("//*[local-name()='sectionLst']"):
        sections.getparent().getparent().remove(sections.getparent())


def _named(layouts: Iterable[Any], name: str) -> Any:
    return next(
        (one for one in layouts if one.name.strip().lower() == name and title_of(one) is not None), None
    )


def _with(layouts: Iterable[Any], kind: PP_PLACEHOLDER) -> Any:
    return next(
        (one for one in layouts for place in one.placeholders if place.placeholder_format.type == kind), None
    )


def _fewest(layouts: list[Any], cover: Any) -> Any:
    """The layout with a title and the fewest other places to fill."""
    titled = [one for one in layouts if title_of(one) is not None and one is not cover] or layouts
    return min(titled, key=lambda one: len([place for place in one.placeholders if not _is_foot(place)]))


def _is_foot(place: Any) -> bool:
    return place.placeholder_format.type in FEET


def _title(layout: Any, across: int, down: int) -> Box:
    place = title_of(layout)
    if place is not None and place.width and place.top + place.height <= down * LOWEST_TITLE:
        return Box(place.left, place.top, place.width, place.height)
    margin = across // 26
    return Box(margin, down // 25, across - 2 * margin, down // 8)


def _foot(layout: Any, across: int, down: int) -> Box:
    """Where the foot stands: the layout's footer, where it has one below the rest."""
    places = [one for one in layout.placeholders if _is_foot(one) and one.top and one.top > down * 0.75]
    top = min([one.top for one in places], default=down - int(0.52 * INCH))
    of_words = [one for one in places if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER and one.width]
    margin = across // 26
    left, wide = (of_words[0].left, of_words[0].width) if of_words else (margin, across - 2 * margin)
    return Box(left, top, wide, down - top)
