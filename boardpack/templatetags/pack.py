"""
Pictures and addresses for the pack's templates: markup from the renderers, which escape every word in it, and where
each figure came from.
"""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from boardpack import renderers
from boardpack.document import ComparatorShown, IndicatorSection, PackDocument, Since
from boardpack.document.anchors import (
    BLANK,
    comparator_anchor,
    month_anchor,
    month_of,
    row_anchors,
    target_anchor,
)
from boardpack.document.process import ProcessShown
from boardpack.document.told import Told, annexed, intro_of, linked_within, told_of
from boardpack.renderers.icons import assurance_icon, variation_icon
from indicators.measures.chart import Chart
from indicators.measures.spc import Assurance, Judgement

register = template.Library()

_MONTH = re.compile(r"\b[A-Z][a-z]{2}-\d{2,4}\b")


@register.filter
def months_whole(words: str) -> SafeString:
    """
    >>> months_whole("above (Oct-21), R&D")
    'above (<span class="hs-month">Oct-21</span>), R&amp;D'
    """
    marked = _MONTH.sub(r'<span class="hs-month">\g<0></span>', escape(words))
    return mark_safe(marked)  # noqa: S308 - escaped before a mark is put round a month


@register.filter
def drawn(chart: Chart) -> SafeString:
    """The chart's static picture."""
    return mark_safe(renderers.svg(chart))  # noqa: S308 - the renderer escapes all text


@register.filter
def chart_address(section: IndicatorSection, charts_at: str) -> str:
    """Where the chart's JSON is; empty where there is no server to ask."""
    return f"{charts_at}{section.code}.json" if charts_at else ""


@register.filter
def origin(section: IndicatorSection, figures_at: str) -> str:
    """Where the latest figure came from."""
    return _address(section, figures_at, month_anchor(section.latest_month), section.latest.shown)


@register.filter
def target_origin(section: IndicatorSection, figures_at: str) -> str:
    """Where the target in force came from."""
    month = month_of(section.latest_month)
    anchor = target_anchor(month.financial_year) if month else ""
    return _address(section, figures_at, anchor, section.target.shown)


@register.filter
def comparator_origins(section: IndicatorSection, figures_at: str) -> tuple[tuple[ComparatorShown, str], ...]:
    """Each comparator with where it came from."""
    return tuple(
        (one, _address(section, figures_at, comparator_anchor(one.geography, one.year), one.figure.shown))
        for one in section.comparators
    )


@register.filter
def linked(section: IndicatorSection, figures_at: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The table behind the chart, each text with where it came from; what is calculated leads to the indicator's page."""
    roles = {line.label: line.role for line in section.chart.lines}
    head, *rows = section.chart.table or ((),)
    found = [tuple((text, "") for text in head)]
    for label, *texts in rows:
        anchors = row_anchors(section.chart, label, roles.get(label))
        cells = zip(texts, anchors, strict=True)
        found.append(
            ((label, ""), *((text, _address(section, figures_at, anchor, text)) for text, anchor in cells))
        )
    return tuple(found)


@register.filter
def by_month(section: IndicatorSection, figures_at: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The same table with a row for each month, the newest first under the headings."""
    columns = tuple(zip(*linked(section, figures_at), strict=True))
    return (*columns[:1], *reversed(columns[1:]))


@register.filter
def icons(process: ProcessShown | None) -> tuple[tuple[SafeString, str], ...]:
    """Variation and assurance as pictures with their words, where they may be shown; none of a pack without them."""
    if process is None:
        return ()
    found = (
        variation_icon(Judgement(process.variation) if process.variation else None, process.direction),
        assurance_icon(Assurance(process.assurance) if process.assurance else None),
    )
    return tuple((mark_safe(one.svg), one.words) for one in found if one)  # noqa: S308 - holds no text from outside


@register.filter
def since_intro(since: Since | None) -> str:
    """What stands above the tables of what changed."""
    return intro_of(since)


@register.filter
def since_tables(document: PackDocument) -> tuple[Told, ...]:
    """What changed since the last pack; a row leads only to what this pack holds."""
    return linked_within(document, told_of(document.since))


@register.filter
def annex_tables(document: PackDocument) -> tuple[Told, ...]:
    """What of it stands in the annex."""
    return linked_within(document, annexed(document.since))


def _address(section: IndicatorSection, figures_at: str, anchor: str, text: str) -> str:
    if not figures_at or text == BLANK:
        return ""
    return f"{figures_at}{section.code}/" + (f"#{anchor}" if anchor else "")
