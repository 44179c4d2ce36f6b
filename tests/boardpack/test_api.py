"""The JSON of an indicator: the command's answer for readers of drafts, the published pack's for everybody else."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from indicators.measures.periods import Month
from indicators.measures.spc import xmr
from tests.boardpack.conftest import record

AT = "/api/indicators/in-time/"


def printed(*arguments):
    out = StringIO()
    call_command("measure", *arguments, stdout=out)
    return out.getvalue()


def test_command_and_address_give_the_same_answer(in_time, signed_in):
    asked = signed_in("chair").get(f"{AT}?month=2021-10")
    assert (asked.status_code, asked["Content-Type"]) == (200, "application/json")
    answer = asked.json()
    assert answer == json.loads(printed("in-time", "--month", "2021-10", "--json"))
    assert answer == signed_in("performance_officer").get(AT).json()
    assert list(answer) == [
        "code", "name", "area", "kind", "basis", "basis_confirmed", "polarity", "frequency", "month", "source",
        "rules_version", "reading", "readings", "in_month_readings", "in_month_sentence", "target", "target_to_date", "rag",
        "forecast", "direction", "spc", "signal", "exception", "projection", "benchmarks", "comparisons", "concern",
        "events", "notes", "calculated", "checks", "narrative",
    ]  # fmt: skip


def test_answer_holds_what_the_rules_say(in_time, signed_in):
    answer = signed_in("chair").get(AT).json()
    assert [(each["month"], each["value"]) for each in answer["readings"]] == [
        ("2021-07", 67),
        ("2021-08", 77),
        ("2021-09", 73),
        ("2021-10", 62),
    ]
    assert (answer["rag"]["status"], answer["target"]["value"], answer["direction"]["travel"]) == (
        "red",
        83,
        "worsening",
    )
    chart = xmr([67, 77, 73, 62], polarity="higher", target=83)
    assert [(point["lower"], point["special_cause"]) for point in answer["spc"]["points"]] == [
        (point.lower, point.special_cause.value) for point in chart.points
    ]
    assert (answer["spc"]["shown"], answer["spc"]["variation"], answer["spc"]["assurance"]) == (
        False,
        chart.variation.value,
        chart.assurance.value,
    )
    assert answer["narrative"]["sentences"][0]["rests_on"]


def test_checks_are_told_with_what_they_rest_on(measured, signed_in):
    falls = measured("falls", 20, 10, kind="count", basis="year_to_date", polarity="none")
    record(falls, Month(2021, 11), 5)
    (answer,) = [signed_in("chair").get("/api/indicators/falls/?month=2021-10").json()]
    assert {(each["check"], each["level"], each["month"]) for each in answer["checks"]} >= {
        ("total-falls", "error", "2021-10")
    }
    assert "2021-11" not in {each["month"] for each in answer["checks"]}


def test_others_read_what_a_published_pack_shows_or_nothing(published, in_time, signed_in):
    record(in_time, Month(2021, 10), 99, reason="Restated.")
    board = signed_in("board_member")
    answer = board.get(AT).json()
    assert (answer["reading"]["value"], answer["readings"][-1]["value"], answer["source"]) == (
        62,
        62,
        "Board pack, November 2021, edition 1",
    )
    live = signed_in("chair").get(f"{AT}?month=2021-09").json()
    assert list(answer) == list(live)
    chart = xmr([67, 77, 73, 62], polarity="higher", target=83)
    assert [(each["month"], each["value"], each["special_cause"]) for each in answer["spc"]["points"]] == [
        (f"2021-{at:02d}", point.value, point.special_cause.value) for at, point in enumerate(chart.points, 7)
    ]
    assert {(each["mean"], each["lower"], each["upper"]) for each in answer["spc"]["points"]} == {
        (point.mean, point.lower, point.upper) for point in chart.points
    }
    assert (answer["spc"]["shown"], answer["spc"]["variation"]) == (False, None)
    assert [each["value"] for each in answer["in_month_readings"]] == [67, 77, 73, 62]
    assert (answer["kind"], answer["basis"], answer["basis_confirmed"]) == ("percentage", "in_month", True)
    assert answer["narrative"]["sentences"][0]["rests_on"][0] == "62% in Oct-21"
    assert "99" not in answer["narrative"]["text"]
    assert answer["checks"] is None
    refused = board.get(f"{AT}?month=2021-09")
    assert (refused.status_code, refused.json()["error"]) == (
        403,
        "No published pack shows this indicator for that month, and your account may not read drafts.",
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"{AT}?month=soon", 400), (f"{AT}?month=0000-99", 400), ("/api/indicators/no-such/", 404)],
)
def test_errors_are_one_sentence_of_json(address, status, in_time, signed_in):
    answer = signed_in("chair").get(address)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


def test_nobody_is_told_anything_before_signing_in(published):
    answer = Client().get(AT)
    assert (answer.status_code, answer.json()) == (403, {"error": "Sign in first."})
    assert Client().post(AT).status_code == 405


def test_command_says_in_words_and_refuses_what_is_not_there(in_time):
    assert printed("in-time").splitlines()[:1] == ["Name of in-time, October 2021: 62%"]
    with pytest.raises(CommandError, match="no-such is not the code of an indicator of this site: check it"):
        printed("no-such")
    with pytest.raises(CommandError, match="soon is not a month: write it as 2021-10"):
        printed("in-time", "--month", "soon")
