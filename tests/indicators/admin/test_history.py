"""The history of a row reads as what happened: who, when, what was and is, and why."""

import pytest

from indicators.measures.periods import Month
from indicators.measures.readings import Missing, Reading
from indicators.operations.outturns import record_outturn, remove_outturn
from indicators.operations.setup import save_indicator
from tests.fixtures.desk import address

OCTOBER = Month(2021, 10)


def lines(response):
    return [
        (
            record.line.by,
            record.line.done,
            record.line.reason,
            [(change.label, change.was, change.now) for change in record.line.changes],
        )
        for record in response.context["page_obj"]
    ]


def test_an_outturns_history_is_told_newest_first(signed_in, plans_ended, officer, record):
    record(plans_ended, OCTOBER, 14_567)
    row = record_outturn(
        indicator=plans_ended,
        month=OCTOBER,
        reading=Reading.none(Missing.NOT_APPLICABLE, "N/A"),
        by=officer,
        reason="not counted <b>here</b>",
    )
    response = signed_in("performance_officer").get(address(row, "history"))
    assert lines(response) == [
        (
            "Performance officer",
            "changed",
            "not counted <b>here</b>",
            [
                ("Figure", "14,567", "nothing"),
                ("Reason without a number", "nothing", "not applicable"),
                ("As written", "nothing", "N/A"),
            ],
        ),
        ("the system", "made", "", []),
    ]
    page = response.content.decode()
    assert "Figure: was 14,567, is nothing" in page
    assert "<b>here</b>" not in page
    assert "style=" not in page
    assert "ersion" not in page


def test_history_names_choices_months_and_people(signed_in, plans_ended, person, officer):
    owner = person("data_owner")
    save_indicator(
        indicator=plans_ended,
        by=officer,
        basis="since_month",
        cumulates_from=Month(2020, 11),
        data_owner=owner,
        basis_confirmed=True,
    )
    (changed, _) = lines(signed_in("administrator").get(address(plans_ended, "history")))
    assert changed[3] == [
        ("Basis", "in the month", "running total from a stated month"),
        ("Basis confirmed", "no", "yes"),
        ("Cumulates from", "nothing", "Nov-20"),
        ("Data owner", "nothing", "Data owner"),
    ]


def test_history_of_a_removed_row_is_still_there(signed_in, plans_ended, officer, record):
    row = record(plans_ended, OCTOBER, 31)
    page = address(row, "history")
    remove_outturn(outturn=row, by=officer, reason="entered twice")
    told = lines(signed_in("performance_officer").get(page))
    assert [line[:3] for line in told] == [
        ("Performance officer", "removed", "entered twice"),
        ("the system", "made", ""),
    ]


def test_history_over_several_pages_keeps_every_change(signed_in, plans_ended, officer, record):
    for value in range(102):
        record(plans_ended, OCTOBER, value)
    client = signed_in("performance_officer")
    page = address(plans_ended.outturns.get(), "history")
    first, second = lines(client.get(page)), lines(client.get(page, {"p": 2}))
    assert (len(first), len(second)) == (100, 2)
    assert first[-1][3] == [("Figure", "1", "2")]
    assert second[0][3] == [("Figure", "0", "1")]


@pytest.mark.parametrize("odd", ["abc", "1_2F", "99999999999999999999", "0"])
def test_history_of_nothing_is_not_found(signed_in, plans_ended, odd):
    page = address(plans_ended, "history").replace(f"/{plans_ended.pk}/", f"/{odd}/")
    assert signed_in("performance_officer").get(page).status_code == 404
