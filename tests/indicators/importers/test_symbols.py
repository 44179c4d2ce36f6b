"""What one cell says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.importers.symbols import BLANK, Written, in_month, read_cell
from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading

NUMBERS = {
    "1897": "1897",
    "14,567": "14567",
    "1,234,567": "1234567",
    "1 897": "1897",
    "1\u00a0897": "1897",
    "1\u202f897\u2009": "1897",
    " 62 \t": "62",
    "62.5": "62.5",
    ".5": "0.5",
    "0": "0",
    "007": "7",
    "0.10": "0.1",
    "-5": "-5",
    "−5": "-5",
    "–5": "-5",
    "(1,234)": "-1234",
    "1,234-": "-1234",
    "-\u00a0 1,234 ": "-1234",
    "'-5": "-5",
    "+5": "5",
    "-0": "0",
    "\ufeff408": "408",
    "99999999999.9999": "99999999999.9999",
}
SYMBOLS = {
    "N/A": Missing.NOT_APPLICABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "z": Missing.NOT_APPLICABLE,
    "x": Missing.NOT_AVAILABLE,
    "..": Missing.NOT_AVAILABLE,
    "-": Missing.NOT_AVAILABLE,
    "–": Missing.NOT_AVAILABLE,
    ":": Missing.NOT_AVAILABLE,
    "c": Missing.SUPPRESSED,
    "<5": Missing.SUPPRESSED,
    "*": Missing.SUPPRESSED,
    "low": Missing.TOO_SMALL,
    "k": Missing.TOO_SMALL,
    "u": Missing.TOO_SMALL,
}
NOT_NUMBERS = [
    "three hundred",
    "tbc",
    "NaN",
    "inf",
    "1e5",
    "0x10",
    "1_000",
    "72% (23/32)",
    "≥83",
    "90 - 95",
    "14,56,7",
    "1,5678",
    "12 34",
    "5.",
    "%",
    "N/A%",
    "89%%",
    "(5",
    "5)",
    "-(5)",
    "--5",
    "٣",
    "¹",
    "½",
    "=1+1",
    "£5",
]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_number_is_read(text, value):
    assert read_cell(text) == Written(Reading.of(Decimal(value)))


@pytest.mark.parametrize(("text", "missing"), SYMBOLS.items())
def test_symbol_is_kept_as_written_with_its_reason(text, missing):
    assert read_cell(f" {text}\u00a0") == Written(Reading.none(missing, text))


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t", "\u200b", "'"])
def test_blank_writes_nothing(text):
    assert read_cell(text) == BLANK


@pytest.mark.parametrize("text", ["89%", "89 %", "89\u00a0%", " 89% "])
def test_percent_sign_is_told_and_stripped(text):
    assert read_cell(text) == Written(Reading.of(89), percent=True)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_is_refused(text):
    expected = f"“{text}” is not a number: write a number, a symbol such as N/A, or leave the cell empty."
    assert read_cell(text) == Written(trouble=expected)


@pytest.mark.parametrize("text", ["1.234,5", "62,5", "1.234.567,89", "-1,25", "62,5%", "1 234,5"])
def test_decimal_comma_is_refused_and_never_guessed(text):
    expected = (
        f"“{text}” has a comma where decimals begin: write the decimals after a full stop, as in 1234.5."
    )
    assert read_cell(text) == Written(trouble=expected)


def test_spreadsheet_error_is_named_as_one():
    expected = "“#DIV/0!” is a spreadsheet's error: put the formula right and save the file again."
    assert read_cell("#DIV/0!") == Written(trouble=expected)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("123456789012", "“123456789012” has more than 11 digits before the decimal point: check it."),
        ("0.12345", "“0.12345” has more than 4 decimal places: round it to 4 or fewer."),
    ],
)
def test_number_that_the_database_cannot_hold_exactly_is_refused(text, trouble):
    assert read_cell(text) == Written(trouble=trouble)


def test_long_text_is_cut_in_the_message():
    assert read_cell("word " * 1000).trouble == (
        f"“{('word ' * 20)[:99].rstrip()}…” is not a number: write a number, a symbol such as N/A, or leave the cell empty."
    )


@given(st.text(max_size=200))
def test_any_text_is_a_reading_nothing_or_a_sentence(text):
    written = read_cell(text)
    assert written.trouble == "" or written.reading is None


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=4), st.booleans())
def test_any_number_comes_back_as_it_was_written(value, grouped):
    text = f"{value:,}" if grouped else f"{value:f}"
    assert read_cell(text) == Written(Reading.of(value if value else Decimal(0)))


@pytest.mark.parametrize(
    ("text", "month", "missing"),
    [
        ("x", Month(2018, 12), Missing.SUPPRESSED),
        ("X", Month(2018, 12), Missing.SUPPRESSED),
        ("x", Month(2019, 1), Missing.NOT_AVAILABLE),
        ("x", None, Missing.NOT_AVAILABLE),
        ("..", Month(2018, 12), Missing.NOT_AVAILABLE),
        ("z", Month(2018, 12), Missing.NOT_APPLICABLE),
    ],
)
def test_x_meant_suppressed_before_2019(text, month, missing):
    assert in_month(read_cell(text), month) == Written(Reading.none(missing, text))


@pytest.mark.parametrize("text", ["", "5", "5%", "many"])
def test_what_is_no_x_is_the_same_in_any_month(text):
    assert in_month(read_cell(text), Month(2018, 12)) == read_cell(text)
