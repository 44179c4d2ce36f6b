"""The November 2021 sample as a workbook, with typed cells, gives what its text gives."""

from django.conf import settings

from indicators.importers import read_return
from indicators.importers.table import ReturnTable
from tests.indicators.importers.workbook.workbooks import Percent, Value, ods, xlsx

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
NOTES: list[list[Value]] = [[None], ["Rates are per 10,000 under 18."], ["Source: the case system."]]


def typed(text: str) -> Value:
    if text.endswith("%"):
        return Percent(int(text[:-1]) / 100)
    return int(text) if text.isdigit() else text or None


def sample_rows() -> list[list[Value]]:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return [[typed(cell) for cell in line.split("\t")] for line in lines]


def said(table: ReturnTable) -> list[tuple[object, ...]]:
    return [
        (
            row.number,
            row.area,
            row.indicator,
            row.outturn_type,
            *[(c.reference, c.text, c.written) for c in row.cells],
        )
        for row in table.rows
    ]


def months_read(table: ReturnTable) -> int:
    return sum(1 for row in table.rows for cell in row.months if cell.written.reading)


def test_sample_as_xlsx_with_merged_title_and_notes_gives_the_same_seventy_readings():
    text = read_return(SAMPLE.read_bytes())
    table = read_return(xlsx(sample_rows() + NOTES, title_across=14))

    assert said(table) == said(text)
    assert months_read(table) == 70
    assert [problem.message for problem in table.problems] == []


def test_sample_as_ods_gives_the_same_seventy_readings():
    text = read_return(SAMPLE.read_bytes())
    table = read_return(ods(sample_rows() + NOTES))

    assert said(table) == said(text)
    assert months_read(table) == 70
    assert [problem.message for problem in table.problems] == []
