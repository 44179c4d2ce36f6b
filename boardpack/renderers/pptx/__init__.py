"""
A pack as slides: native, editable charts and tables, the commentary in full in the notes, long texts on further slides.

Lays out what the document says and computes nothing. The partnership's own template may stand behind it.
"""

from boardpack.renderers.pptx.rendered import pptx, template_mark

__all__ = ["pptx", "template_mark"]
