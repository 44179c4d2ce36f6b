"""From the document to bytes: pictures, plain text, and the registry of formats."""

from boardpack.renderers.drawing import svg
from boardpack.renderers.formats import FORMATS, Format
from boardpack.renderers.sparkline import sparkline

__all__ = ["FORMATS", "Format", "sparkline", "svg"]
