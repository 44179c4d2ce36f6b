"""The November 2021 pack as the board reads it."""

from itertools import pairwise

import pytest

from tests.boardpack.views.outline import Outline

DAY = "/packs/2021-11-24/"


@pytest.fixture
def board(signed_in):
    return signed_in("board_member")


@pytest.fixture
def page(sample_site, board):
    return board.get(DAY).content.decode()


def test_parts_and_sections_are_numbered(page):
    headings = Outline(page).headings

    assert [words for tag, words in headings if tag == "h1"] == ["Board pack, November 2021"]
    assert [words for tag, words in headings if tag == "h2"] == [
        "Contents",
        "1 Exceptions",
        "2 Scorecard",
        "3 Key discussion points",
        "4 Indicators",
        "5 Action tracker",
        "6 Since the last pack",
        "7 Annex: definitions and key",
    ]
    sections = [words for tag, words in headings if tag == "h3" and words.startswith("4.")]
    assert [words.split()[0] for words in sections] == [f"4.{number}" for number in range(1, 11)]


def test_headings_skip_no_level(page):
    levels = [int(tag[1]) for tag, _ in Outline(page).headings]

    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_within_the_page_leads_somewhere(page):
    outline = Outline(page)

    assert outline.links - set(outline.ids) == set()
    assert len(outline.ids) == len(set(outline.ids))


def test_page_brings_no_style_and_no_script_of_its_own(page):
    assert Outline(page).forbidden == []


def test_every_chart_is_there_without_javascript(page):
    assert page.count('role="img" aria-label=') == 10 * 2  # the picture, and the canvas that stays hidden
    assert page.count('<div class="hs-figure__canvas" hidden>') == 10


def test_gap_in_the_commentary_is_shown(page):
    assert page.count("No commentary received.") == 2  # 4.9, 4.10
    assert page.count("Commentary was asked of") == 3  # 4.4, on the page of exceptions, and in 6


def test_page_takes_four_queries(sample_site, board, django_assert_num_queries):
    board.get(DAY)  # the first opening is put on record
    with django_assert_num_queries(3):
        board.get(DAY)


def test_sorting_keeps_the_page(sample_site, board):
    page = board.get(f"{DAY}?sort=-status&actions-sort=owner").content.decode()

    assert 'href="?sort=name&amp;actions-sort=owner#scorecard-table"' in page
    assert 'href="?sort=-status&amp;actions-sort=due#action-table"' in page
    assert 'aria-sort="descending"' in page
    assert Outline(page).headings == Outline(board.get(DAY).content.decode()).headings


def test_nothing_is_stored(sample_site, board):
    assert board.get(DAY)["Cache-Control"] == "no-store"
