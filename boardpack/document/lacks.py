"""
What a pack still lacks, read off its own document: the list an officer sees before publishing.

Tells and stops nothing. One sentence a gap, in the order of the pack.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from boardpack.document.exceptions import NO_STANDING_REASON
from boardpack.document.pack import PackDocument

ACCEPTED = "accepted"


@dataclass(frozen=True)
class Lack:
    """Something that is not there, and the part of the page where it would stand."""

    words: str
    anchor: str


def missing(document: PackDocument) -> tuple[Lack, ...]:
    """Every gap of the draft; empty when nothing is lacking."""
    return (*_exceptions(document), *_points(document), *_sections(document))


def _exceptions(document: PackDocument) -> Iterator[Lack]:
    for line in (*document.exceptions.new, *document.exceptions.standing):
        if line.gap:
            yield Lack(f"{line.name}: an exception without accepted commentary.", line.anchor)
    for line in document.exceptions.new:
        if line.no_action and line.status.word == "red":
            yield Lack(f"{line.name}: red, and no action is linked to it.", line.anchor)
    for line in document.exceptions.standing:
        if line.standing_reason == NO_STANDING_REASON:
            yield Lack(f"{line.name}: {NO_STANDING_REASON}.", line.anchor)


def _points(document: PackDocument) -> Iterator[Lack]:
    if not document.points:
        yield Lack("No key discussion point is recorded.", "points")


def _sections(document: PackDocument) -> Iterator[Lack]:
    for section in document.sections:
        if section.latest.value is None:
            yield Lack(f"{section.name}: no reading for {section.latest_month}.", section.anchor)
        for words in section.texts:
            if words.state != ACCEPTED:
                yield Lack(f"{section.name}: its commentary is {words.state}, not accepted.", section.anchor)
