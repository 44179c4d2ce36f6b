"""The slides: native charts and tables, nothing outside its place, no word lost, and bytes that depend on nothing else."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import repeat
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from python_calamine import CalamineWorkbook

from boardpack.document import PARTS, PackDocument, Text
from boardpack.renderers.pptx import pptx, template_mark
from boardpack.renderers.pptx.flowing import Paragraph, columns
from boardpack.renderers.pptx.grids import Grid, Said, grids
from boardpack.renderers.pptx.laid_out import Room
from boardpack.renderers.pptx.measuring import LINE, line_ends
from boardpack.renderers.pptx.plots import DASHES, MARKERS
from boardpack.renderers.pptx.rendered import TemplateUnusable
from boardpack.renderers.pptx.template import opened
from boardpack.renderers.pptx.whole import WRITERS, slides
from indicators.measures.chart import LineRole
from tests.boardpack.documents import action, chart, document, line, row, section
from tests.boardpack.documents import number as figure

AT = datetime(2021, 12, 6, 9, 0, 30, tzinfo=UTC)
LONG = "The service looked at each of the contacts that came in late in the month. " * 30
HOSTILE = '=HYPERLINK("x") <a:t>&amp; \u202e\x00\x07\x0b\ufffe ' + "W" * 400


def deck(of: PackDocument) -> Any:
    return Presentation(BytesIO(pptx(of, AT)))


def titles(made: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in made.slides]


def long_pack() -> PackDocument:
    """Sixty months, long texts, twelve months of a scorecard with long names."""
    values = tuple(None if at == 7 else at % 50 for at in range(60))
    drawn = (line(values), *(line((at,) * 60, role, role.value) for at, role in enumerate(LineRole) if at))
    table = (("Month", *map(str, range(60))), *((one.label, *repeat("5", 60)) for one in drawn))
    pictured = chart(*drawn, labels=tuple(map(str, range(60))), table=table)
    said = Text(LONG, f"{LONG}\n\n{LONG}", LONG, "Head of Safeguarding", "accepted", ())
    one = section(
        name=LONG[:180], chart=pictured, texts=(said,), notes=(LONG,), actions=(action(title=LONG),) * 3
    )
    rows = tuple(row(f"c{at}", (figure(14_567),) * 12, name=LONG[:180]) for at in range(20))
    card = document().scorecard
    held = {"months": tuple(map(str, range(12))), "rows": rows}
    return document(
        sections=(one,), actions=(action(detail=LONG * 3),), scorecard=type(card)(**{**card.__dict__, **held})
    )  # fmt: skip


def test_every_part_has_a_writer():
    assert set(WRITERS) == {part.number for part in PARTS}


def test_the_same_document_and_instant_give_the_same_bytes_and_no_other_date():
    content = pptx(document(), AT)

    assert pptx(document(), AT) == content
    with ZipFile(BytesIO(content)) as parts:
        inside = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert len(inside) == 1
        dates = {one.date_time for one in parts.infolist()}
        with ZipFile(BytesIO(parts.read(inside[0]))) as book:
            dates |= {one.date_time for one in book.infolist()}
            assert book.read("docProps/core.xml").count(b">2021-12-06T09:00:30Z<") == 2
        assert parts.read("docProps/core.xml").count(b">2021-12-06T09:00:30Z<") == 3
    assert dates == {(2021, 12, 6, 9, 0, 30)}


def test_each_slide_has_a_title_of_its_own_and_the_parts_keep_their_numbers():
    found = titles(deck(document(actions=(action(),))))

    assert found == [
        "Board pack, November 2021", "1 Exceptions", "2 Scorecard", "3 Key discussion points",
        "4.1 Name of icpc-in-15-days (1 of 2)", "4.1 Name of icpc-in-15-days (2 of 2)", "5 Action tracker", "6 Since the last pack",
        "7 Annex: definitions and key",
    ]  # fmt: skip
    more = titles(deck(long_pack()))
    assert len(set(more)) == len(more)


def test_a_chart_is_native_with_its_figures_inside_and_a_dash_and_a_marker_for_each_line():
    lines = (line((38, None, 61.5)), line((83, 83, 83), LineRole.TARGET, "Target"))
    made = deck(document(sections=(section(chart=chart(*lines)),)))
    frame = next(shape for slide in made.slides for shape in slide.shapes if shape.has_chart)
    plotted = frame.chart.plots[0]

    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Conferences in 15 days: last 62% (Oct-21)."
    assert [(one.name, tuple(one.values)) for one in plotted.series] == [
        ("Outturn", (38.0, None, 61.5)),
        ("Target", (83.0, 83.0, 83.0)),
    ]
    assert [one.format.line.dash_style for one in plotted.series] == [
        DASHES[LineRole.OUTTURN], DASHES[LineRole.TARGET],
    ]  # fmt: skip
    assert [one.marker.style for one in plotted.series] == [
        MARKERS[LineRole.OUTTURN], MARKERS[LineRole.TARGET],
    ]  # fmt: skip
    book = CalamineWorkbook.from_filelike(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert book.get_sheet_by_index(0).to_python() == [
        ["", "Outturn", "Target"], ["Apr-21", 38, 83], ["May-21", "", 83], ["Jun-21", 61.5, 83],
    ]  # fmt: skip


def test_no_two_lines_share_a_dash_or_a_marker():
    assert set(DASHES) == set(MARKERS) == set(LineRole)
    assert len(set(DASHES.values())) == len(set(MARKERS.values())) == len(LineRole)


def test_tables_have_heads_and_words_for_those_who_do_not_see_them():
    frames = [shape for slide in deck(long_pack()).slides for shape in slide.shapes if shape.has_table]

    assert [one for one in frames if not (one.table.first_row and one.table.first_col)] == []
    assert [one for one in frames if not one._element.nvGraphicFramePr.cNvPr.get("descr")] == []


def test_the_notes_hold_the_commentary_in_full():
    made = deck(long_pack())
    notes = next(slide.notes_slide.notes_text_frame.text for slide in made.slides if slide.has_notes_slide)

    assert "".join(notes.split()).count("".join(LONG.split())) == 8


def test_long_packs_stay_inside_their_slides():
    room = Room(opened(None).room)
    for slide in slides(long_pack(), room):
        for block in slide.blocks:
            assert block.box.left >= room.box.left
            assert block.box.top >= room.box.top
            assert block.box.left + block.box.across <= room.box.left + room.box.across + 1
            assert block.box.top + block.box.down <= room.box.top + room.box.down + 1
            match block.holds:
                case Grid() as grid:
                    assert grid.height <= room.down
                case (Paragraph(), *_) as paragraphs:
                    across = block.box.across / 12_700
                    used = sum(one.before for one in paragraphs[1:]) + sum(
                        len(line_ends(one.words, one.size, across, bold=one.bold)) * one.size * LINE
                        for one in paragraphs
                    )
                    assert used <= block.box.down / 12_700 + 0.1


@given(st.lists(st.text(alphabet="ab  W", min_size=1, max_size=200), max_size=6), st.floats(30, 400))
@settings(max_examples=40, deadline=None)
def test_columns_lose_no_word(texts: list[str], high: float):
    held = columns([Paragraph(" ".join(words.split())) for words in texts], 90.0, repeat(high))

    shown = "".join(one.words for column in held for one in column.paragraphs)
    assert "".join(shown.split()) == "".join("".join(texts).split())
    assert all(column.height <= max(high, 14 * LINE) for column in held)


def test_a_heading_never_stands_alone_at_the_foot_of_a_column():
    room = 90.0
    for words in ("one " * count for count in range(1, 40)):
        texts = [
            Paragraph("It fell."),
            Paragraph("Analysis", strong=8, is_heading=True),
            Paragraph(words.strip()),
        ]
        for high in range(90, 160, 3):
            held = columns(texts, room, repeat(float(high)))
            assert [column.paragraphs[-1].is_heading for column in held] == [False] * len(held)


def test_a_row_higher_than_a_slide_goes_on_in_the_next():
    grid = Grid("", (Said("Action"), Said("Due")), (90.0, 60.0), ((Said(f"{LONG}\n{LONG}"), Said("soon")),))
    parts = list(grids(grid, 300.0))

    assert all(part.height <= 300.0 for part in parts)
    assert "".join("".join(row[0].words for part in parts for row in part.rows).split()) == "".join(
        (LONG * 2).split()
    )
    assert [row[1].words for part in parts for row in part.rows if row[1].words] == ["soon"]


def test_hostile_words_are_words():
    one = section(name=HOSTILE, chart=chart(line((1, 2), label=HOSTILE), alt=HOSTILE, title=HOSTILE))
    made = deck(document(title=HOSTILE, sections=(one,), actions=(action(title=HOSTILE, detail=HOSTILE),)))

    assert titles(made)[0].rstrip("W") == '=HYPERLINK("x") <a:t>&amp; \u202e  '


def test_the_partnerships_template_stands_behind_it(tmp_path: Any, settings: Any):
    theirs = Presentation()  # four by three, with eleven layouts
    theirs.slides.add_slide(theirs.slide_layouts[1]).shapes.title.text = "How to use this template"
    settings.SLIDES_TEMPLATE = tmp_path / "ours.pptx"
    theirs.save(settings.SLIDES_TEMPLATE)
    made = deck(document())

    assert (made.slide_width, made.slide_height) == (theirs.slide_width, theirs.slide_height)
    assert titles(made)[:2] == ["Board pack, November 2021", "1 Exceptions"]
    assert [slide.slide_layout.name for slide in made.slides][:2] == ["Title Slide", "Title Only"]
    assert [
        place.name for slide in made.slides for place in slide.placeholders if not place.text_frame.text
    ] == []
    assert len(template_mark()) == 13


def test_a_template_that_is_none_is_told(tmp_path: Any, settings: Any):
    settings.SLIDES_TEMPLATE = tmp_path / "broken.pptx"
    settings.SLIDES_TEMPLATE.write_bytes(b"no presentation")
    with pytest.raises(TemplateUnusable, match=r"^The template for slides is no presentation with a title"):
        pptx(document(), AT)


def test_a_draft_says_so_on_every_slide():
    made = deck(document(status="draft"))
    told = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame] for slide in made.slides
    ]

    assert [words for words in told if not any("draft" in one.lower() for one in words)] == []
