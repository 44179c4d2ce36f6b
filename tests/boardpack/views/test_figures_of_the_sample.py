"""The sample's figures: every one of the pack leads to its row, and the row to the file and cell."""

import re

from tests.boardpack.views.outline import Outline

DAY = "/packs/2021-11-24/"


def test_every_figure_of_the_pack_leads_to_its_row(sample_site, signed_in):
    board = signed_in("board_member")
    page = board.get(DAY).content.decode()

    links = set(re.findall(rf'class="hs-origin" href="({DAY}figures/[^"]*)"', page))
    pages = {link.partition("#")[0] for link in links}
    rows = {address: set(Outline(board.get(address).content.decode()).ids) for address in pages}

    assert len(pages) == 10
    assert {
        link for link in links if "#" in link and link.partition("#")[2] not in rows[link.partition("#")[0]]
    } == set()
    assert len(links) > 100


def test_row_names_file_and_cell(sample_site, signed_in):
    page = signed_in("board_member").get(f"{DAY}figures/icpc-in-15-days/").content.decode()
    rows = dict(re.findall(r'<tr id="([^"]*)">(.*?)</tr>', page, re.DOTALL))
    texts = {anchor: " ".join(re.sub(r"<[^>]*>", " ", row).split()) for anchor, row in rows.items()}

    assert {
        anchor: text.partition(", imported by Performance Officer")[0] for anchor, text in texts.items()
    } == {
        **{
            f"2021-{number:02d}": f"{label}-21 {figure}% november-2021-return.tsv, cell {column}9"
            for number, label, figure, column in (
                (10, "Oct", 62, "J"),
                (9, "Sep", 73, "I"),
                (8, "Aug", 77, "H"),
                (7, "Jul", 67, "G"),
                (6, "Jun", 61, "F"),
                (5, "May", 83, "E"),
                (4, "Apr", 38, "D"),
            )
        },
        "target-2021": "2021/22 83% november-2021-return.tsv, cell K9",
        "southampton-2020": "Southampton 2020/21 72% november-2021-return.tsv, cell L9",
        "south-east-2020": "South East 2020/21 82% november-2021-return.tsv, cell M9",
        "england-2020": "England 2020/21 83% november-2021-return.tsv, cell N9",
    }
