"""All formats of the November 2021 pack hold the same readings, status words and sentences: extracted back from each file."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from lxml import html
from pptx import Presentation
from python_calamine import CalamineWorkbook

from boardpack.document import Cell, ComparatorShown, PackDocument, ProcessShown, from_text
from boardpack.document.told import annexed, intro_of, told_of
from boardpack.renderers import FORMATS
from tests.boardpack.documents import document, since
from tests.boardpack.documents import section as a_section
from tests.boardpack.renderers import structure

AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
Row = tuple[list[str], str]  # the seven readings as they stand there, and the status
Extracted = tuple[list[Row], str]  # the scorecard's rows, and every word of the file


def from_html(content: bytes) -> Extracted:
    page = html.fromstring(content.decode())
    rows = [
        [cell.text_content() for cell in row.xpath("./td|./th")]
        for row in page.xpath('//section[@aria-labelledby="scorecard"]//tbody/tr')
    ]
    for style in page.xpath("//style"):
        style.drop_tree()
    return [(row[2:9], row[11]) for row in rows], page.text_content()


def from_pdf(content: bytes) -> Extracted:
    with structure.opened(content) as file:
        said = structure.words(file)
        rows = [[structure.text_of(cell, said) for cell in cells] for _, cells in structure.cells(file)]
        starts = next(at for at, row in enumerate(rows) if row[0] == "Indicator")
        return [(row[1:8], row[9]) for row in rows[starts + 1 : starts + 11]], "".join(said.values())


def from_pptx(content: bytes) -> Extracted:
    rows: list[Row] = []
    words: list[str] = []
    for slide in Presentation(BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words += [one.text for one in shape.text_frame.paragraphs]
            if shape.has_table:
                words += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
            if shape.has_table and slide.shapes.title.text_frame.text.startswith("2 Scorecard"):
                for row in list(shape.table.rows)[1:]:
                    cells = [cell.text_frame.text for cell in row.cells]
                    rows.append((cells[1:8], cells[9]))
    return rows, "".join(words)


def from_xlsx(content: bytes) -> Extracted:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    rows = [([str(cell) for cell in row[2:9]], str(row[11])) for row in sheets["Scorecard"][3:]]
    return rows, "".join(str(cell) for sheet in sheets.values() for row in sheet for cell in row)


def from_plain(content: bytes) -> Extracted:
    text = content.decode()
    lines = text[text.index("\n2 Scorecard\n") : text.index("\n3 Key discussion points\n")].splitlines()
    rows = [line.split(" | ") for line in lines if " | " in line][1:]
    return [(row[2:9], row[10]) for row in rows], text


def from_json(content: bytes) -> Extracted:
    held = json.loads(content)
    rows = [
        ([cell["shown"] for cell in row["readings"]], row["status"]["word"] + row["status"]["beside"])
        for row in held["scorecard"]["rows"]
    ]
    return rows, "".join(texts(held))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


EXTRACT: dict[str, Callable[[bytes], Extracted]] = {
    "html": from_html,
    "pdf": from_pdf,
    "pptx": from_pptx,
    "xlsx": from_xlsx,
    "text": from_plain,
    "json": from_json,
}


def charts_of_pptx(content: bytes) -> list[list[Any]]:
    """What the workbook inside each native chart holds of the outturns, month by month."""
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    books = [shape.chart.part.chart_workbook.xlsx_part.blob for shape in shapes if shape.has_chart]
    sheets = (CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0) for book in books)
    return [[row[:2] for row in sheet.to_python()[1:]] for sheet in sheets]


def tidy_of_xlsx(content: bytes) -> list[list[Any]]:
    """The same of the sheet with a row for each figure, indicator by indicator."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Figures").to_python()
    found: dict[str, list[Any]] = {}
    for row in rows:
        if row[3] == "Outturn":
            found.setdefault(str(row[0]), []).append([f"{row[4]:%b-%y}", row[5]])
    return list(found.values())


