"""manage.py import_comparators: what it prints, what it writes, how it exits; and the real files where they lie beside."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indicators.importers.catalogue import catalogue
from indicators.measures.periods import Month
from indicators.measures.wording import rounded
from indicators.models import Comparator, ComparatorMap, Neighbour, Return
from indicators.operations.setup import save_geography
from indicators.queries import held_facts
from tests.indicators.importers.published.samples import conferences, file_of

REAL = settings.BASE_DIR.parent / "shared" / "data"
FIGURES = REAL / "c4_children_in_need_section_47s_and_icpcs_2013_to_2025.csv"
POPULATION = REAL / "ons_mid-year_population_estimates_2012_to_2024.csv"
NEIGHBOURS = REAL / "New_Statistical_Neighbour_Groupings_April_2021.csv"
ROWS = [conferences("England", "2021", 1000, 400, 40, 280), conferences("Northport", "2021", 30, 8, 1, 5)]

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return save_geography(geography=None, by=None, code="E06000045", name="Northport", kind="own", order=10)


@pytest.fixture
def indicators(make_indicator):
    wanted = {"icpc-in-15-days", "section-47-rate", "icpc-rate"}
    for known in catalogue().entries:
        if known.code in wanted:
            make_indicator(
                known.code, kind=known.kind.value, rate_per=known.rate_per, polarity=known.polarity.value
            )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "c4.csv"
    path.write_bytes(file_of(ROWS))
    return path


def run(file: Path | str, *options: str) -> str:
    out = StringIO()
    call_command("import_comparators", str(file), *options, stdout=out)
    return out.getvalue()


def refused(file: Path | str, *options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as said:
        call_command("import_comparators", str(file), *options, stdout=out)
    assert (str(said.value), said.value.returncode) == ("Nothing was written.", 1)
    assert not Return.objects.exists()
    return out.getvalue()


def test_figures_are_written_and_then_stand(file, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    assert run(file) == (
        "Read as DfE open data, 2020/21.\nWhat was written: 2 new, 0 unchanged, 1 geographies made.\n"
    )
    assert run(file) == (
        "Read as DfE open data, 2020/21.\nNothing to change: everything in this file stands already (2).\n"
    )


def test_json_says_the_same(file, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    assert json.loads(run(file, "--json", "--dry-run")) == {
        "layout": "DfE open data",
        "years": ["2020/21"],
        "new": 2,
        "unchanged": 0,
        "geographies": 1,
        "problems": [],
        "applied": False,
        "needs_note": False,
    }
    assert json.loads(run(file, "--json", "--edition", "November"))["applied"] is True
    assert set(Comparator.objects.values_list("vintage", flat=True)) == {"November"}


def test_map_is_given_once(file, own, make_indicator, tmp_path):
    make_indicator("enquiries")
    map_file = tmp_path / "map.toml"
    map_file.write_text('[[figure]]\nindicator = "enquiries"\nnumerator = ["Section47"]\n')
    assert "None of this file's columns is known" in refused(file)
    assert "2 new" in run(file, "--map", str(map_file), "--provisional")
    assert Comparator.objects.filter(provisional=True).count() == 2
    assert "2 new" in run(file, "--edition", "later")
    assert ComparatorMap.objects.get().numerator == ["Section47"]


def test_a_warning_is_accepted_with_a_note(tmp_path, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    elsewhere = tmp_path / "c4.csv"
    elsewhere.write_bytes(file_of([ROWS[0], conferences("Bridgeham", "2021", 30, 8, 1, 5)]))
    out = StringIO()
    with pytest.raises(CommandError) as said:
        call_command("import_comparators", str(elsewhere), stdout=out)
    assert (
        str(said.value) == "Nothing was written: accept the warnings with --accept-warnings NOTE, saying why."
    )
    assert out.getvalue().endswith("What would be written: 2 new, 0 unchanged, 2 geographies made.\n")
    assert not Return.objects.exists()
    assert "What was written: 2 new" in run(elsewhere, "--accept-warnings", "Merged since.")
    assert Return.objects.get().warnings_note == "Merged since."


def test_what_cannot_be_read_is_told(tmp_path, own):
    missing, broken = tmp_path / "none.csv", tmp_path / "map.toml"
    broken.write_bytes(b"\xff")
    assert refused(missing) == (
        f"Error: {missing} cannot be read (no such file or directory): check the file's name and that you may open it.\n"
    )
    assert refused(missing, "--map", str(broken)) == (
        f"Error: {broken} is not text in UTF-8: save the map as UTF-8.\n"
    )
    broken.write_bytes(b" " * 1_000_001)
    assert refused(missing, "--map", str(broken)) == (
        f"Error: {broken} is bigger than 1 MB, which no map of columns is: give the file that holds the map.\n"
    )
    assert refused(missing, "--from", "April") == (
        "Error: “April” is not a day: give --from as year, month and day, for example 2021-04-01.\n"
    )
    assert refused(missing, "--as", "nobody@example.org") == (
        "Error: Nobody has the address nobody@example.org: check it, or leave --as out.\n"
    )


def test_error_is_told_with_row_and_column(tmp_path, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    file = tmp_path / "c4.csv"
    file.write_bytes(file_of([*ROWS, conferences("England", "2017188", 1, 1, 1, 1)]))
    assert refused(file) == (
        "Error in row 4, column A (time_period): “2017188” is not a year such as 2021 or 202021: correct it.\n"
    )
    (problem,) = json.loads(refused(file, "--json"))["problems"]
    assert (problem["row"], problem["column"], problem["severity"]) == (4, "A (time_period)", "error")


@pytest.mark.skipif(not REAL.is_dir(), reason="the published files do not lie beside the project")
def test_published_files_give_what_is_known_of_2020_21(indicators):
    save_geography(geography=None, by=None, code="E06000045", name="Southampton", kind="own", order=1)
    run(POPULATION)
    run(FIGURES)
    run(NEIGHBOURS, "--from", "2021-04-01")
    found = {
        (held.indicator.code, row.geography): (rounded(row.reading.value, 1), row.note.partition(";")[0])
        for held in held_facts(Month(2021, 10))
        for row in held.comparators
        if row.year.start == 2020 and row.reading.value is not None
    }
    neighbours = "Statistical neighbours"
    assert {at: value for at, value in found.items() if at[0] != "icpc-rate"} == {
        ("icpc-in-15-days", "Southampton"): (Decimal("71.9"), ""),
        ("icpc-in-15-days", "South East"): (Decimal("82.0"), ""),
        ("icpc-in-15-days", neighbours): (Decimal("82.7"), "mean of 9 of 10 values"),
        ("icpc-in-15-days", "England"): (Decimal("83.0"), ""),
        ("section-47-rate", "Southampton"): (Decimal("332.8"), ""),
        ("section-47-rate", "South East"): (Decimal("189.4"), ""),
        ("section-47-rate", neighbours): (Decimal("263.3"), "mean of 10 of 10 values"),
        ("section-47-rate", "England"): (Decimal("168.6"), ""),
    }
    assert Neighbour.objects.filter(since=date(2021, 4, 1), until=None).count() == 10
    assert "stands already" in run(FIGURES)
