"""An officer enters a month on one page: saved together, told of conflicts cell by cell, bearing any post."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from indicators.measures.periods import Month
from indicators.models import DataNote, Outturn
from partnership import clock
from tests.fixtures.desk import ROLES

OCTOBER = Month(2021, 10)
GRID = "/admin/indicators/outturn/month/2021-10/"
CHECK = f"{GRID}check/"


@pytest.fixture
def desk(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def second(person):
    client = Client()
    client.force_login(person("performance_officer", name="Second officer"))
    return client


@pytest.fixture
def contacts(make_indicator):
    return make_indicator("contacts", order=1)


def posted(page, **typed):
    """What the browser would send from the page, with some of it typed over: r1_figure for r1-figure."""
    values = {}
    for _, lines in page.context["areas"]:
        for line in lines:
            for field in [*line.hidden, *(box.field for box in line.boxes)]:
                values[field.html_name] = "" if field.value() is None else str(field.value())
            for box in line.boxes:
                for answer in box.answers:
                    values[f"r{line.key}-{answer.value}-{box.column}"] = answer.words
    if reason := page.context["reason"]:
        values["reason"] = reason["reason"].value() or ""
    return values | {name.replace("_", "-"): value for name, value in typed.items()}


def cell(indicator, column="figure"):
    return f"r{indicator.pk}_{column}"


def faults(response):
    return [(fault.where, fault.sentence) for fault in response.context["faults"]]


def said(response):
    return [str(message) for message in response.context["messages"]]


def held():
    return {row.indicator_id: (str(row.value.normalize()), row.version) for row in Outturn.objects.all()}


def test_a_month_is_saved_in_one_post(desk, plans_ended, contacts, record, officer):
    record(plans_ended, OCTOBER, 31)
    typed = {cell(plans_ended): "32", cell(contacts): "1,897", cell(contacts, "standing"): "provisional"}
    response = desk.post(GRID, posted(desk.get(GRID), **typed), follow=True)
    assert response.redirect_chain == [(GRID, 302)]
    assert said(response) == ["October 2021 is saved: 1 new, 1 changed, 0 as they were."]
    assert held() == {plans_ended.pk: ("32", 2), contacts.pk: ("1897", 1)}
    row = Outturn.objects.get(indicator=contacts)
    assert (row.provisional, row.history.get().history_user) == (True, officer)


def test_a_page_sent_as_it_came_writes_nothing(desk, plans_ended, record):
    record(plans_ended, OCTOBER, "31.5", note="late")
    page = desk.get(GRID)
    assert [line.is_typed for _, lines in page.context["areas"] for line in lines] == [False]
    response = desk.post(GRID, posted(page), follow=True)
    assert said(response) == ["Nothing differed from what stands, so nothing was saved."]
    assert held() == {plans_ended.pk: ("31.5", 1)}


def test_a_blank_removes_nothing_and_says_so(desk, plans_ended, record):
    row = record(plans_ended, OCTOBER, 15)
    response = desk.post(GRID, posted(desk.get(GRID), **{cell(plans_ended): ""}), follow=True)
    assert said(response) == [
        "Nothing differed from what stands, so nothing was saved.",
        "Plans ended was left blank, so 15 still stands: to remove it, use "
        f"<a href='/admin/indicators/outturn/{row.pk}/change/'>its own form</a>.",
    ]
    assert held() == {plans_ended.pk: ("15", 1)}


def test_errors_are_told_at_their_fields_and_nothing_is_written(desk, plans_ended, contacts):
    typed = {cell(plans_ended): "about 30", cell(contacts): "5", cell(contacts, "numerator"): "N/A"}
    response = desk.post(GRID, posted(desk.get(GRID), **typed))
    assert response.status_code == 200
    assert [(fault.where, fault.sentence, fault.field_id) for fault in response.context["faults"]] == [
        ("Contacts, numerator", "Give a number, for example 1,897 or 71.9.", f"id_r{contacts.pk}-numerator"),
        (
            "Plans ended, value",
            "“about 30” is not a number: write a number, a symbol such as N/A, or leave the cell empty.",
            f"id_r{plans_ended.pk}-figure",
        ),
    ]
    assert posted(response)[f"r{plans_ended.pk}-figure"] == "about 30"
    lines = [line for _, lines in response.context["areas"] for line in lines]
    assert [line.is_typed for line in lines] == [True, True]
    assert held() == {}


@pytest.mark.parametrize(
    ("stands", "sentence"),
    [
        (None, "Give the value too, or a symbol such as N/A: what is beside it cannot be saved alone."),
        (
            15,
            "The value was left blank: put it back, or remove the figure in its own form, to change this row.",
        ),
    ],
)
def test_a_note_without_a_value_is_refused(desk, plans_ended, record, stands, sentence):
    if stands:
        record(plans_ended, OCTOBER, stands)
    typed = {cell(plans_ended): "", cell(plans_ended, "note"): "late"}
    response = desk.post(GRID, posted(desk.get(GRID), **typed))
    assert faults(response) == [("Plans ended, value", sentence)]


def test_what_the_checks_say_is_told(desk, plans_ended, contacts, record):
    record(contacts, Month(2021, 9), 31)
    sent = posted(desk.get(GRID), **{cell(plans_ended): "-3", cell(contacts): "310"})
    response = desk.post(GRID, sent)
    assert faults(response) == [
        (
            "Plans ended, value",
            "-3 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure.",
        )
    ]
    assert Outturn.objects.count() == 1
    saved = desk.post(GRID, sent | {f"r{plans_ended.pk}-figure": "3"}, follow=True)
    assert said(saved)[0] == "October 2021 is saved: 2 new, 0 changed, 0 as they were."
    assert [sentence.split(":")[0] for sentence in said(saved)[1:]] == ["Contacts"]


def test_two_officers_choose_cell_by_cell(desk, second, plans_ended, contacts, record, monkeypatch):
    for indicator in (plans_ended, contacts):
        record(indicator, OCTOBER, 12)
    mine = desk.get(GRID)
    theirs = {cell(plans_ended): "15", cell(plans_ended, "note"): "recount", cell(contacts): "16"}
    assert second.post(GRID, posted(second.get(GRID), **theirs)).status_code == 302
    typed = {cell(plans_ended): "17", cell(contacts): "18", cell(contacts, "note"): "mine"}
    told = desk.post(GRID, posted(mine, **typed))
    assert told.status_code == 409
    at = Outturn.history.first().history_date.astimezone(clock.LONDON)
    keep = f"(Second officer, {at:%H:%M}; it was"
    assert faults(told) == [
        ("Contacts, value", f"Choose one: keep 16 {keep} 12), or use mine: 18."),
        ("Contacts, note", f"Choose one: keep nothing {keep} nothing), or use mine: mine."),
        ("Plans ended, value", f"Choose one: keep 15 {keep} 12), or use mine: 17."),
    ]
    assert held() == {plans_ended.pk: ("15", 2), contacts.pk: ("16", 2)}
    again = posted(told)
    assert [again[f"r{row.pk}-{name}"] for row in (plans_ended, contacts) for name in ("figure", "note")] == [
        "17",
        "recount",
        "18",
        "mine",
    ]
    # Without a choice nothing is overwritten.
    asked = desk.post(GRID, again)
    assert (asked.status_code, faults(asked)) == (200, faults(told))
    assert held() == {plans_ended.pk: ("15", 2), contacts.pk: ("16", 2)}
    choices = {
        f"r{plans_ended.pk}-choice-figure": "mine",
        f"r{contacts.pk}-choice-figure": "keep",
        f"r{contacts.pk}-choice-note": "mine",
    }
    saved = desk.post(GRID, posted(asked) | choices, follow=True)
    assert said(saved) == ["October 2021 is saved: 0 new, 2 changed, 0 as they were."]
    assert held() == {plans_ended.pk: ("17", 3), contacts.pk: ("16", 3)}
    notes = dict(Outturn.objects.values_list("indicator", "note"))
    assert notes == {plans_ended.pk: "recount", contacts.pk: "mine"}


def test_a_third_change_is_a_conflict_again(desk, plans_ended, record):
    row = record(plans_ended, OCTOBER, 12)
    mine = desk.get(GRID)
    record(plans_ended, OCTOBER, 15)
    told = desk.post(GRID, posted(mine, **{cell(plans_ended): "17"}))
    record(plans_ended, OCTOBER, 16)
    choice = {f"r{plans_ended.pk}-choice-figure": "mine"}
    again = desk.post(GRID, posted(told) | choice)
    assert again.status_code == 409
    assert held() == {plans_ended.pk: ("16", 3)}
    assert posted(again)[f"r{plans_ended.pk}-version"] == "3"
    desk.post(GRID, posted(again) | choice)
    row.refresh_from_db()
    assert (row.value, row.version) == (17, 4)


def test_a_conflict_of_another_day_has_its_date(desk, plans_ended, record, monkeypatch):
    record(plans_ended, OCTOBER, 12)
    mine = desk.get(GRID)
    record(plans_ended, OCTOBER, 15)
    monkeypatch.setattr(clock, "now", lambda: datetime(2199, 1, 2, 10, 0, tzinfo=UTC))
    told = desk.post(GRID, posted(mine, **{cell(plans_ended): "17"}))
    at = Outturn.history.first().history_date.astimezone(clock.LONDON)
    assert f"keep 15 (Somebody, {at:%-d %B %Y at %H:%M}; it was 12)" in told.content.decode()


def test_a_published_month_asks_for_a_reason(desk, plans_ended, record, october_published):
    record(plans_ended, OCTOBER, 15, reason="first")
    page = desk.get(GRID)
    response = desk.post(GRID, posted(page, **{cell(plans_ended): "17"}))
    assert faults(response) == [
        (
            "Reason",
            "October 2021 is published (November 2021 pack, edition 1), so Plans ended changes only with a reason: say why.",
        )
    ]
    assert held() == {plans_ended.pk: ("15", 1)}
    assert desk.post(GRID, posted(response, reason="counted twice")).status_code == 302
    assert held() == {plans_ended.pk: ("17", 2)}
    assert Outturn.history.first().history_change_reason == "counted twice"


def test_only_a_published_month_has_the_reason(desk, plans_ended):
    assert desk.get(GRID).context["reason"] is None


def test_what_is_not_on_the_page_is_not_written(desk, plans_ended, contacts, make_indicator, record):
    quarterly = make_indicator("quarterly", frequency="quarterly")
    record(contacts, OCTOBER, 5)
    sent = {
        name: value
        for name, value in posted(desk.get(GRID)).items()
        if name.startswith(f"r{plans_ended.pk}-")
    }
    extra = {
        f"r{plans_ended.pk}-figure": "31",
        f"r{plans_ended.pk}-month": "2021-09",
        f"r{plans_ended.pk}-value": "99",
        f"r{plans_ended.pk}-source_cell": "Z9",
        f"r{quarterly.pk}-figure": "7",
        f"r{quarterly.pk}-version": "0",
        "month": "2021-09",
        "by": "1",
    }
    assert desk.post(GRID, sent | extra).status_code == 302
    assert held() == {plans_ended.pk: ("31", 1), contacts.pk: ("5", 1)}
    row = Outturn.objects.get(indicator=plans_ended)
    assert (row.month, row.source_cell) == (OCTOBER, "")


GARBAGE = [
    "\x00",
    "9" * 5_000,
    "-1",
    "1e9",
    "NaN",
    "Infinity",
    "😀",
    "<script>",
    "'",
    "[]",
    " ",
    "99999999999999999999",
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_borne_and_writes_nothing_by_itself(desk, plans_ended, record, garbage):
    record(plans_ended, OCTOBER, 15)
    sent = posted(desk.get(GRID))
    for name in [*sent, *(f"r{plans_ended.pk}-{what}-figure" for what in ("choice", "keep", "mine"))]:
        response = desk.post(GRID, sent | {name: garbage})
        assert response.status_code in {200, 302, 409}, name
    everything = dict.fromkeys(sent, garbage)
    assert desk.post(GRID, everything).status_code == 200


def test_a_row_without_its_version_is_refused(desk, plans_ended, record):
    record(plans_ended, OCTOBER, 15)
    response = desk.post(GRID, {f"r{plans_ended.pk}-figure": "17"})
    assert set(faults(response)) == {
        ("Plans ended, value", "Open the month again: it cannot be told what stood here.")
    }
    assert held() == {plans_ended.pk: ("15", 1)}


def test_a_month_not_begun_is_refused(desk, plans_ended):
    following = Month.of(clock.today()).plus(1)
    address = reverse("admin:indicators_outturn_month", args=[str(following)])
    for response in (
        desk.get(address, follow=True),
        desk.post(address, {f"r{plans_ended.pk}-figure": "17"}, follow=True),
    ):
        assert said(response) == [f"{following.name} has not begun: its figures are entered once it has."]
    assert held() == {}
    this_month = desk.get(reverse("admin:indicators_outturn_month", args=[str(following.plus(-1))]))
    assert (this_month.status_code, this_month.context["later"]) == (200, None)


@pytest.mark.parametrize("month", ["2021-13", "october", "1066-10", "1900-01", "2021-1"])
def test_what_is_no_month_is_not_found(desk, db, month):
    assert desk.get(f"/admin/indicators/outturn/month/{month}/").status_code == 404
    assert desk.post(f"/admin/indicators/outturn/month/{month}/check/").status_code == 404


def test_months_beside_and_the_list_are_linked(desk, plans_ended):
    page = desk.get(GRID)
    assert page.context["earlier"] == ("September 2021", "/admin/indicators/outturn/month/2021-09/")
    assert page.context["later"] == ("November 2021", "/admin/indicators/outturn/month/2021-11/")
    assert f'<a href="{GRID}">' in desk.get("/admin/indicators/outturn/?month=2021-10").content.decode()


def test_every_figure_leads_to_where_it_came_from(desk, plans_ended, record):
    record(plans_ended, OCTOBER, 31)
    record(plans_ended, OCTOBER.plus(-1), 30)
    origins = reverse("boardpack:figures", args=[plans_ended.code])
    body = desk.get(GRID).content.decode()
    assert (
        f'<a href="{origins}#2021-10">' in body,
        f'<a href="{origins}#2021-09" tabindex="-1">30</a>' in body,
    ) == (True, True)


def test_a_month_without_indicators_says_what_to_do(desk, db):
    assert "No indicator is due in October 2021." in desk.get(GRID).content.decode()


def test_pages_by_role(signed_in, plans_ended):
    asked = json.dumps({"indicator": plans_ended.pk, "figure": "x1"})
    found = {}
    for role in ROLES:
        client = signed_in(role)
        found[role] = (
            client.get(GRID).status_code,
            client.post(GRID, {f"r{plans_ended.pk}-figure": "1"}).status_code,
            client.post(CHECK, asked, content_type="application/json").status_code,
        )
    refused = dict.fromkeys(ROLES, (403, 403, 403))
    assert found == refused | {"performance_officer": (200, 200, 200)}
    assert held() == {}


def test_nobody_is_asked_to_sign_in(client, db):
    assert client.get(GRID).url == f"/accounts/login/?next={GRID}"
    assert client.post(CHECK).status_code == 302


def test_a_check_answers_for_one_row(desk, plans_ended):
    asked = {"indicator": plans_ended.pk, "figure": "-3", "numerator": "", "denominator": ""}
    response = desk.post(CHECK, json.dumps(asked), content_type="application/json")
    assert response.json() == {
        "findings": [
            {
                "level": "Error",
                "column": "figure",
                "sentence": "-3 for Oct-21 is less than nothing, which a number or rate cannot be: correct the figure.",
            }
        ]
    }


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[1]", 400),
        (b'"text"', 400),
        (b"{}", 400),
        (b'{"indicator": true}', 400),
        (b'{"indicator": "1"}', 400),
        (b'{"indicator": 1, "figure": 3}', 400),
        (b'{"indicator": ' + b"9" * 6_000 + b"}", 400),
        (b'{"indicator": 987654, "figure": "\\u0000"}', 404),
        (json.dumps({"indicator": 1, "figure": "1" * 1_001}).encode(), 400),
    ],
)
def test_a_check_bears_any_body(desk, db, body, status):
    assert desk.post(CHECK, body, content_type="application/json").status_code == status


def test_a_check_needs_the_token_of_the_page(officer, plans_ended):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert client.post(CHECK, b"{}", content_type="application/json").status_code == 403


def test_warnings_of_the_month_are_confirmed_with_a_note_until_the_figures_change(desk, plans_ended, record):
    record(plans_ended, Month(2021, 9), 31)
    record(plans_ended, OCTOBER, 310)
    (warning,) = desk.get(GRID).context["to_confirm"]
    assert warning.name == "Plans ended"
    assert said(desk.post(f"{GRID}confirm/", {"note": "So it is."}, follow=True)) == [
        "Tick the warnings that you have looked at."
    ]
    ticked = {"warning": warning.value, "note": "A school closed."}
    assert said(desk.post(f"{GRID}confirm/", ticked | {"note": " "}, follow=True)) == [
        "Say why these warnings are accepted: a note is needed."
    ]
    told = desk.post(f"{GRID}confirm/", ticked, follow=True)
    assert (said(told), told.context["to_confirm"]) == (["Confirmed with your note: 1 warning."], ())
    row = DataNote.objects.get()
    assert (row.indicator, row.note, row.by.name) == (plans_ended, "A school closed.", "Performance officer")
    again = said(desk.post(f"{GRID}confirm/", ticked, follow=True))
    assert again[0].startswith("The figures behind a warning have changed since you looked at it")
    record(plans_ended, OCTOBER, 320)
    assert [each.name for each in desk.get(GRID).context["to_confirm"]] == ["Plans ended"]


@pytest.mark.parametrize("odd", ["", "x", "a|b", "a|b|c|d", "\x00|" * 9000])
def test_confirming_bears_any_post(desk, odd):
    assert desk.post(f"{GRID}confirm/", {"warning": [odd], "note": odd}).status_code == 302


@pytest.mark.parametrize("count", [10, 60])
def test_the_page_takes_the_same_queries_for_any_number_of_rows(
    desk, make_indicator, record, django_assert_num_queries, count
):
    for number in range(count):
        record(make_indicator(f"indicator-{number}"), OCTOBER, number)
    desk.get(GRID)
    with django_assert_num_queries(PAGE_QUERIES):
        desk.get(GRID)


PAGE_QUERIES = (
    12  # the session, the person with their roles, the watchdog's, the grid's four, the checks' five
)