BESIDES = {"pptx": charts_of_pptx, "xlsx": tidy_of_xlsx}  # where a format holds them a second time


def figure(words: str) -> Decimal:
    return Decimal(re.sub(r"[,%\s]", "", words))


def letters(words: str) -> str:
    return "".join(re.findall("[a-z]", words.lower()))


def told(words: str, said: str) -> bool:
    """Whether they stand there, if only a title had to begin in lower case."""
    return bare(words) in said or bare(f"{words[:1].lower()}{words[1:]}") in said


def bare(words: str) -> str:
    """Without what may stand or not stand between words when lines are broken."""
    return re.sub(r"[\s\u200b]", "", words)


@pytest.fixture(scope="module")
def november(sample_site: Any, django_db_blocker: Any) -> PackDocument:
    """As published, but with something in every table of what changed."""
    return replace(from_text(sample_site.document), since=since())


def told_in(document: PackDocument) -> Iterator[str]:
    """Every word of those tables."""
    yield intro_of(document.since)
    for table in (*told_of(document.since), *annexed(document.since)):
        assert table.rows
        yield from (table.heading, table.intro, table.below, *table.heads)
        yield from (cell for row in table.rows for cell in row.cells if re.search("[a-z]", cell))


def test_every_format_can_be_read_back():
    assert set(EXTRACT) == {one.key for one in FORMATS}


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_readings_statuses_and_sentences_come_back(one: Any, november: PackDocument, db: None):
    content = one.render(november, AT)
    rows, words = EXTRACT[one.key](content)
    card = november.scorecard.rows

    assert len(card) * len(card[0].readings) == 70
    assert [[figure(cell) for cell in readings] for readings, _ in rows] == [
        [cell.value for cell in row.readings] for row in card
    ]
    assert [letters(status) for _, status in rows] == [
        letters(row.status.word + row.status.beside) for row in card
    ]
    if one.key in BESIDES:
        assert BESIDES[one.key](content) == [
            [[month, cell.value] for month, cell in zip(november.scorecard.months, row.readings, strict=True)]
            for row in card
        ]
    said = bare(words)
    for section in november.sections:
        assert said.count(bare(section.status.sentence)) >= 1
        assert said.count(bare(section.direction.sentence)) >= 1
    if one.key != "json":  # which holds what the tables are made of
        assert [words for words in told_in(november) if not told(words, said)] == []


PROCESS = ProcessShown(
    variation="concern",
    direction=-1,
    assurance="fail",
    sentence="A special cause, a concern: 62% in Oct-21 is below the lower limit of 63%.",
    variation_words="Special cause, concerning: low or falling",
    assurance_words="The target will be missed unless something changes",
)
ENGLAND = ComparatorShown(
    "England",
    "2020/21",
    Cell("83%", Decimal(83)),
    "Oct-21 is 21 points below",
    "C4",
    rank="No rank among England: these words are for its own page.",
    change="England: up by 1 point, 83% in 2020/21 against 82% in 2019/20.",
    compared="worse",
    why="62% in Oct-21 (62 of 100) is worse than England: 83% lies above the 95% interval of 52.2% to 70.9%.",
    gap_number=Decimal(-21),
    change_number=Decimal(1),
    lower=Decimal("52.2"),
    upper=Decimal("70.9"),
)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_signs_and_what_comparators_say_come_back(one: Any):
    pack = document(sections=(a_section(process=PROCESS, comparators=(ENGLAND,)),))
    content = one.render(pack, AT)
    said = bare(EXTRACT[one.key](content)[1] if one.key != "pdf" else words_of_pdf(content))

    for words in (PROCESS.variation_words, PROCESS.assurance_words, ENGLAND.change, ENGLAND.why):
        assert said.count(bare(words)) == 1
    assert said.count(bare(ENGLAND.rank)) == (1 if one.key == "json" else 0)


def words_of_pdf(content: bytes) -> str:
    with structure.opened(content) as file:
        return "".join(structure.words(file).values())
