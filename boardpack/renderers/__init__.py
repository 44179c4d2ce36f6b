"""From the document to bytes: pictures, plain text, and the registry of formats."""

from boardpack.renderers.drawing import svg
from boardpack.renderers.formats import BY_KEY, FORMATS, Format
from boardpack.renderers.icons import Icon, assurance_icon, variation_icon
from boardpack.renderers.sparkline import sparkline

__all__ = ["BY_KEY", "FORMATS", "Format", "Icon", "assurance_icon", "sparkline", "svg", "variation_icon"]
