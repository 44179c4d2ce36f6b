"""The JSON of a chart: labels, datasets and options, the same for everybody, from the same document as the page."""

import json

import pytest

from boardpack.charts import chart_json
from boardpack.document import from_text
from boardpack.models import Pack
from boardpack.operations.packs import start_edition
from tests.boardpack.conftest import OCTOBER, record

DAY = "/packs/2021-11-24/"


def get(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    return json.loads(answer.content, parse_constant=pytest.fail)


@pytest.fixture
def board(signed_in):
    return signed_in("board_member")


def test_chart_is_the_frozen_documents(board, published, in_time):
    record(in_time, OCTOBER, 99, reason="recounted")

    found = get(board, f"{DAY}charts/in-time.json")
    assert found == chart_json(from_text(published.document).sections[0].chart)
    assert found["datasets"][0]["data"] == [67, 77, 73, 62]


def test_chart_of_a_draft_is_of_this_moment(signed_in, published, in_time):
    start_edition(pack=published, reason="Recounted.", by=None)
    record(in_time, OCTOBER, 99, reason="recounted")

    found = get(signed_in("chair"), f"{DAY}draft/charts/in-time.json")
    assert found["datasets"][0]["data"] == [67, 77, 73, 99]
    assert get(signed_in("chair"), f"{DAY}editions/1/charts/in-time.json")["datasets"][0]["data"][-1] == 62


def test_nothing_else_leaves(board, published):
    found = get(board, f"{DAY}charts/plans.json")

    assert set(found) == {"labels", "datasets", "options"}
    assert {key for one in found["datasets"] for key in one} == {
        "label", "data", "borderColor", "borderDash", "pointStyle", "role",
    }  # fmt: skip
    assert set(found["options"]) == {"title", "unit", "startsAtZero", "marks"}


def test_a_month_without_a_reading_is_null_and_a_zero_is_zero(board, signed_in, published, ended):
    start_edition(pack=published, reason="Recounted.", by=None)
    record(ended, OCTOBER, 0, reason="recounted")
    record(ended, OCTOBER.plus(-3), 5, reason="found")

    found = get(signed_in("chair"), f"{DAY}draft/charts/ended.json")
    assert found["datasets"][0]["data"] == [5, None, 75, 0]


def test_every_answer_is_the_same(board, published):
    answers = {board.get(f"{DAY}charts/in-time.json").content for _ in range(3)}

    assert len(answers) == 1


def test_chart_takes_no_more_queries_than_the_page(board, published, django_assert_num_queries):
    with django_assert_num_queries(3):
        board.get(f"{DAY}charts/in-time.json")


def test_charts_may_not_be_stored(board, published):
    assert board.get(f"{DAY}charts/in-time.json")["Cache-Control"] == "no-store"
    assert Pack.objects.count() == 1
