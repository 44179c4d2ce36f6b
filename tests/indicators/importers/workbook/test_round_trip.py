"""Any table of texts, numbers, percentages and dates survives being written as a workbook and read again."""

from contextlib import suppress
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers.grid import Book
from indicators.importers.problems import ReturnRefused
from indicators.importers.workbook.reading import read_packed
from indicators.importers.workbook.wire import book_as_json, book_from_json
from tests.indicators.importers.workbook.workbooks import Percent, Value, ods, xlsx

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(_LETTERS, min_size=1, max_size=20).filter(lambda text: text == " ".join(text.split()))
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.decimals(-99_999, 99_999, places=4).map(float))
PERCENTS = st.integers(-50_000, 50_000).map(lambda hundredths: Percent(hundredths / 10_000))
DATES = st.dates(date(1900, 3, 1), date(2100, 1, 1))
VALUES: st.SearchStrategy[Value] = st.one_of(st.none(), TEXTS, NUMBERS, PERCENTS, DATES)
TABLES = st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=8)


def shown(value: Value) -> str:
    match value:
        case None:
            return ""
        case Percent():
            return f"{plain(Decimal(str(value.value)) * 100)}%"
        case date():
            return value.isoformat()
        case str():
            return value
        case _:
            return plain(Decimal(str(value)))


def plain(number: Decimal) -> str:
    rounded = number.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()
    return f"{rounded + 0:f}"


def expected(rows: list[list[Value]]) -> list[list[str]]:
    texts = [[shown(value) for value in row] for row in rows]
    width = max((index + 1 for row in texts for index, text in enumerate(row) if text), default=0)
    height = max((number for number, row in enumerate(texts, start=1) if any(row)), default=0)
    return [(row + [""] * width)[:width] for row in texts[:height]]


def texts_of(book: Book) -> list[list[str]]:
    return [list(row.cells) for row in book.sheets[0].grid.rows]


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_any_table_survives_xlsx(rows):
    assert texts_of(read_packed(xlsx(rows))) == expected(rows)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_any_table_survives_ods(rows):
    assert texts_of(read_packed(ods(rows))) == expected(rows)


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_book_survives_the_way_between_the_processes(rows):
    book = read_packed(xlsx(rows))
    assert book_from_json(book_as_json(book).encode()) == book


SEEDS = [
    form([["Area", "Indicator", "Apr-21"], ["Front Door", "Contacts", 1897], ["CP", "Plans", Percent(0.89)]])
    for form in (xlsx, ods)
]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_arbitrary_bytes_raise_nothing_but_a_refusal(content, packed):
    with pytest.raises(ReturnRefused):
        read_packed((b"PK\x03\x04" if packed else b"") + content)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_spoilt_workbook_is_read_or_refused(seed, data):
    spoilt = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        if data.draw(st.booleans()):
            spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
        else:
            del spoilt[at : at + data.draw(st.integers(1, 50))]
        if not spoilt:
            break
    with suppress(ReturnRefused):
        assert isinstance(read_packed(bytes(spoilt)), Book)
