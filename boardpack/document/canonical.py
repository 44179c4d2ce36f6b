"""
A PackDocument as text and back: one text for one value, so that its SHA-256 is the edition's proof.

JSON with sorted keys and no spaces, decimals and dates as strings, UTF-8. Knows no row and no edition.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from boardpack.document.later import later_fields
from boardpack.document.pack import FORMAT, PackDocument
from indicators.measures.readings import exact


class UnknownFormat(Exception):
    """A frozen text of another format than this version of the site reads."""

    def __init__(self, found: object) -> None:
        super().__init__(
            f"This pack was frozen in format {found}; this version of the site reads format {FORMAT}."
        )


def number_text(value: Decimal) -> str:
    """
    The same text for every way to write a number.

    >>> number_text(Decimal("1.50")), number_text(Decimal("1E+3")), number_text(Decimal("-0.0"))
    ('1.5', '1000', '0')
    """
    return format(exact(value), "f") if value else "0"


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(Decimal, number_text)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    return converter


def _without_empty_later_fields(converter: cattrs.Converter) -> cattrs.Converter:
    def written(cls: type) -> Callable[[Any], dict[str, Any]]:
        left_out: Any = {name: override(omit_if_default=True) for name in later_fields(cls)}
        return make_dict_unstructure_fn(cls, converter, **left_out)

    converter.register_unstructure_hook_factory(is_dataclass, written)
    return converter


_CONVERTER = _without_empty_later_fields(_converter())
_WHOLE = _converter()


def to_text(document: PackDocument) -> str:
    """The canonical text. Equal documents have equal texts."""
    return json.dumps(
        _CONVERTER.unstructure(document),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )


def to_values(document: PackDocument) -> dict[str, Any]:
    """The same as plain values, every field there; decimals and days as strings."""
    found: dict[str, Any] = _WHOLE.unstructure(document)
    return found


def from_text(text: str) -> PackDocument:
    """The document whose canonical text this is. UnknownFormat when another version wrote it."""
    found: dict[str, Any] = json.loads(text)
    if found.get("format") != FORMAT:
        raise UnknownFormat(found.get("format"))
    return _CONVERTER.structure(found, PackDocument)


def digest(text: str) -> str:
    """The SHA-256 of the text's bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
