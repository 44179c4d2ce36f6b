"""Two officers on one form: the second is told who changed what, and keeps what was typed."""

from decimal import Decimal

import pytest
from django.test import Client

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.operations.targets import set_target
from partnership.clock import LONDON
from tests.fixtures.desk import address, as_posted, errors

OCTOBER = Month(2021, 10)


@pytest.fixture
def first(signed_in):
    return signed_in("performance_officer")


@pytest.fixture
def second(person):
    client = Client()
    client.force_login(person("performance_officer", name="Second officer"))
    return client


def changed_at(row):
    return row.history.first().history_date.astimezone(LONDON).strftime("%-d %B %Y at %H:%M")


def test_the_second_officer_is_told_and_may_decide(first, second, plans_ended, record):
    row = record(plans_ended, OCTOBER, 78)
    page = address(row, "change")
    theirs, mine = first.get(page), second.get(page)
    assert first.post(page, as_posted(theirs, figure="80", note="counted again")).status_code == 302
    told = second.post(page, as_posted(mine, figure="1,079", note="my own note"))
    assert told.status_code == 409
    assert errors(told)["__all__"] == [
        f"Performance officer changed this on {changed_at(row)} while you were editing, so nothing was saved.",
        "Figure stands now at 80 (it was 78); your form has 1,079.",
        "Note stands now at “counted again” (it was nothing); your form has “my own note”.",
        "What you typed is still here. Saving again puts this form in place of what stands now.",
    ]
    shown = told.content.decode()
    assert 'value="1,079"' in shown
    assert 'value="my own note"' in shown
    row.refresh_from_db()
    assert (row.value, row.note, row.version) == (Decimal(80), "counted again", 2)
    again = as_posted(told, figure="1,079", note="my own note")
    assert again["seen_version"] == "2"
    assert second.post(page, again).status_code == 302
    row.refresh_from_db()
    assert (row.value, row.note, row.version) == (Decimal(1079), "my own note", 3)


def test_the_same_words_typed_twice_are_said_to_be_the_same(first, second, area):
    page = address(area, "change")
    theirs, mine = first.get(page), second.get(page)
    first.post(page, as_posted(theirs, name="Protection"))
    told = second.post(page, as_posted(mine, name="Protection", order=3))
    assert told.status_code == 409
    assert errors(told)["__all__"][1] == (
        "Name stands now at Protection (it was “Child Protection”), as in your form."
    )


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("indicator", {"definition": "Plans that ended."}),
        ("geography", {"name": "All England"}),
        ("target", {"figure": "99"}),
        ("commentary", {"analysis": "Staff left."}),
    ],
)
def test_every_form_refuses_the_second(first, second, desk_rows, kind, typed):
    row = desk_rows[kind]
    page = address(row, "change")
    theirs, mine = first.get(page), second.get(page)
    assert first.post(page, as_posted(theirs, **typed)).status_code == 302
    before = type(row).objects.values().get(pk=row.pk)
    other = {name: f"{value}1" for name, value in typed.items()}
    assert second.post(page, as_posted(mine, **other)).status_code == 409
    assert type(row).objects.values().get(pk=row.pk) == before


def test_a_change_of_the_indicators_it_speaks_for_is_told(first, second, desk_rows, make_indicator):
    contacts = make_indicator("contacts")
    row = desk_rows["commentary"]
    page = address(row, "change")
    theirs, mine = first.get(page), second.get(page)
    first.post(page, as_posted(theirs, indicators=[contacts.pk]))
    told = second.post(page, as_posted(mine, analysis="Staff left."))
    assert told.status_code == 409
    assert "Noted with it: indicators: Contacts." in errors(told)["__all__"]


def test_a_row_that_was_made_between_form_and_save_is_not_written_over(first, plans_ended, monkeypatch):
    """The race that a form's own check cannot see: the row appears after it."""
    from indicators.admin.targets import TargetForm

    def make_it_meanwhile(form):
        set_target(indicator=plans_ended, year=2021, by=None, reading=Reading.of(83))
        return {}

    monkeypatch.setattr(TargetForm, "_post_clean", lambda form: make_it_meanwhile(form) and None)
    told = first.post(
        "/admin/indicators/target/add/",
        {"indicator": plans_ended.pk, "year": "2021/22", "figure": "90", "kind": "local_ambition"},
    )
    assert told.status_code == 409
    assert errors(told)["__all__"][0].startswith("Somebody changed this on")
    assert plans_ended.targets.get().value == Decimal(83)


def test_no_version_is_shown(first, desk_rows):
    for kind in ("area", "indicator", "geography", "outturn", "target", "commentary"):
        page = first.get(address(desk_rows[kind], "change")).content.decode()
        assert '<input type="hidden" name="seen_version" value="1" id="id_seen_version">' in page
        assert "ersion:" not in page
