"""Rows in little memory, and the text in which they are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers.grid import GridRow
from indicators.importers.problems import ReturnRefused
from indicators.importers.rows import PackedRows, packed_text, unpacked

TEXTS = st.text(st.sampled_from('aé€"\n\t,\\\x00\x1e\x1f'), max_size=4)
ROWS = st.lists(st.builds(GridRow, st.integers(1, 150_000), st.lists(TEXTS, max_size=4).map(tuple)))


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_any_rows_come_back(rows):
    packed = PackedRows(rows)
    assert packed == rows
    assert tuple(packed[-2:]) == tuple(rows[-2:])
    assert unpacked(packed_text(packed)) == rows
    assert unpacked(packed_text(packed), 1) == rows[:1]


@pytest.mark.parametrize("text", ["", "no", "eJw=", packed_text([GridRow(1, ("a",))])[:-8]])
def test_what_is_not_packed_rows_is_refused(text):
    with pytest.raises(ReturnRefused):
        unpacked(text)
