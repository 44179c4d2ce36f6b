"""
The formats that a pack can be rendered to: one line each, and its file in this folder.

A format turns a PackDocument into bytes and knows nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from boardpack.document import PackDocument, to_text
from boardpack.renderers.text import text


@dataclass(frozen=True)
class Format:
    """`key` is the word on a command line, `suffix` the file's ending."""

    key: str
    name: str
    media_type: str
    suffix: str
    render: Callable[[PackDocument], bytes]


FORMATS = (
    Format(
        "text", "Plain text", "text/plain; charset=utf-8", "txt", lambda document: text(document).encode()
    ),
    Format("json", "JSON", "application/json", "json", lambda document: to_text(document).encode()),
)
