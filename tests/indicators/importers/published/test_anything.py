"""Whatever the bytes are, reading ends in values or in the importer's own refusal."""

import io
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.importers.problems import ReturnRefused
from indicators.importers.published import (
    FigureMap,
    Layout,
    collect_figures,
    collect_neighbours,
    collect_populations,
    read_maps,
    read_published,
)
from tests.indicators.importers.published.samples import HEAD, STANDARD, file_of

HEADS = [
    ",".join(HEAD),
    ",".join([*STANDARD, "age_group", "population_estimate"]),
    "LA num,LA Name,SN1,SNP,SN2,SNP",
]
CELLS = st.sampled_from(
    [
        "2021",
        "202021",
        "Reporting year",
        "National",
        "Local authority",
        "E92000001",
        "852",
        "c",
        "",
        '"',
        "1e9",
        "\x85",
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=16).map(",".join), max_size=6)


def read(content: bytes) -> None:
    with suppress(ReturnRefused):
        found = read_published(io.BytesIO(content))
        if found.layout is Layout.FIGURES:
            collect_figures(found, [FigureMap("x", ("ICPC",))])
        elif found.layout is Layout.POPULATION:
            collect_populations(found)
        else:
            collect_neighbours(found, la_code="852", name="Northport")


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes(content):
    read(content)
    read(file_of([]) + content)


@given(st.sampled_from(HEADS), ROWS)
@settings(max_examples=60, deadline=None)
def test_any_rows_under_a_known_header(head, rows):
    read(("\n".join([head, *rows])).encode())


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_as_a_map(text):
    for content in (text, f"[[figure]]\n{text}"):
        with suppress(ReturnRefused):
            read_maps(content)
