"""
Fields that the document has gained since packs were first frozen: an empty one leaves no trace in the canonical text.

So the text of an edition that was frozen without them, and its SHA-256, stay what they were. Marked on the field:
`note: str = field(default="", metadata=LATER)`.
"""

from collections.abc import Iterator
from dataclasses import fields
from types import MappingProxyType

LATER = MappingProxyType({"later": True})


def later_fields(cls: type) -> Iterator[str]:
    """
    The names of those that are marked so.

    >>> from dataclasses import dataclass, field
    >>> @dataclass(frozen=True)
    ... class Row:
    ...     name: str
    ...     note: str = field(default="", metadata=LATER)
    >>> list(later_fields(Row))
    ['note']
    """
    return (one.name for one in fields(cls) if one.metadata.get("later"))
