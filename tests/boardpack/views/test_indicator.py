"""One indicator over time: who sees which figures, the months that were chosen, what was said and what is being done."""

import re
from datetime import date

import pytest

from actions.operations.closing import close_action
from actions.operations.raising import raise_action
from boardpack.operations.packs import publish_pack
from indicators.measures.readings import Missing, Reading
from indicators.operations.outturns import record_outturn
from tests.boardpack.conftest import NOW, OCTOBER, record

PAGE, CHART = "/indicators/in-time/", "/indicators/in-time/chart.json"
UNSEEN = 44


@pytest.fixture
def site(published, in_time):
    """Published with 62%, and then recounted as 44%."""
    record(in_time, OCTOBER, UNSEEN, reason="recounted")


@pytest.fixture
def officer_at(signed_in):
    return signed_in("performance_officer")


def table(client, address):
    """The rows month by month as texts."""
    page = client.get(address).content.decode()
    rows = re.findall(
        r"<tr>(.*?)</tr>", page.partition("month by month</caption>")[2].partition("</table>")[0], re.DOTALL
    )
    return [re.sub(r"<[^>]*>", " ", row).split() for row in rows]


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
def test_page_is_live_for_readers_of_drafts_and_published_for_others(visitor, signed_in, site):
    client = signed_in(visitor)
    is_live = visitor == "performance_officer"
    now = "44%" if is_live else "62%"

    assert table(client, PAGE)[1][:2] == ["Oct-21", now]
    assert client.get(CHART).json()["datasets"][0]["data"][-1] == int(now.rstrip("%"))
    page = client.get(PAGE).content.decode()
    assert ("44%" in page, "62%" in page) == (is_live, not is_live)
    figures = "/figures/in-time/#2021-10" if is_live else "/packs/2021-11-24/figures/in-time/#2021-10"
    assert f'href="{figures}"' in page


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
@pytest.mark.parametrize("end", ["", "chart.json"])
def test_what_is_not_there_is_not_found(visitor, end, signed_in, site):
    assert signed_in(visitor).get(f"/indicators/no-such/{end}").status_code == 404


def test_board_does_not_learn_of_an_indicator_that_no_published_pack_holds(signed_in, site, measured):
    measured("not-in-the-pack")

    assert signed_in("board_member").get("/indicators/not-in-the-pack/").status_code == 404
    assert signed_in("performance_officer").get("/indicators/not-in-the-pack/").status_code == 200


RANGES = [
    ("", ["Oct-21", "Sep-21", "Aug-21", "Jul-21"]),
    ("?from=2021-08&to=2021-09", ["Sep-21", "Aug-21"]),
    ("?from=2021-09&to=2021-08", ["Sep-21", "Aug-21"]),
    ("?from=2021-09", ["Oct-21", "Sep-21"]),
    ("?to=2021-08", ["Aug-21", "Jul-21"]),
    ("?from=2000-01&to=2021-10", ["Oct-21", "Sep-21", "Aug-21", "Jul-21"]),
    ("?from=x&to=2021-99", ["Oct-21", "Sep-21", "Aug-21", "Jul-21"]),
    ("?to=2190-12", ["Oct-21", "Sep-21", "Aug-21", "Jul-21"]),
]  # fmt: skip


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
def test_page_and_chart_show_the_months_that_were_chosen(visitor, signed_in, published):
    client = signed_in(visitor)

    assert {query: [row[0] for row in table(client, f"{PAGE}{query}")[1:]] for query, _ in RANGES} == dict(
        RANGES
    )
    assert {query: client.get(f"{CHART}{query}").json()["labels"] for query, _ in RANGES} == {
        query: months[::-1] for query, months in RANGES
    }


def test_live_page_is_judged_in_the_last_month_chosen(officer_at, draft):
    page = officer_at.get(f"{PAGE}?to=2021-08").content.decode()

    assert "77% against the target of 83%: 6 points below" in page


