"""Any table of readings survives being written and read, in each layout as text; and no bytes raise anything else."""

import csv
import io
from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers import LAYOUTS, read_return
from indicators.importers.names import key
from indicators.importers.problems import ReturnRefused
from indicators.importers.table import ReturnTable
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading

Readings = dict[str, dict[Month, Reading]]

VALUES = st.decimals(-(10**10), 10**10, places=4).map(Reading.of)
MISSING = st.sampled_from(
    [Reading.none(Missing.NOT_APPLICABLE, "N/A"), Reading.none(Missing.SUPPRESSED, "c")]
)
MONTHS = st.builds(Month, st.integers(2019, 2099), st.integers(1, 12))
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"))
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: f"Number of {text}")
TABLES = st.dictionaries(
    NAMES, st.dictionaries(MONTHS, st.one_of(VALUES, MISSING), min_size=1, max_size=5), min_size=1, max_size=5
)
FORMS = st.sampled_from(["{0.label}", "{0.name}", "{0}", "{0.first_day:%d/%m/%Y}", "{0.last_day:%Y-%m-%d}"])
DELIMITERS = st.sampled_from("\t,;")


def as_text(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode()


def wide(table: Readings, form: str) -> Iterable[Sequence[str]]:
    months = sorted({month for readings in table.values() for month in readings})
    yield ["Area", "Indicator", *(form.format(month) for month in months)]
    for name, readings in table.items():
        yield ["Front Door", name, *(readings[month].shown if month in readings else "" for month in months)]


def long(table: Readings, form: str) -> Iterable[Sequence[str]]:
    yield ["Indicator", "Month", "Value", "Note"]
    for name, readings in table.items():
        for month, reading in readings.items():
            yield [name, form.format(month), reading.shown, ""]


def readings_of(table: ReturnTable) -> list[dict[Month, Reading]]:
    return [
        {cell.month: cell.written.reading for cell in row.months if cell.month and cell.written.reading}
        for row in table.rows
    ]


def told_apart(table: Readings) -> bool:
    return len({key(name) for name in table}) == len(table)


@settings(max_examples=60, deadline=None)
@given(TABLES.filter(told_apart), FORMS, DELIMITERS, st.sampled_from([wide, long]))
def test_any_table_of_readings_comes_back(table, form, delimiter, write):
    read = read_return(as_text(write(table, form), delimiter))
    assert read.layout == write.__name__
    assert read.problems == ()
    assert readings_of(read) == list(table.values())


def refused_or_read(content: bytes, layout: str = "") -> bool:
    try:
        read = read_return(content, layout=layout)
    except ReturnRefused as refused:
        return all(problem.message for problem in refused.problems)
    return bool(read.last_month)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", *(layout.name for layout in LAYOUTS)]))
def test_any_bytes_are_a_table_or_refused_in_every_layout(content, layout):
    assert refused_or_read(content, layout)
    assert refused_or_read(b"Indicator\tMonth\tValue\nPlans\tApr-21\t1\n" + content, layout)


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_that_begin_like_a_workbook_are_a_table_or_refused(content):
    assert refused_or_read(b"PK\x03\x04" + content)


WORDS = st.sampled_from(
    [
        "Indicator",
        "Code",
        "Month",
        "Value",
        "Apr-21",
        "2021/22 Q1",
        "44287",
        "Status",
        "p",
        "1",
        "N/A",
        "",
        "Plans",
        "-1",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=6), max_size=8), DELIMITERS)
def test_any_arrangement_of_known_words_is_a_table_or_refused(rows, delimiter):
    assert refused_or_read(as_text(rows, delimiter))
