"""The scorecard of any month: who sees which figures, what stands first, what is chosen, and what leaves as a file."""

import csv
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from boardpack.models import Pack
from boardpack.operations.packs import publish_pack, start_edition
from indicators.operations.setup import save_area, save_indicator
from tests.boardpack.conftest import NOW, OCTOBER, record

PAGE, CSV, XLSX = "/scorecard/2021-10/", "/scorecard/2021-10.csv", "/scorecard/2021-10.xlsx"
SEPTEMBER = OCTOBER.plus(-1)


@pytest.fixture
def site(published, plans):
    """Published, and then recounted: 1,234,567 is a figure that the board has not seen."""
    record(plans, OCTOBER, 1234567, reason="recounted")


@pytest.fixture
def officer_at(signed_in):
    return signed_in("performance_officer")


def names(client, address):
    """The indicators of the table, in its order."""
    page = client.get(address).content.decode()
    return re.findall(r'<th class="[^"]*" scope="row">.*?>Name of ([a-z-]+)</a>', page, re.DOTALL) or (
        re.findall(r'href="/indicators/([a-z-]+)/">Name of', page.partition('id="month-table"')[2])
    )


def lines(client, address):
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
def test_scorecard_is_live_for_readers_of_drafts_and_published_for_others(visitor, signed_in, site):
    client = signed_in(visitor)
    page = client.get(PAGE).content.decode()

    is_live = visitor == "performance_officer"
    assert ("1,234,567" in page, "388" in page) == (is_live, not is_live)
    assert lines(client, CSV)[1]["Oct-21"] == ("1234567" if is_live else "388")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(XLSX).content))
    head, *rows = book.get_sheet_by_name("Scorecard").to_python()[2:]
    assert dict(zip(head, rows[1], strict=True))["Oct-21"] == (1234567 if is_live else 388)
    assert ('href="/figures/plans/' in page, 'href="/packs/2021-11-24/figures/plans/' in page) == (
        is_live,
        not is_live,
    )


def test_month_that_no_published_pack_reports_on_shows_the_board_nothing(signed_in, draft):
    board = signed_in("board_member")

    assert "There is no month to show yet." in board.get("/scorecard/").content.decode()
    page = board.get(PAGE).content.decode()
    assert "No published pack reports on October 2021." in page
    assert "Name of" not in page
    assert lines(board, CSV) == []


def test_withdrawn_or_replaced_editions_are_no_source(signed_in, site):
    second = start_edition(pack=Pack.objects.get(), reason="Put right.", by=None)
    publish_pack(pack=second, by=None, now=NOW)

    assert lines(signed_in("board_member"), CSV)[1]["Oct-21"] == "1234567"


def test_exceptions_stand_first_and_say_why(officer_at, draft):
    save_indicator(indicator=draft.choices.get(order=1).indicator, by=None, order=9)

    assert names(officer_at, PAGE) == ["plans", "in-time", "ended"]
    found = {one["Code"]: (one["Exception"], one["Why it is one"]) for one in lines(officer_at, CSV)}
    assert found == {
        "plans": ("outside its band", found["plans"][1]),
        "in-time": (
            "red",
            "62% against the target of 83%: 21 points below, more than the tolerance of 5 points (the default).",
        ),
        "ended": ("", ""),
    }


def test_filters_choose_rows_on_the_page_and_in_the_files(officer_at, draft, ended, agency):
    area = save_area(area=None, by=None, name="Front Door & more", order=1)
    save_indicator(indicator=ended, by=None, area=area, agency=agency)
    chosen = {
        "": ["in-time", "plans", "ended"],
        "?area=Front+Door+%26+more": ["ended"],
        "?agency=Children+and+Learning+Service": ["ended"],
        "?show=exceptions": ["in-time", "plans"],
        "?area=Front+Door+%26+more&show=exceptions": [],
        "?area=Nowhere": [],
    }

    assert {query: names(officer_at, f"{PAGE}{query}") for query in chosen} == chosen
    assert {query: [one["Code"] for one in lines(officer_at, f"{CSV}{query}")] for query in chosen} == chosen
    page = officer_at.get(f"{PAGE}?area=Front+Door+%26+more").content.decode()
    assert 'href="/scorecard/2021-10.csv?area=Front+Door+%26+more"' in page
    assert 'href="/scorecard/2021-09/?area=Front+Door+%26+more"' in page


@pytest.mark.parametrize(
    ("query", "months"), [("", 6), ("?across=12", 12), ("?across=24", 24), ("?across=9", 6)]
)
def test_months_across_are_chosen(query, months, officer_at, draft, in_time):
    record(in_time, OCTOBER.plus(-40), 1)
    head = officer_at.get(f"{CSV}{query}").content.decode("utf-8-sig").partition("\r\n")[0]

    found = re.findall(r'"([A-Z][a-z]{2}-\d\d)"', head)
    assert (len(found), found[-1]) == (max(months, 7) if months == 6 else months, "Oct-21")


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("/scorecard/", PAGE),
        ("/scorecard/?month=2021-08&area=A+b&show=", "/scorecard/2021-08/?area=A+b"),
        ("/scorecard/?month=1066-08", PAGE),
        ("/scorecard/?month=x", PAGE),
    ],
)
def test_choosing_a_month_leads_to_it(address, to, officer_at, draft):
    assert officer_at.get(address)["Location"] == to


@pytest.mark.parametrize("month", ["2021-13", "1989-12", "2191-01", "2021-1", "0000-01"])
def test_what_is_no_month_is_not_found(month, officer_at, draft):
    assert officer_at.get(f"/scorecard/{month}/").status_code == 404


@pytest.mark.parametrize("month", ["1990-01", "2190-12"])
def test_month_without_figures_is_a_page(month, officer_at, draft):
    assert officer_at.get(f"/scorecard/{month}/?across=36").status_code == 200


def test_name_that_is_a_formula_leaves_as_text(officer_at, draft, in_time):
    save_indicator(indicator=in_time, by=None, name='=HYPERLINK("http://example.org")')

    assert lines(officer_at, CSV)[0]["Indicator"] == '\'=HYPERLINK("http://example.org")'


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
def test_page_takes_the_same_queries_however_many_indicators(
    visitor, signed_in, draft, measured, django_assert_max_num_queries
):
    client = signed_in(visitor)
    client.get(PAGE)
    for number in range(5):
        measured(f"more-{number}", 1, 2, 3, target=4)

    with django_assert_max_num_queries(14):
        client.get(PAGE)
