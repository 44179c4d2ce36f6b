"""
The document through Typst to the bytes of a file: the same document and instant give the same bytes.

Reads its own template and fonts and nothing else of the machine. Typst cannot mark the first cell of a row as its
header, so `structure` does that afterwards.
"""

from datetime import datetime
from pathlib import Path

import typst

from boardpack.document import PackDocument
from boardpack.renderers.pdf.given import given
from boardpack.renderers.pdf.packed import NotUnderstood
from boardpack.renderers.pdf.structure import with_row_headers

HERE = Path(__file__).resolve().parent


class CannotBeRendered(Exception):
    """Typst refused the document, or wrote it in another way than is known; the words are for whoever keeps the template."""


def pdf(document: PackDocument, at: datetime) -> bytes:
    """`at`, an aware instant, becomes the file's date."""
    try:
        compiled = typst.compile(
            HERE / "pack.typ",
            root=HERE,
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"given": given(document, at)},
            timestamp=int(at.timestamp()),
        )
        return with_row_headers(compiled)
    except (typst.TypstError, NotUnderstood) as error:
        raise CannotBeRendered(f"The PDF could not be made: {error}") from error
