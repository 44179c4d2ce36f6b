"""
The pack as plain text: the November 2021 pack word for word, and every part of any pack.

`UPDATE_GOLDEN=yes pytest tests/boardpack/renderers/test_text.py` writes november-2021.txt anew; read its diff.
"""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from boardpack.document import PARTS, ExceptionsPage, Scorecard, from_text, to_text
from boardpack.renderers import FORMATS
from boardpack.renderers.text import WRITERS, text
from tests.boardpack.documents import action, document, section

GOLDEN = Path(__file__).with_name("november-2021.txt")


def test_november_2021_word_for_word(sample_site, db):
    found = text(from_text(sample_site.document))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_part_has_a_writer():
    assert set(WRITERS) == {part.number for part in PARTS}


def test_headings_carry_the_same_numbers_as_the_page():
    found = text(document(sections=(section("a", number=1), section("b", number=2)))).splitlines()

    assert [line for line in found if line in {f"{part.number} {part.title}" for part in PARTS}] == [
        "1 Exceptions",
        "2 Scorecard",
        "3 Key discussion points",
        "4 Indicators",
        "5 Action tracker",
        "6 Since the last pack",
        "7 Annex: definitions and key",
    ]
    assert [line for line in found if line.startswith("4.")] == ["4.1 Name of a", "4.2 Name of b"]


def test_a_name_of_two_lines_keeps_its_row_whole():
    card = document().scorecard
    found = text(document(scorecard=replace(card, rows=(replace(card.rows[0], name="Two\nlines"),))))

    assert found.count(" | Two lines | ") == 1


def test_nothing_is_said_as_nothing():
    bare = document(
        exceptions=ExceptionsPage((), (), (), (), is_first=False),
        scorecard=Scorecard((), "", "", "", ()),
        points=(),
        sections=(),
        actions=(),
    )

    assert text(bare).count("None.") == 6
    assert "New or changed since the last pack" in text(bare)


def test_gaps_are_words():
    found = text(
        document(
            sections=(section(texts=(), gap="No commentary received", actions=(), no_action="No action"),)
        )
    )

    assert "No commentary received.\n" in found
    assert "No action\n" in found


def test_a_moved_deadline_is_told():
    found = text(document(actions=(action(moves=2, original_deadline="1 October 2021"),)))

    assert "  Moved 2 times, first due 1 October 2021\n" in found


AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)


def test_every_format_is_bytes_of_the_same_document():
    rendered = {one.key: one.render(document(), AT) for one in FORMATS}

    assert rendered["json"].decode() == to_text(document())
    assert rendered["text"].decode() == text(document())
    assert rendered["pdf"][:8] == b"%PDF-1.7"
