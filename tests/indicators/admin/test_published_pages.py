"""A published file on the desk: chosen, looked at, mapped, applied and undone; and whatever is no such file."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators.models import Comparator, ComparatorMap, Neighbour, Population, Return
from indicators.operations.setup import save_geography
from tests.fixtures.browser import assert_accessible
from tests.fixtures.desk import ROLES, address
from tests.indicators.importers.published.samples import (
    children,
    conferences,
    file_of,
    neighbours_of,
    population_of,
)

BRING = "/admin/indicators/comparator/import/"
FIGURES = [
    conferences("England", "2021", 1000, 400, 40, 280),
    conferences("Northport", "2021", 30, 8, 1, 5),
    conferences("Bridgeham", "2021", 12, 9, "c", 4),
]


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def own(db):
    return save_geography(geography=None, by=None, code="E06000045", name="Northport", kind="own", order=10)


def chosen(desk, content, name="c4.csv", **asked):
    return desk.post(BRING, {"file": SimpleUploadedFile(name, content), **asked})


def test_file_is_looked_at_applied_and_undone(desk, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    page = chosen(desk, file_of(FIGURES), edition="Children in need 2021")
    assert page.status_code == 302
    shown = desk.get(page.url)
    outcome = shown.context["outcome"]
    assert (outcome.layout, outcome.new, outcome.unchanged, Comparator.objects.count()) == (
        "DfE open data",
        3,
        0,
        0,
    )
    assert [
        (line.place, line.when, line.figure, line.cell, line.is_new) for line in shown.context["lines"]
    ] == [
        ("Northport", "2020/21", "75%", "row 3", True),
        ("England", "2020/21", "80%", "row 2", True),
    ]
    applied = desk.post(page.url, {"apply": "", "seen": outcome.seen})
    kept = Return.objects.get()
    assert applied.url == address(kept, "change")
    assert (kept.file_name, kept.layout, kept.by.name) == ("c4.csv", "DfE open data", "Performance officer")
    assert set(Comparator.objects.values_list("vintage", flat=True)) == {"Children in need 2021"}
    assert desk.get(page.url).url == BRING
    again = desk.get(chosen(desk, file_of(FIGURES), edition="Children in need 2021").url)
    assert (again.context["outcome"].new, again.context["can_apply"]) == (0, False)
    assert desk.post(reverse("admin:indicators_return_undo", args=[kept.pk])).status_code == 302
    assert not Comparator.objects.filter(withdrawn_at__isnull=True).exists()


def test_a_warning_wants_a_tick_and_a_note(desk, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    page = chosen(desk, file_of([FIGURES[0], FIGURES[2]]))
    asked = {
        "apply": "",
        "seen": desk.get(page.url).context["outcome"].seen,
        "warnings_note": "Merged since.",
    }
    refused = desk.post(page.url, asked)
    assert (refused.status_code, Return.objects.exists()) == (422, False)
    assert 'value="Merged since."' in refused.content.decode()
    assert desk.post(page.url, asked | {"accept": "on"}).status_code == 302
    assert Return.objects.get().warnings_note == "Merged since."


def test_columns_are_mapped_once_and_kept(desk, own, make_indicator):
    indicator = make_indicator("conferences-held")
    page = chosen(desk, file_of(FIGURES)).url
    shown = desk.get(page)
    assert [problem.message for problem in shown.context["errors"]] == [
        "None of this file's columns is known to make a figure of an indicator that is set up here: say in a map which do."
    ]
    offered = dict(shown.context["columns"].fields["numerator"].choices)
    assert list(offered) == ["category", "Section47", "ICPC", "Duration_0-10_days", "Duration_11-15_days"]
    typed = {"map": "", "indicator": indicator.pk, "numerator": ["ICPC"], "per": "1", "basis": "year_to_date"}
    bad = desk.post(
        page, typed | {"numerator": ["ICPC"], "denominator": ["Section47"], "by_population": "on"}
    )
    assert bad.context["columns"].errors == {
        "denominator": ["Divide by columns or by the children, and not by both."]
    }
    assert desk.post(page, typed | {"where": "category = Conferences"}).status_code == 302
    page = desk.post(page, typed | {"numerator": ["Section47", "ICPC"]}).url
    row = ComparatorMap.objects.get()
    assert (row.numerator, row.where, row.version) == (["Section47", "ICPC"], {}, 2)
    seen = desk.get(page).context["outcome"].seen
    desk.post(page, {"apply": "", "seen": seen})
    assert Comparator.objects.get(geography=own).value == Decimal(38)


def test_what_moved_since_the_preview_is_shown_again(desk, own, make_indicator):
    indicator = make_indicator("conferences-held")
    page = chosen(desk, file_of(FIGURES)).url
    typed = {"map": "", "indicator": indicator.pk, "numerator": ["ICPC"], "per": "1", "basis": "year_to_date"}
    desk.post(page, typed)
    seen = desk.get(page).context["outcome"].seen
    desk.post(page, typed | {"numerator": ["Section47"]})
    told = desk.post(page, {"apply": "", "seen": seen})
    assert (told.status_code, told.context["refused"]) == (
        422,
        "What this file meets has changed since you looked at it, so nothing was written: look at the new preview and apply "
        "again.",
    )
    assert desk.post(page, {"apply": ""}).status_code == 422
    assert not Comparator.objects.exists()


def test_population_and_list_of_neighbours_come_in_too(desk, own):
    places = [children(place, "2020", 900) for place in ("England", "Northport", "Bridgeham", "Camley")]
    page = chosen(desk, population_of(places), name="ons.csv").url
    desk.post(page, {"apply": "", "seen": desk.get(page).context["outcome"].seen})
    assert Population.objects.filter(vintage="ons").count() == 4
    page = chosen(
        desk, neighbours_of("852,Northport,852,6,South East,801,Very Close,202,Close,,,"), name="list.csv"
    ).url
    assert "give its first day" in desk.get(page).context["errors"][0].message
    odd = desk.post(page, {"again": "", "since": "soon"})
    assert odd.context["asked"].errors == {
        "since": ["Give a day as day, month and year, for example 1 April 2021."]
    }
    page = desk.post(page, {"again": "", "since": "1 April 2021"}).url
    desk.post(page, {"apply": "", "seen": desk.get(page).context["outcome"].seen})
    assert [(row.neighbour.name, row.order) for row in Neighbour.objects.order_by("order")] == [
        ("Bridgeham, City of", 1),
        ("Camley", 2),
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,b\n1,2\n", b"PK\x03\x04", b"\xff" * 100])
def test_what_is_no_published_file_is_refused(content, desk):
    told = chosen(desk, content)
    assert (told.status_code, len(told.context["refused"])) == (422, 1)


def test_nothing_chosen_and_addresses_that_are_none_are_told(desk):
    assert desk.post(BRING, {}).context["form"].errors == {"file": ["This field is required."]}
    assert desk.get(f"{BRING}nonsense/").url == BRING


def test_file_can_be_discarded(desk, own, make_indicator):
    make_indicator("icpc-in-15-days", kind="percentage")
    page = chosen(desk, file_of(FIGURES)).url
    assert desk.post(page, {"discard": ""}).url == address(Comparator)
    assert desk.get(page).url == BRING


@pytest.mark.parametrize("role", [role for role in ROLES if role != "performance_officer"])
def test_others_may_not(role, signed_in):
    client = signed_in(role)
    assert [client.get(BRING).status_code, client.get(f"{BRING}x/").status_code] == [403, 403]


@pytest.mark.browser
def test_officer_brings_a_file_in_with_a_map_in_a_browser(sign_in_page, own, make_indicator):
    make_indicator("conferences-held", name="Conferences held")
    page = sign_in_page("performance_officer")
    page.goto(address(Comparator))
    page.get_by_role("link", name="Import a published file").click()
    assert_accessible(page)
    page.get_by_label("File:").set_input_files(
        {"name": "c4.csv", "mimeType": "text/csv", "buffer": file_of(FIGURES)}
    )
    page.get_by_role("button", name="Look at what it would do").click()
    page.get_by_label("Indicator:").select_option(label="Conferences held")
    page.get_by_label("Columns that are added up:").select_option(["ICPC"])
    page.get_by_role("button", name="Keep these columns and look again").click()
    assert_accessible(page)
    page.get_by_role("button", name="Apply the file").click()
    page.get_by_text("c4.csv was applied: 3 new, 0 unchanged.").wait_for()
    assert Comparator.objects.get(geography=own).value == Decimal(8)
