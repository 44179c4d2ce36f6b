"""The PDF: its structure tree, its dates, and that nothing anybody typed can break it."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boardpack.renderers.pdf import pdf
from tests.boardpack.documents import action, document, section
from tests.boardpack.renderers import structure

AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
HOSTILE = "#panic() $x$ *b* _i_ `c` @ref <a> [x] \\ // /* \u202e \x00\x07 " + "W" * 400


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(document(sections=(section(), section(code="other", number=2)), actions=(action(),)), AT)


def test_the_same_document_and_instant_give_the_same_bytes(made: bytes):
    assert (
        pdf(document(sections=(section(), section(code="other", number=2)), actions=(action(),)), AT) == made
    )


def test_it_says_its_title_language_and_date(made: bytes):
    with structure.opened(made) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle) is True
        assert bool(file.Root.MarkInfo.Marked) is True
        assert file.open_metadata()["pdfuaid:part"] == "1"
        assert str(file.docinfo.CreationDate).startswith("D:20211206090000")
        assert str(file.docinfo.Title) == "Board pack, November 2021, edition 1"


def test_headings_begin_with_the_one_title_and_skip_no_level(made: bytes):
    with structure.opened(made) as file:
        levels = structure.headings(file)

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_picture_has_its_words_and_every_table_its_headers(made: bytes):
    with structure.opened(made) as file:
        figures = [one for one in structure.tags(file) if structure.role(one) == "Figure"]
        assert [one for one in figures if not str(one.get("/Alt", ""))] == []
        assert len(figures) >= 2
        rows = list(structure.cells(file))
        heads = [cells for _, cells in rows if all(structure.scope(cell) == "Column" for cell in cells)]
        bodies = [cells for _, cells in rows if structure.scope(cells[0]) == "Row"]
        assert len(heads) + len(bodies) == len(rows)
        assert [cells for cells in bodies if any(structure.role(cell) != "TD" for cell in cells[1:])] == []


def test_nothing_is_drawn_outside_the_structure(made: bytes):
    with structure.opened(made) as file:
        assert structure.untagged(file) == []


def test_bookmarks_lead_to_every_part_and_indicator(made: bytes):
    with structure.opened(made) as file, file.open_outline() as outline:
        parts = {item.title: [one.title for one in item.children] for item in outline.root}

    assert [title.split(" ")[0] for title in parts] == ["1", "2", "3", "4", "5", "6", "7"]
    assert parts["4 Indicators"] == ["4.1 Name of icpc-in-15-days", "4.2 Name of other"]


@given(st.text(max_size=60))
@settings(max_examples=6, deadline=None)
def test_no_text_breaks_it_or_is_taken_for_markup(words: str):
    pdf(document(title=f"A {words}", actions=(action(detail=words),), scrutineer_comment=words), AT)


def test_hostile_words_are_words():
    assert pdf(document(scrutineer_comment=HOSTILE, actions=(action(title=HOSTILE),)), AT)[:5] == b"%PDF-"
