"""
A Chart as a native chart that its reader can edit: its figures in a workbook inside, a dash and a marker for each series.

Colours are renderers.palette's, so that the slide looks as the page does. Computes nothing but the ends of the axis.
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from boardpack.renderers.layout import axis
from boardpack.renderers.palette import GRID, LOOKS, QUIET_INK
from boardpack.renderers.pptx.packed import packed
from boardpack.renderers.pptx.plain import plain
from indicators.measures.chart import Chart, Line, LineRole

FIGURES_UP_TO, MARKERS_UP_TO, LABELS = 12, 36, 12
LETTERS = 11
STEPPED = frozenset({LineRole.MEAN, LineRole.LIMIT})
DASHES = {
    LineRole.OUTTURN: MSO_LINE.SOLID,
    LineRole.TARGET: MSO_LINE.DASH,
    LineRole.OWN_PREVIOUS_YEAR: MSO_LINE.ROUND_DOT,
    LineRole.REGION: MSO_LINE.DASH_DOT,
    LineRole.NEIGHBOURS: MSO_LINE.DASH_DOT_DOT,
    LineRole.ENGLAND: MSO_LINE.SQUARE_DOT,
    LineRole.MEAN: MSO_LINE.LONG_DASH_DOT,
    LineRole.LIMIT: MSO_LINE.LONG_DASH,
}
MARKERS = {
    LineRole.OUTTURN: XL_MARKER_STYLE.CIRCLE,
    LineRole.TARGET: XL_MARKER_STYLE.DASH,
    LineRole.OWN_PREVIOUS_YEAR: XL_MARKER_STYLE.TRIANGLE,
    LineRole.REGION: XL_MARKER_STYLE.DIAMOND,
    LineRole.NEIGHBOURS: XL_MARKER_STYLE.X,
    LineRole.ENGLAND: XL_MARKER_STYLE.SQUARE,
    LineRole.MEAN: XL_MARKER_STYLE.PLUS,
    LineRole.LIMIT: XL_MARKER_STYLE.DOT,
}


class _Writer(CategoryWorkbookWriter):
    """The workbook inside, dated with the instant; words are written as words, whatever they begin with."""

    at: datetime

    @property
    def xlsx_blob(self) -> bytes:
        return packed(super().xlsx_blob, self.at)

    @contextmanager
    def _open_worksheet(self, file: BytesIO) -> Iterator[tuple[Any, Any]]:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            book.set_properties({"created": self.at.astimezone(UTC).replace(tzinfo=None)})
            yield book, book.add_worksheet()


class _Data(CategoryChartData):
    at: datetime

    @property
    def _workbook_writer(self) -> _Writer:
        writer = _Writer(self)
        writer.at = self.at
        return writer


def drawn(chart: Chart) -> tuple[Line, ...]:
    """The lines that have a number; a chart without any is no chart."""
    return tuple(line for line in chart.lines if any(value is not None for value in line.values))


def plot(shapes: Any, chart: Chart, box: tuple[int, int, int, int], at: datetime) -> None:
    """Adds the chart to a slide; `box` is left, top, width and height in EMU."""
    lines = drawn(chart)
    data = _Data()
    data.at = at
    data.categories = [plain(label) for label in chart.labels]
    for line in lines:
        values = [None if value is None else float(value) for value in line.values]
        data.add_series(plain(line.label), values, number_format(line, chart.unit))
    frame = shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *box, data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", plain(chart.alt or chart.title))
    _axes(frame.chart, chart, lines)
    for series, line in zip(frame.chart.plots[0].series, lines, strict=True):
        _series(series, line)
    frame.chart.has_title = False
    frame.chart.font.size = Pt(LETTERS)
    frame.chart.has_legend = True
    frame.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    frame.chart.legend.include_in_layout = False


def number_format(line: Line, unit: str) -> str:
    """As many decimals as the line's figures have, two at most; a unit stands behind them."""
    exponents = [int(value.normalize().as_tuple().exponent) for value in line.values if value is not None]
    places = min(2, max([0, *(-one for one in exponents)]))
    return _formatted("." + "0" * places if places else "", unit)


def _formatted(decimals: str, unit: str) -> str:
    held = unit.replace('"', "")
    return f'#,##0{decimals}"{held}"' if held else f"#,##0{decimals}"


def _axes(native: Any, chart: Chart, lines: tuple[Line, ...]) -> None:
    values = [float(value) for line in lines for value in line.values if value is not None]
    scale = axis(values, chart.starts_at_zero, 100.0 if chart.unit == "%" else None)
    upright, across = native.value_axis, native.category_axis
    upright.minimum_scale, upright.maximum_scale = scale.low, scale.high
    upright.major_unit = scale.ticks[1] - scale.ticks[0]
    upright.tick_labels.number_format = _of_axis(chart, scale.ticks)
    upright.tick_labels.number_format_is_linked = False
    upright.major_gridlines.format.line.color.rgb = _colour(GRID)
    upright.format.line.fill.background()
    across.format.line.color.rgb = _colour(QUIET_INK)
    across.tick_labels.offset = 30
    step = math.ceil(len(chart.labels) / LABELS)
    after = across._element.find(qn("c:noMultiLvlLbl"))
    after.addprevious(after.makeelement(qn("c:tickLblSkip"), {"val": str(step)}))


def _of_axis(chart: Chart, ticks: tuple[float, ...]) -> str:
    return _formatted("" if all(tick == int(tick) for tick in ticks) else ".0##", chart.unit)


def _series(series: Any, line: Line) -> None:
    look, count = LOOKS[line.role], len(line.values)
    colour = _colour(look.colour)
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(look.width * 0.75)
    series.format.line.dash_style = DASHES[line.role]
    of_all = count <= (MARKERS_UP_TO if line.role is LineRole.OUTTURN else FIGURES_UP_TO)
    held = [at for at, value in enumerate(line.values) if value is not None]
    series.marker.style = MARKERS[line.role] if of_all else XL_MARKER_STYLE.NONE
    if of_all:
        _marked(series.marker, line, colour)
    elif held:
        last = series.points[held[-1]].marker
        last.style = MARKERS[line.role]
        _marked(last, line, colour)
    if line.role in STEPPED:
        for at, (before, value) in enumerate(zip(line.values, line.values[1:], strict=False), 1):
            if before is not None and value is not None and value != before:
                series.points[at].format.line.fill.background()  # no stroke leads from limits to new ones
    if line.role is LineRole.OUTTURN and count <= FIGURES_UP_TO:
        _figures(series)


def _marked(marker: Any, line: Line, colour: RGBColor) -> None:
    marker.size = 8 if line.role is LineRole.OUTTURN else 6
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour
    marker.format.line.color.rgb = colour


def _figures(series: Any) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.font.size, labels.font.bold = Pt(LETTERS), True
    white = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    labels._element.find(qn("c:txPr")).addprevious(parse_xml(white))  # a figure hides the line it stands on


def _colour(words: str) -> RGBColor:
    return RGBColor.from_string(words.lstrip("#").upper())
