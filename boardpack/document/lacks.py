"""
What a pack lacks that does not stop it, read off the document that would be published: the officer's second list.

One sentence a gap, in the order of the pack. What does stop it is the gate's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boardpack.document.exceptions import NOT_ACCEPTED
from boardpack.document.pack import PackDocument


@dataclass(frozen=True)
class Lack:
    """Something that is not there, and the part of the page where it would stand."""

    words: str
    anchor: str


def missing(document: PackDocument) -> tuple[Lack, ...]:
    """Every gap; empty when nothing is lacking."""
    return (*_points(document), *_sections(document))


def _points(document: PackDocument) -> Iterator[Lack]:
    if not document.points:
        yield Lack("No key discussion point is recorded.", "points")


def _sections(document: PackDocument) -> Iterator[Lack]:
    for section in document.sections:
        if section.latest.value is None:
            yield Lack(f"{section.name}: no reading for {section.latest_month}.", section.anchor)
        if section.gap == NOT_ACCEPTED:
            yield Lack(
                f"{section.name}: its commentary is not accepted, so it would not be printed.", section.anchor
            )
