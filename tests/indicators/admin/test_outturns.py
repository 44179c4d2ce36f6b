"""An officer enters a month's figures on the desk."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.measures.periods import Month
from indicators.models import Outturn
from indicators.operations.setup import save_indicator
from partnership import clock
from tests.fixtures.desk import address, as_posted, errors

OCTOBER, NOVEMBER = Month(2021, 10), Month(2021, 11)
LIST = "admin:indicators_outturn_changelist"


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def add(desk, plans_ended):
    def post(**typed):
        return desk.post(address(Outturn, "add"), {"indicator": plans_ended.pk, "month": "2021-10", **typed})

    return post


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,897", "1897"), ("0", "0"), ("71.9", "71.9"), ("89%", "89"), (" 79 ", "79"), ("-3", "-3")],
)
def test_add_takes_a_number_as_it_is_written(add, officer, typed, value):
    response = add(figure=typed, month="Oct-21", provisional="on", note="late", numerator="1,000")
    assert (response.status_code, response.url) == (302, reverse(LIST))
    row = Outturn.objects.get()
    assert (row.month, row.value, row.missing, row.provisional, row.note, row.numerator) == (
        OCTOBER,
        Decimal(value),
        "",
        True,
        "late",
        1000,
    )
    assert row.history.get().history_user == officer


@pytest.mark.parametrize(
    ("typed", "reason", "stored"),
    [
        ("N/A", "", ("not_applicable", "N/A")),
        ("", "not_yet_due", ("not_yet_due", "")),
        ("x", "not_supplied", ("not_supplied", "x")),
    ],
)
def test_add_takes_a_symbol_or_a_reason(add, typed, reason, stored):
    assert add(figure=typed, missing=reason).status_code == 302
    row = Outturn.objects.get()
    assert (row.value, (row.missing, row.symbol)) == (None, stored)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, {"figure": ["Give a number, or the reason why there is none."]}),
        (
            {"figure": "3", "missing": "suppressed"},
            {"figure": ["Give a number, or the reason why there is none, and not both."]},
        ),
        (
            {"figure": "1234567890123456"},
            {"figure": ["“1234567890123456” has more than 11 digits before the decimal point: check it."]},
        ),
        (
            {"figure": "ten"},
            {
                "figure": [
                    "“ten” is not a number: write a number, a symbol such as N/A, or leave the cell empty."
                ]
            },
        ),
        ({"figure": "9" * 41}, {"figure": ["This is too long: give at most 40 characters."]}),
        ({"figure": "3", "missing": "because"}, None),
        (
            {"figure": "3", "month": "2021-13"},
            {"month": ["Give a month as year and month, for example 2021-10 or Oct-21."]},
        ),
        ({"figure": "3", "month": ""}, {"month": ["This field is required."]}),
        ({"figure": "3", "month": "2190-01"}, {"month": ["January 2190 has not begun."]}),
        ({"figure": "3", "numerator": "N/A"}, {"numerator": ["Give a number, for example 1,897 or 71.9."]}),
        (
            {"figure": "3", "note": "x" * 301},
            {"note": ["Ensure this value has at most 300 characters (it has 301)."]},
        ),
    ],
)
def test_add_says_what_is_wrong_beside_the_field(add, typed, told):
    response = add(**typed)
    assert response.status_code == 200
    assert errors(response) == (
        told or {"missing": ["Select a valid choice. because is not one of the available choices."]}
    )
    assert Outturn.objects.count() == 0


def test_add_a_second_for_the_month_is_told_of_the_first(add, plans_ended, record):
    record(plans_ended, OCTOBER, 78)
    response = add(figure="79")
    assert errors(response) == {
        "__all__": ["This indicator has an outturn for that month already: change that one."]
    }
    assert Outturn.objects.get().value == Decimal(78)


def test_change_keeps_indicator_and_month(desk, plans_ended, make_indicator, record):
    row = record(plans_ended, OCTOBER, 78)
    form = desk.get(address(row, "change"))
    posted = as_posted(form, figure="79", indicator=make_indicator("contacts").pk, month="2021-09")
    assert desk.post(address(row, "change"), posted).status_code == 302
    row.refresh_from_db()
    assert (row.indicator, row.month, row.value, row.version) == (plans_ended, OCTOBER, Decimal(79), 2)


def test_change_shows_a_missing_figure_as_it_was_written(desk, add):
    add(figure="N/A")
    form = desk.get(address(Outturn.objects.get(), "change")).context["adminform"].form
    assert (form["figure"].value(), form["missing"].value()) == ("N/A", "not_applicable")


def test_a_published_month_asks_for_the_reason(desk, plans_ended, record, october_published):
    row = record(plans_ended, OCTOBER, 78, reason="first entry")
    page = desk.get(address(row, "change"))
    reason = page.context["adminform"].form.fields["reason"]
    assert reason.help_text == "October 2021 is published (November 2021 pack, edition 1): say why."
    told = desk.post(address(row, "change"), as_posted(page, figure="79"))
    assert (told.status_code, errors(told)) == (
        200,
        {
            "reason": [
                "October 2021 is published (November 2021 pack, edition 1), so Plans ended changes only with a reason: say why."
            ]
        },
    )
    assert 'value="79"' in told.content.decode()
    row.refresh_from_db()
    assert row.value == Decimal(78)
    done = desk.post(address(row, "change"), as_posted(page, figure="79", reason="counted twice"))
    assert done.status_code == 302
    assert row.history.first().history_change_reason == "counted twice"


def test_an_outturn_of_a_published_month_cannot_be_deleted(desk, plans_ended, record, october_published):
    row = record(plans_ended, OCTOBER, 78, reason="first entry")
    assert "deletelink" not in desk.get(address(row, "change")).content.decode()
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert Outturn.objects.count() == 1


def test_an_outturn_of_another_month_can(desk, plans_ended, record, officer):
    row = record(plans_ended, OCTOBER, 78)
    assert desk.post(address(row, "delete"), {"post": "yes"}).status_code == 302
    assert Outturn.objects.count() == 0
    assert Outturn.history.first().history_user == officer


def test_the_list_shows_figure_symbol_and_source(desk, make_indicator, record):
    rate = make_indicator("rate", name="Conferences in time", kind="percentage")
    record(rate, OCTOBER, "71.50", source_return=None)
    record(make_indicator("contacts", name="Contacts", order=1), OCTOBER, 14_567)
    page = desk.get(reverse(LIST), {"month": "2021-10"})
    admin = page.context["cl"].model_admin
    shown = [
        [getattr(admin, name)(row) for name in ("area", "indicator_name", "month_label", "shown", "source")]
        for row in page.context["cl"].result_list
    ]
    assert shown == [
        [
            "Child Protection",
            "Contacts",
            "Oct-21",
            "14,567",
            '<a href="/figures/contacts/#2021-10">typed in</a>',
        ],
        [
            "Child Protection",
            "Conferences in time",
            "Oct-21",
            "72%",
            '<a href="/figures/rate/#2021-10">typed in</a>',
        ],
    ]


def test_the_list_is_chosen_by_month_newest_first(desk, plans_ended, record):
    for month in (Month(2021, 9), OCTOBER):
        record(plans_ended, month, 1)
    page = desk.get(reverse(LIST), {"month": "2021-09"})
    assert [row.month for row in page.context["cl"].result_list] == [Month(2021, 9)]
    (chooser,) = [spec for spec in page.context["cl"].filter_specs if spec.title == "month"]
    assert chooser.lookup_choices == [("2021-10", "Oct-21"), ("2021-09", "Sep-21")]


@pytest.mark.parametrize(
    "asked", [{"month": "never"}, {"month": "2021-13"}, {"figure": "%00"}, {"q": "\x00"}]
)
def test_the_list_bears_what_makes_no_sense(desk, plans_ended, record, asked):
    record(plans_ended, OCTOBER, 1)
    assert desk.get(reverse(LIST), asked).status_code in {200, 302}


@pytest.mark.parametrize("word", ["plans ended", "plans-ended", "CP plans closed", "PLANS"])
def test_the_list_is_searched_by_name_code_and_alias(desk, plans_ended, make_indicator, record, word):
    save_indicator(indicator=plans_ended, by=None, aliases=["CP plans closed"])
    record(plans_ended, OCTOBER, 1)
    record(make_indicator("contacts"), OCTOBER, 2)
    page = desk.get(reverse(LIST), {"q": word})
    assert [row.indicator for row in page.context["cl"].result_list] == [plans_ended]


@pytest.mark.parametrize(
    ("figure", "values"), [("number", [Decimal(1)]), ("none", [None]), ("", [Decimal(1), None])]
)
def test_the_list_is_chosen_by_whether_there_is_a_number(desk, add, plans_ended, record, figure, values):
    record(plans_ended, NOVEMBER, 1)
    add(figure="N/A")
    page = desk.get(reverse(LIST), {"figure": figure} if figure else {})
    assert [row.value for row in page.context["cl"].result_list] == values


def test_the_gaps_of_the_latest_month_are_each_two_clicks_from_filled(
    desk, plans_ended, make_indicator, record
):
    contacts, referrals = make_indicator("contacts", order=1), make_indicator("referrals", order=2)
    record(plans_ended, OCTOBER, 31)
    page = desk.get(reverse(LIST))
    assert page.context["to_fill"].month == OCTOBER
    (first, link), (second, _) = page.context["gap_links"]
    assert (first.indicator_pk, second.indicator_pk) == (contacts.pk, referrals.pk)
    assert f'<a href="{link.replace("&", "&amp;")}">Contacts</a>' in page.content.decode()
    form = desk.get(link)
    response = desk.post(link, as_posted(form, figure="14,567"))
    assert (response.status_code, response.url) == (302, f"{reverse(LIST)}?month=2021-10")
    assert Outturn.objects.get(indicator=contacts).month == OCTOBER
    left = desk.get(response.url)
    assert [gap.code for gap, _ in left.context["gap_links"]] == ["referrals"]


def test_save_and_add_another_goes_to_the_next_gap(desk, plans_ended, make_indicator, record):
    make_indicator("contacts", order=1)
    referrals = make_indicator("referrals", order=2)
    record(plans_ended, OCTOBER, 31)
    (_, link), _ = desk.get(reverse(LIST)).context["gap_links"]
    response = desk.post(link, as_posted(desk.get(link), figure="1", _addanother="1"))
    form = desk.get(response.url).context["adminform"].form
    assert (form["indicator"].value(), form["month"].value()) == (str(referrals.pk), "2021-10")
    last = desk.post(response.url, as_posted(desk.get(response.url), figure="2", _addanother="1"))
    assert last.url == f"{reverse(LIST)}?month=2021-10"


def test_the_gaps_go_on_to_the_next_month_when_the_latest_is_whole(desk, plans_ended, record):
    record(plans_ended, OCTOBER, 31)
    page = desk.get(reverse(LIST))
    assert page.context["to_fill"].month == NOVEMBER
    assert [gap.code for gap, _ in page.context["gap_links"]] == ["plans-ended"]
    october = desk.get(reverse(LIST), {"month": "2021-10"})
    assert october.context["gap_links"] == []


def test_the_gaps_of_an_empty_site_are_last_months(desk, plans_ended):
    found = desk.get(reverse(LIST)).context["to_fill"]
    assert found.month == Month.of(clock.today()).plus(-1)
    assert [gap.code for gap in found.gaps] == ["plans-ended"]


def test_an_administrator_sees_gaps_without_links(signed_in, plans_ended, make_indicator, record):
    make_indicator("contacts", order=1)
    record(plans_ended, OCTOBER, 31)
    page = signed_in("administrator").get(reverse(LIST))
    assert [link for _, link in page.context["gap_links"]] == [""]
    assert "Contacts" in page.content.decode()
