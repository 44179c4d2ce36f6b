"""Which sheet is the return, in which layout."""

from collections.abc import Sequence

import pytest

from indicators.importers import read_return
from indicators.importers.grid import Book, Grid, GridRow, Sheet
from indicators.importers.problems import ReturnRefused, Severity
from indicators.importers.sheets import Chosen, choose

WIDE = [("Indicator", "Apr-21"), ("Plans", "1")]
LONG = [("Indicator", "Month", "Value"), ("Plans", "Apr-21", "1")]
PROSE = [("What this file holds",), ("Figures",)]
HALF = [("Area", "Indicator"), ("Front Door", "Plans")]


def sheet(name: str, rows: Sequence[tuple[str, ...]], hidden: bool = False, rounded: int = 0) -> Sheet:
    grid = Grid(tuple(GridRow(number, cells) for number, cells in enumerate(rows, 1)), rounded=rounded)
    return Sheet(name, grid, hidden)


def chosen(*sheets: Sheet, layout: str = "", name: str = "") -> Chosen:
    return choose(Book(sheets), layout, name)


def refusal(*sheets: Sheet, layout: str = "", name: str = "") -> str:
    with pytest.raises(ReturnRefused) as refused:
        chosen(*sheets, layout=layout, name=name)
    (problem,) = refused.value.problems
    return problem.message


def test_the_sheet_with_a_table_is_chosen_and_the_others_are_told():
    found = chosen(sheet("About", PROSE), sheet("Figures", LONG), sheet("Lists", PROSE, hidden=True))
    assert (found.sheet.name, found.layout.name) == ("Figures", "long")
    assert [(problem.severity, problem.message) for problem in found.notes()] == [
        (Severity.NOTE, "The sheets “About” and “Lists” (hidden) were not read.")
    ]


def test_one_other_sheet_is_told_in_the_singular():
    (told,) = chosen(sheet("About", PROSE), sheet("Figures", WIDE)).notes()
    assert told.message == "The sheet “About” was not read."


def test_a_sheet_with_half_a_header_does_not_stand_in_the_way():
    assert chosen(sheet("Lists", HALF, hidden=True), sheet("Figures", WIDE)).sheet.name == "Figures"


def test_a_table_on_a_hidden_sheet_alone_is_told():
    first, other = chosen(sheet("About", PROSE), sheet("Figures", LONG, hidden=True)).notes()
    assert (first.severity, first.message) == (
        Severity.WARNING,
        "The table was found on the sheet “Figures” alone, which is hidden in the workbook: show the sheet and look at it, "
        "or say why it is the return.",
    )
    assert other.message == "The sheet “About” was not read."


@pytest.mark.parametrize("hidden", [False, True])
def test_two_tables_are_refused_unless_one_is_named(hidden):
    sheets = (sheet("October", WIDE), sheet("November", LONG, hidden=hidden))
    november = "“November” (hidden)" if hidden else "“November”"
    assert refusal(*sheets) == (
        f"More than one sheet holds a table, “October” and {november}: say which one is the return, or delete the others."
    )
    assert chosen(*sheets, name="November").sheet.name == "November"
    assert chosen(*sheets, name="october").sheet.name == "October"


def test_a_layout_that_only_one_sheet_has_chooses_it():
    assert chosen(sheet("A", WIDE), sheet("B", LONG), layout="long").sheet.name == "B"


def test_a_sheet_that_there_is_not_is_refused_with_those_there_are():
    assert refusal(sheet("A", WIDE), sheet("B", PROSE), name="C") == (
        "There is no sheet “C” in the file: choose one of “A” and “B”."
    )


def test_a_named_sheet_without_a_table_is_refused():
    assert refusal(sheet("A", WIDE), sheet("B", PROSE), name="B").startswith("No header row was found")


def test_a_text_file_has_no_sheet_to_name():
    assert refusal(sheet("", WIDE), name="A").startswith("A text file has no sheets to choose from")


def test_rounded_figures_are_told():
    (one,) = chosen(sheet("A", WIDE, rounded=1)).notes()
    (many,) = chosen(sheet("A", WIDE, rounded=1200)).notes()
    assert (
        one.message == "1 figure has more than four decimal places in the file and will be rounded to four."
    )
    assert many.message.startswith("1,200 figures have more than")


def test_an_unknown_layout_is_refused_with_those_there_are():
    assert refusal(sheet("A", WIDE), layout="tall") == (
        "“tall” is not a layout of returns: choose one of long, wide."
    )


def test_a_layout_overrides_the_recognition():
    content = b"Indicator\tMonth\tValue\nPlans\tApr-21\t1\n"
    assert read_return(content).layout == "long"
    with pytest.raises(ReturnRefused):
        read_return(content, layout="wide")


def test_a_published_file_is_told_where_it_belongs():
    content = b"time_period,time_identifier,geographic_level,country_name,ICPC\n2021,Reporting year,National,England,5\n"
    with pytest.raises(ReturnRefused, match="import it as comparators"):
        read_return(content)