def test_board_reads_each_pack_in_its_own_month(signed_in, draft, in_time, said):
    said([in_time], analysis="Information came late.")
    publish_pack(pack=draft, by=None, now=NOW)
    board = signed_in("board_member")

    page = board.get(PAGE).content.decode()
    assert "Information came late." in page
    assert 'href="/packs/2021-11-24/#indicator-in-time"' in page


def test_commentary_stands_over_time_newest_first_and_only_published_texts_for_the_board(
    signed_in, draft, in_time, said
):
    said([in_time], month=OCTOBER.plus(-2), analysis="August words.")
    said([in_time], analysis="October words.")
    said([in_time], accepted=False, analysis="Words not accepted.")
    publish_pack(pack=draft, by=None, now=NOW)

    live = signed_in("performance_officer").get(PAGE).content.decode()
    assert re.findall(r"(August|October) words|Words (not) accepted", live) == [
        ("October", ""), ("", "not"), ("August", ""),
    ]  # fmt: skip
    board = signed_in("board_member").get(PAGE).content.decode()
    assert re.findall(r"(August|October) words|Words (not) accepted", board) == [("October", "")]


def test_missing_reading_is_shown_as_written_and_never_as_zero(officer_at, draft, in_time):
    record_outturn(
        indicator=in_time, month=OCTOBER.plus(1), reading=Reading.none(Missing.NOT_AVAILABLE, ".."), by=None
    )

    assert [row[:2] for row in table(officer_at, PAGE)[1:3]] == [["Nov-21", ".."], ["Oct-21", "62%"]]
    assert officer_at.get(CHART).json()["datasets"][0]["data"][-1] is None


def test_long_series_shows_two_years_until_more_is_asked_for_with_its_limits_and_what_they_say(
    officer_at, measured
):
    measured("long", *(50 + (at * 7) % 5 for at in range(119)), 90, target=40)
    address = "/indicators/long/"

    assert len(table(officer_at, address)) == 25
    assert len(table(officer_at, f"{address}?from=2000-01")) == 121
    assert len(officer_at.get(f"{address}chart.json?from=2000-01").json()["labels"]) == 120
    page = officer_at.get(address).content.decode()
    signs = re.search(r'<ul class="hs-signs">(.*?)</ul>', page, re.DOTALL)[1]
    assert re.findall(r"</svg> (.*?)</li>", signs) == [
        "Special cause, improving: high or rising",
        "The target will be met unless something changes",
    ]


def test_action_is_shown_with_what_the_figures_say_since_it_was_done(
    officer_at, draft, in_time, officer, agency
):
    raised = raise_action(
        by=officer,
        today=date(2021, 6, 1),
        title="Hold the audit",
        owner=officer,
        agency=agency,
        deadline=date(2021, 8, 31),
        indicators=[in_time],
        success_looks_like="Nine in ten are in time.",
    )
    close_action(action=raised, status="done", words="Held.", by=officer, today=date(2021, 8, 31))

    page = " ".join(officer_at.get(PAGE).content.decode().split())
    assert f'href="/actions/{raised.reference}/"' in page
    assert "Did it move?" in page
    assert page.count("Success looks like: Nine in ten are in time.") == 2


def test_indicator_without_any_figure_has_a_page(officer_at, measured):
    measured("bare")

    assert officer_at.get("/indicators/bare/").status_code == 200


@pytest.mark.parametrize("visitor", ["performance_officer", "board_member"])
def test_page_takes_the_same_queries_whatever_is_held(
    visitor, signed_in, draft, in_time, said, django_assert_max_num_queries
):
    for back in range(4):
        said([in_time], month=OCTOBER.plus(-back), analysis="Words.")
    publish_pack(pack=draft, by=None, now=NOW)
    client = signed_in(visitor)
    client.get(PAGE)

    with django_assert_max_num_queries(20):
        client.get(PAGE)
