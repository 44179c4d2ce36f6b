"""The document's canonical text: there and back, one text for one value, and no text of another format."""

import dataclasses
import json
import typing
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpack.document import Cell, PackDocument, UnknownFormat, digest, from_text, to_text, to_values
from tests.boardpack.documents import document, section

BLOCKS = [field.name for field in dataclasses.fields(PackDocument) if field.name != "format"]
PLAIN = {
    str: st.text(max_size=12),
    int: st.integers(-(10**6), 10**6),
    bool: st.booleans(),
    date: st.dates(),
    Decimal: st.decimals(-(10**11), 10**11, allow_nan=False, places=4),
    type(None): st.none(),
}


def any_of(kind: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Values of a field's type, short enough to be many."""
    if kind in PLAIN:
        return PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if dataclasses.is_dataclass(kind):
        return st.builds(kind, **{name: any_of(of) for name, of in hints(kind).items()})
    inside = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return st.lists(any_of(inside[0]), max_size=2).map(tuple)
    return st.one_of(*(any_of(one) for one in inside))


def hints(kind: typing.Any) -> dict[str, typing.Any]:
    return typing.get_type_hints(kind)


@st.composite
def documents(draw: st.DrawFn) -> PackDocument:
    """A pack with one of its blocks replaced by anything at all."""
    block = draw(st.sampled_from(BLOCKS))
    return document(**{block: draw(any_of(hints(PackDocument)[block]))})


@settings(max_examples=150, deadline=None)
@given(documents())
def test_text_gives_the_same_document_back(found):
    assert from_text(to_text(found)) == found


@settings(max_examples=60, deadline=None)
@given(documents())
def test_text_is_stable(found):
    text = to_text(found)

    assert to_text(from_text(text)) == text


def test_what_packs_have_gained_leaves_no_trace_in_one_that_was_frozen_without_it():
    text = to_text(document())
    held = json.loads(text)["sections"][0]

    assert {"process", "narrative", "projection_number"}.isdisjoint(held)
    assert list(held["comparators"][0]) == ["figure", "gap", "geography", "vintage", "year"]
    assert to_values(document())["sections"][0]["process"] is None
    assert to_text(from_text(text)) == text


def test_text_is_canonical_json():
    text = to_text(document())

    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert '"meeting_date":"2021-11-24"' in text
    assert '"value":"62"' in text


@pytest.mark.parametrize("written", ["62", "62.0", "62.0000", "6.2E+1"])
def test_equal_documents_have_one_text(written):
    found = document(sections=(section(latest=typed(written)),))

    assert to_text(found) == to_text(document(sections=(section(latest=typed("62")),)))


def typed(written: str) -> typing.Any:
    return Cell("62%", Decimal(written))


def test_text_keeps_letters_of_every_script():
    assert "Siân – ☃" in to_text(document(title="Siân – ☃"))


def test_digest_is_the_sha_256_of_the_text():
    assert digest("Siân") == "68e4f81f50cf0928742c6beaf891ebb04847983d7f405778b616bd90e33ff08e"


def test_from_text_refuses_another_format():
    text = to_text(document()).replace('"format":1,', '"format":2,')

    with pytest.raises(UnknownFormat, match="frozen in format 2"):
        from_text(text)
