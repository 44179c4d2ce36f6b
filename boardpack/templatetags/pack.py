"""Pictures for the pack's templates: markup from the renderers, which escape every word in it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from boardpack import renderers
from indicators.measures.chart import Chart

register = template.Library()


@register.filter
def drawn(chart: Chart) -> SafeString:
    """The chart's static picture."""
    return mark_safe(renderers.svg(chart))  # noqa: S308 - the renderer escapes all text
