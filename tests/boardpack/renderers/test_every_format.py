"""All formats of the November 2021 pack hold the same readings, status words and sentences: extracted back from each file."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from lxml import html
from pptx import Presentation
from python_calamine import CalamineWorkbook

from boardpack.document import PackDocument, from_text
from boardpack.renderers import FORMATS
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


def figure(words: str) -> Decimal:
    return Decimal(re.sub(r"[,%\s]", "", words))


def letters(words: str) -> str:
    return "".join(re.findall("[a-z]", words.lower()))


def bare(words: str) -> str:
    """Without what may stand or not stand between words when lines are broken."""
    return re.sub(r"[\s\u200b]", "", words)


@pytest.fixture(scope="module")
def november(sample_site: Any, django_db_blocker: Any) -> PackDocument:
    return from_text(sample_site.document)


def test_every_format_can_be_read_back():
    assert set(EXTRACT) == {one.key for one in FORMATS}


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.key)
def test_readings_statuses_and_sentences_come_back(one: Any, november: PackDocument, db: None):
    rows, words = EXTRACT[one.key](one.render(november, AT))
    card = november.scorecard.rows

    assert len(card) * len(card[0].readings) == 70
    assert [[figure(cell) for cell in readings] for readings, _ in rows] == [
        [cell.value for cell in row.readings] for row in card
    ]
    assert [letters(status) for _, status in rows] == [
        letters(row.status.word + row.status.beside) for row in card
    ]
    said = bare(words)
    for section in november.sections:
        assert said.count(bare(section.status.sentence)) >= 1
        assert said.count(bare(section.direction.sentence)) >= 1
