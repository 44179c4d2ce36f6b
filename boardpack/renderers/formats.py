"""
The formats that a pack can be rendered to: one line each, and its file in this folder.

A format turns a PackDocument and the instant of its publication into bytes and knows nothing else: the same two give
the same bytes for as long as the renderer's version stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from boardpack.document import PackDocument, to_text
from boardpack.renderers.alone import alone
from boardpack.renderers.pdf import pdf
from boardpack.renderers.pptx import pptx, template_mark
from boardpack.renderers.text import text
from boardpack.renderers.xlsx import xlsx


@dataclass(frozen=True)
class Format:
    """
    `key` is the word on a command line, `suffix` the file's ending, `version` rises whenever equal documents would
    give other bytes.

    `render` takes the document and the instant that becomes every date in the file.
    """

    key: str
    name: str
    media_type: str
    suffix: str
    version: str
    render: Callable[[PackDocument, datetime], bytes]


PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS = (
    Format("html", "Web page", "text/html; charset=utf-8", "html", "2", alone),
    Format("pdf", "PDF", "application/pdf", "pdf", "2", pdf),
    Format("pptx", "PowerPoint", PPTX, "pptx", f"2{template_mark()}", pptx),
    Format("xlsx", "Excel", XLSX, "xlsx", "2", xlsx),
    Format(
        "text",
        "Plain text",
        "text/plain; charset=utf-8",
        "txt",
        "2",
        lambda document, _: text(document).encode(),
    ),
    Format("json", "JSON", "application/json", "json", "1", lambda document, _: to_text(document).encode()),
)
BY_KEY = {one.key: one for one in FORMATS}
