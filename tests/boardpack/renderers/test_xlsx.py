"""The data annex: every figure comes back out of it, and no text is taken for a formula."""

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

from boardpack.renderers.xlsx import SHEETS, xlsx
from boardpack.renderers.xlsx_pen import BESIDE, LINE, MOST_LINES, TALLEST
from tests.boardpack.documents import action, document, section

AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
FORMULA = '=HYPERLINK("http://example.org","x")'


def sheet(content: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(name).to_python()


def test_the_same_document_and_instant_give_the_same_bytes():
    assert xlsx(document(), AT) == xlsx(document(), AT)


def test_the_scorecard_holds_its_readings_as_numbers_and_its_status_in_words():
    rows = sheet(xlsx(document(), AT), "Scorecard")

    assert rows[2][2:9] == ["Apr-21", "May-21", "Jun-21", "Jul-21", "Aug-21", "Sep-21", "Oct-21"]
    assert rows[3][2:9] == [38, 83, 61, 67, 77, 73, 62]
    assert rows[3][11:13] == ["red, target missed", "worsening"]


def test_figures_are_tidy():
    rows = sheet(xlsx(document(), AT), "Figures")
    outturns = [row for row in rows if row[3] == "Outturn"]

    assert [row[5] for row in outturns] == [38, 83, 61, 67, 77, 73, 62]
    assert [row for row in rows if row[3] == "England"] == [
        ["icpc-in-15-days", "Name of icpc-in-15-days", "Child Protection", "England", "2020/21", 83.0, "83%", "", "", "C4"]
    ]  # fmt: skip


def test_no_text_is_a_formula_or_a_link():
    one = section(name=FORMULA)
    content = xlsx(document(title=FORMULA, sections=(one,), actions=(action(title=FORMULA),)), AT)

    with ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert len([name for name in names if name.endswith(".xml")]) == len(SHEETS)
        assert [
            name for name in names if b"<f>" in parts.read(name) or b"hyperlink" in parts.read(name)
        ] == []
    assert [row[1] for row in sheet(content, "Actions")[3:]] == [FORMULA]


def test_a_text_too_long_for_a_cell_says_that_it_goes_on():
    content = xlsx(document(actions=(action(title="x" * 40_000),)), AT)

    said = sheet(content, "Actions")[-1][1]
    assert isinstance(said, str)
    assert said[-35:] == "xxx … (the rest stands in the pack)"


def test_every_row_is_as_tall_as_its_words_and_none_taller_than_a_workbook_allows():
    words = " ".join(["Conferences were late because information came in late."] * 200)
    content = xlsx(document(scrutineer_comment=words), AT)
    rows = sheet(content, "Words")
    said = [(row[1], row[2]) for row in rows if str(row[1]).startswith("The scrutineer")]

    assert " ".join(str(piece) for _, piece in said) == words
    assert [what for what, _ in said] == [
        "The scrutineer’s comment",
        *["The scrutineer’s comment, continued"] * (len(said) - 1),
    ]
    with ZipFile(BytesIO(content)) as parts:
        heights = re.findall(rb'<row [^>]* ht="([0-9.]+)"', parts.read("xl/worksheets/sheet3.xml"))
    assert [float(tall) for tall in heights][-len(said) : -1] == [LINE * MOST_LINES + BESIDE] * (
        len(said) - 1
    )
    assert max(map(float, heights)) <= TALLEST
