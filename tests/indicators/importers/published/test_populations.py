"""Children by place and mid-year, and an authority's neighbours, as they are published."""

import io

import pytest

from indicators.importers.problems import ReturnRefused
from indicators.importers.published import Layout, collect_neighbours, collect_populations, read_published
from tests.indicators.importers.published.samples import children, neighbours_of, population_of


def gathered(*rows):
    read = read_published(io.BytesIO(population_of(rows)))
    assert read.layout is Layout.POPULATION
    return collect_populations(read)


def test_children_are_gathered_by_code_and_mid_year():
    found = gathered(
        children("England", "2020", 12_000_000),
        children("Northport", "2020", '"49,737"'),
        children("Camley", "2020", "z"),
    )
    assert found.children == {("E92000001", 2020): 12_000_000, ("E06000045", 2020): 49_737}
    assert found.places["E06000045"].la_code == "852"


def test_other_ages_are_left_out():
    found = gathered(
        children("England", "2020", 5), children("England", "2020", 9, age="Adults aged 18 and over")
    )
    assert found.children == {("E92000001", 2020): 5}


def test_twice_and_no_number_are_told():
    rows = [
        children("England", "2020", 5),
        children("England", "2020", 5),
        children("Northport", "2020", "many"),
    ]
    assert [(each.row, each.column, each.message) for each in gathered(*rows).problems] == [
        (3, None, "England has an estimate for mid-2020 already (row 2): keep one of them."),
        (4, "L (population_estimate)", "“many” is not a number of children: correct it."),
    ]


def test_file_of_other_ages_only_is_refused():
    with pytest.raises(ReturnRefused) as told:
        gathered(children("England", "2020", 9, age="Adults"))
    assert str(told.value) == (
        "No row of the file is for children aged 0 to 17: choose a file whose age_group has them."
    )


LIST = (
    "852,Northport,852,6,South East,801,Very Close,202,Close ,,,",
    "801,Bridgeham,801,7,South West,852,Close,,,,,",
)


def neighbours(*rows, la_code="852"):
    read = read_published(io.BytesIO(neighbours_of(*rows)))
    assert read.layout is Layout.NEIGHBOURS
    return collect_neighbours(read, la_code=la_code, name="Northport")


@pytest.mark.parametrize("la_code", ["852", ""])
def test_neighbours_are_found_by_number_else_by_name(la_code):
    found = neighbours(*LIST, la_code=la_code)
    assert (found.la_code, found.neighbours) == ("852", ("801", "202"))
    assert found.names == {"852": "Northport", "801": "Bridgeham"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "852,Northport,852,6,South East,852,Close,,,,,",
            "An authority is not its own neighbour: correct it.",
        ),
        (
            "852,Northport,852,6,South East,801,C,801,C,,,",
            "Authority 801 is in the list twice: correct one of them.",
        ),
        (
            "852,Northport,852,6,South East,Camley,C,,,,,",
            "“Camley” is not an authority's three-digit number: correct it.",
        ),
        (
            "852,Northport,852,6,South East,,,,,,,",
            "This authority has no neighbours in the list: choose another list.",
        ),
        (
            "801,Bridgeham,801,6,South West,852,C,,,,,",
            "Northport is not in this list under 852: correct the authority's number in its geography, or choose another "
            "list.",
        ),
    ],
)
def test_list_that_says_nothing_clear_is_refused(row, said):
    with pytest.raises(ReturnRefused) as told:
        neighbours(row)
    assert str(told.value) == said
