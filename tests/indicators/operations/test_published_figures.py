"""Importing published files: figures, populations and lists of neighbours."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from indicators.importers.problems import Severity
from indicators.importers.published import FigureMap, read_published
from indicators.models import Comparator, ComparatorMap, Geography, Neighbour, Population, Return
from indicators.operations.published_figures import ComparatorsOutcome, import_comparators
from indicators.operations.return_undo import undo_return
from indicators.operations.setup import save_geography
from partnership.verdicts import Refused
from tests.indicators.importers.published.samples import (
    children,
    conferences,
    file_of,
    neighbours_of,
    population_of,
)

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
FIGURES = [
    conferences("England", "2021", 1000, 400, 40, 280),
    conferences("South East", "2021", 200, 100, 5, 80),
    conferences("London", "2021", 200, 100, 5, 80),
    conferences("Inner London", "2021", 100, 50, 5, 30),
    conferences("Northport", "2021", 30, 8, 1, 5),
    conferences("Northport", "2020", 20, 8, 1, 4),
    conferences("Camley", "2021", 10, 0, 0, 0),
    conferences("Bridgeham", "2021", 12, 9, "c", 4),
]
POPULATION = [
    children("England", "2020", 100_000),
    children("South East", "2020", 20_000),
    children("Northport", "2020", 1_500),
    children("Northport", "2019", 1_600),
    children("Bridgeham", "2020", 900),
]
LIST = "852,Northport,852,6,South East,801,Very Close,202,Close,,,"


@pytest.fixture
def own(db):
    return save_geography(
        geography=None, by=None, code="own-northport", name="Northport", kind="own", order=10
    )


@pytest.fixture
def in_time(make_indicator):
    return make_indicator("icpc-in-15-days", kind="percentage", polarity="higher")


@pytest.fixture
def enquiries(make_indicator):
    return make_indicator("section-47-rate", kind="rate", rate_per=10_000)


def brought(content, name="c4.csv", days=0, by=None, **more) -> ComparatorsOutcome:
    read = read_published(io.BytesIO(content))
    return import_comparators(
        read=read, file_name=name, sha256=read.sha256, by=by, now=NOW + timedelta(days=days), **more
    )


def errors(outcome):
    assert (outcome.new, outcome.applied) == (0, False)
    return [problem.message for problem in outcome.problems if problem.severity is Severity.ERROR]


def held(indicator):
    rows = Comparator.objects.filter(indicator=indicator).order_by("geography__name", "year", "pk")
    return [(row.geography.name, row.year, row.value, row.missing, row.symbol) for row in rows]


def test_figures_of_every_year_are_kept_for_england_the_own_region_and_every_authority(own, in_time):
    outcome = brought(file_of(FIGURES), by=None)
    assert outcome == ComparatorsOutcome(
        "DfE open data", ("2019/20", "2020/21"), 6, 0, 4, outcome.problems, applied=True
    )
    assert held(in_time) == [
        ("Bridgeham, City of", 2020, None, "suppressed", "c"),
        ("Camley", 2020, None, "not_applicable", ""),
        ("England", 2020, Decimal(80), "", ""),
        ("Northport", 2019, Decimal("62.5"), "", ""),
        ("Northport", 2020, Decimal(75), "", ""),
        ("South East", 2020, Decimal(85), "", ""),
    ]


def test_every_figure_keeps_its_edition_row_and_return(own, in_time, officer):
    brought(file_of(FIGURES), by=officer, edition="Children in need 2021", provisional=True)
    row = Comparator.objects.get(geography__name="Bridgeham, City of")
    kept = Return.objects.get()
    assert (row.vintage, row.source_cell, row.source_return, row.recorded_by, row.provisional, row.basis) == (
        "Children in need 2021",
        "row 9, Duration_0-10_days",
        kept,
        officer,
        True,
        "year_to_date",
    )
    assert (kept.file_name, kept.layout, kept.counts, kept.state) == (
        "c4.csv",
        "DfE open data",
        {"new": 6, "unchanged": 0},
        "applied",
    )
    assert kept.table["rows"] == []
    assert kept.table["maps"][0]["indicator"] == "icpc-in-15-days"


def test_geographies_are_made_and_completed_on_codes(own, in_time):
    brought(file_of(FIGURES))
    assert list(
        Geography.objects.order_by("code").values_list("code", "name", "kind", "la_code", "order")
    ) == [
        ("E06000023", "Bridgeham, City of", "authority", "801", 100),
        ("E06000045", "Northport", "own", "852", 10),
        ("E09000007", "Camley", "authority", "202", 100),
        ("E12000008", "South East", "region", "", 20),
        ("E92000001", "England", "england", "", 30),
    ]


def test_authority_of_inner_london_lies_in_london(db, in_time):
    save_geography(geography=None, by=None, code="E09000007", name="Ours", kind="own")
    brought(file_of(FIGURES))
    assert list(Geography.objects.filter(kind="region").values_list("name", flat=True)) == ["London"]


def test_authority_keeps_its_geography_when_its_code_changes(own, in_time):
    rows = [conferences("Old Wold", "2020", 1, 4, 1, 1), conferences("New Wold", "2021", 1, 4, 1, 2)]
    brought(file_of([*FIGURES, *rows]))
    wold = Geography.objects.get(name="Wold")
    assert wold.code == "E06000060"
    assert list(wold.comparators.order_by("year").values_list("year", "value")) == [
        (2019, Decimal(50)),
        (2020, Decimal(75)),
    ]
    both = [conferences("Old Wold", "2022", 1, 4, 1, 1), conferences("New Wold", "2022", 1, 4, 1, 2)]
    assert errors(brought(file_of(both))) == [
        "Wold is in the file under two codes for 2021/22 (row 2 and row 3): take one of the rows out."
    ]


def test_rate_is_per_child_of_the_year_before_and_names_the_population(own, enquiries):
    assert brought(population_of(POPULATION), "pop.csv") == ComparatorsOutcome(
        "population estimates", ("mid-2019", "mid-2020"), 5, 0, 3, (), applied=True
    )
    outcome = brought(file_of(FIGURES))
    assert held(enquiries) == [
        ("Bridgeham, City of", 2020, Decimal("133.3333"), "", ""),
        ("Camley", 2020, None, "not_available", ""),
        ("England", 2020, Decimal(100), "", ""),
        ("Northport", 2019, Decimal(125), "", ""),
        ("Northport", 2020, Decimal(200), "", ""),
        ("South East", 2020, Decimal(100), "", ""),
    ]
    assert {row.vintage for row in Comparator.objects.all()} == {"c4 by pop"}
    assert [problem.message for problem in outcome.problems] == [
        "“pop” has no children of the year before for Camley, so their rates are not available (figures: 1): their boundaries "
        "may have changed."
    ]


def test_rate_without_a_population_is_left_out_or_refused(own, in_time, enquiries):
    said = (
        "Section 47 rate is divided by the children of the year before, and no population of England is held: import the "
        "population estimates first, then this file again."
    )
    outcome = brought(file_of(FIGURES))
    assert (outcome.new, [problem.message for problem in outcome.problems]) == (6, [said])
    assert errors(
        brought(file_of(FIGURES), maps=[FigureMap("section-47-rate", ("Section47",), by_population=True)])
    ) == [said]


def test_same_file_again_changes_nothing(own, in_time):
    brought(file_of(FIGURES))
    again = brought(file_of(FIGURES), days=1)
    assert (again.new, again.unchanged, again.geographies, again.applied) == (0, 6, 0, True)
    assert Return.objects.count() == 1
    assert ComparatorMap.history.count() == 1


def test_another_content_under_the_same_name_is_another_edition(own, in_time):
    brought(file_of(FIGURES))
    revised = [conferences("England", "2021", 1000, 400, 40, 284), *FIGURES[1:]]
    for days in (1, 2):
        brought(file_of(revised), days=days)
    england = Comparator.objects.filter(geography__name="England").order_by("pk")
    assert list(england.values_list("vintage", "value")) == [("c4", Decimal(80)), ("c4 (2)", Decimal(81))]


def test_rebased_population_is_another_edition_of_the_rates(own, enquiries):
    brought(population_of(POPULATION), "pop.csv")
    brought(file_of(FIGURES))
    rebased = [children("England", "2020", 80_000), children("Northport", "2020", 1_200)]
    brought(population_of(rebased), "pop.csv", days=1)
    brought(file_of(FIGURES), days=2)
    assert list(
        Comparator.objects.filter(geography=own, year=2020).order_by("pk").values_list("vintage", "value")
    ) == [("c4 by pop", Decimal(200)), ("c4 by pop (2)", Decimal(250))]
    assert Population.objects.filter(geography=own, year=2020).count() == 2


def test_map_is_given_once_and_kept(own, make_indicator):
    make_indicator("conferences")
    given = FigureMap("conferences", ("ICPC",), where=(("category", "Conferences"),))
    assert errors(brought(file_of(FIGURES))) == [
        "None of this file's columns is known to make a figure of an indicator that is set up here: say in a map "
        "which do."
    ]
    assert brought(file_of(FIGURES), maps=[given]).new == 6
    kept = ComparatorMap.objects.get()
    assert (kept.numerator, kept.where, kept.per) == (["ICPC"], {"category": "Conferences"}, 1)
    assert brought(file_of(FIGURES), "c4 2022.csv").new == 6


def test_kept_map_goes_before_the_products_own(own, in_time):
    brought(
        file_of(FIGURES), maps=[FigureMap("icpc-in-15-days", ("Duration_0-10_days",), ("ICPC",), per=100)]
    )
    brought(file_of(FIGURES), "c4 2022.csv", days=1)
    england = Comparator.objects.filter(geography__name="England")
    assert set(england.values_list("value", flat=True)) == {Decimal(10)}


def test_map_for_nobodys_indicator_is_refused(own, in_time):
    maps = [FigureMap("icpc-in-15", ("ICPC",)), FigureMap("plans", ("Plans",)), FigureMap("plans", ("ICPC",))]
    assert errors(brought(file_of(FIGURES), maps=maps)) == [
        "The map is for the indicator “icpc-in-15”, which is not here: the nearest is icpc-in-15-days.",
        "The map is for the indicator “plans”, which is not here: set the indicator up first.",
        "The map is for the indicator “plans”, which is not here: set the indicator up first.",
        "The map has “plans” more than once: keep one of them.",
        "The file has no column “Plans”: choose a file that has it.",
    ]


def test_errors_write_nothing(own, in_time):
    assert len(errors(brought(file_of([*FIGURES, conferences("England", "2017188", 1, 1, 1, 1)])))) == 1
    assert (Comparator.objects.count(), Geography.objects.count(), Return.objects.count()) == (0, 1, 0)


def test_without_an_own_authority_nothing_is_known(db, in_time):
    assert errors(brought(file_of(FIGURES))) == [
        "This site has no own authority yet, so nobody's region and neighbours are known: set it up as a geography of the "
        "kind “own authority” first."
    ]


def test_dry_run_says_the_same_and_writes_nothing(own, in_time):
    outcome = brought(file_of(FIGURES), dry_run=True)
    assert (outcome.new, outcome.geographies, outcome.applied) == (6, 4, False)
    assert (Comparator.objects.count(), Geography.objects.count(), ComparatorMap.objects.count()) == (0, 1, 0)


def test_only_who_may_enter_data_imports(own, in_time, person):
    with pytest.raises(Refused):
        brought(file_of(FIGURES), by=person("board_member"))


def test_list_of_neighbours_is_put_in_force_and_closes_the_earlier_one(own, in_time):
    assert errors(brought(neighbours_of(LIST), "SN.csv")) == [
        "A list of neighbours does not say from when it is in force: give its first day, for example 2021-04-01."
    ]
    assert errors(brought(neighbours_of(LIST), "SN.csv", since=date(2021, 4, 1))) == [
        "No geography here has the number of these neighbours: not named (801), not named (202). Import the population or the "
        "figures first, which bring every authority with its number."
    ]
    brought(file_of(FIGURES))
    assert brought(neighbours_of(LIST), "SN.csv", since=date(2021, 4, 1)).new == 2
    assert brought(neighbours_of(LIST), "SN.csv", since=date(2021, 4, 1)).unchanged == 2
    shorter = LIST.replace("202,Close", ",")
    brought(neighbours_of(shorter), "SN2.csv", since=date(2023, 4, 1))
    assert list(
        Neighbour.objects.order_by("since", "order").values_list("neighbour__name", "since", "until", "order")
    ) == [
        ("Bridgeham, City of", date(2021, 4, 1), date(2023, 3, 31), 1),
        ("Camley", date(2021, 4, 1), date(2023, 3, 31), 2),
        ("Bridgeham, City of", date(2023, 4, 1), None, 1),
    ]


def test_earlier_list_that_comes_later_ends_before_the_later_one(own, in_time):
    brought(file_of(FIGURES))
    brought(neighbours_of(LIST), "SN.csv", since=date(2021, 4, 1))
    brought(neighbours_of(LIST), "SN14.csv", since=date(2014, 4, 1))
    assert set(Neighbour.objects.values_list("since", "until")) == {
        (date(2014, 4, 1), date(2021, 3, 31)),
        (date(2021, 4, 1), None),
    }


def test_undone_import_is_withdrawn_and_may_come_in_again(own, in_time):
    brought(file_of(FIGURES))
    undo_return(kept=Return.objects.get(), by=None, now=NOW)
    assert Comparator.objects.filter(withdrawn_at=None).count() == 0
    assert brought(file_of(FIGURES), days=1).new == 6
    assert set(Comparator.objects.values_list("vintage", flat=True)) == {"c4"}
