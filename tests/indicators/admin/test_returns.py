"""A return on the desk shows the table as it was read."""

from indicators.admin.returns import table_lines
from tests.fixtures.desk import address


def test_a_return_shows_its_table_and_what_it_did(desk_rows, signed_in):
    page = signed_in("performance_officer").get(address(desk_rows["return"], "change")).content.decode()
    assert '<th scope="col">Indicator</th><th scope="col">Oct-21</th>' in page
    assert "<tr><td>&lt;b&gt;Plans ended&lt;/b&gt;</td><td>31</td></tr>" in page
    assert "1 new, 0 changed" in page


def test_table_lines_puts_each_cell_under_its_column():
    table = {
        "headings": ["Area", "Indicator", "Oct-21"],
        "columns": ["A", "B", "C"],
        "rows": [{"row": 4, "cells": {"A4": "Front Door", "C4": "79"}}, {"row": 5, "cells": {}}],
    }
    assert table_lines(table) == (
        ["Area", "Indicator", "Oct-21"],
        [["Front Door", "", "79"], ["", "", ""]],
    )


def test_table_lines_bears_a_table_it_does_not_know():
    assert table_lines([]) == ([], [])
    assert table_lines({"headings": ["x"]}) == (["x"], [])
