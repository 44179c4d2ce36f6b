"""Whatever is posted to an add form comes back as the form with words, never as a failure, and stores nothing."""

import pytest

from indicators.models import (
    Area,
    Commentary,
    Comparator,
    Geography,
    Indicator,
    Outturn,
    Population,
    Target,
)
from tests.fixtures.desk import address, errors

FORMS = [Area, Indicator, Geography, Outturn, Target, Comparator, Population, Commentary]
ABSURD = [
    "",
    " ",
    "\x00",
    "-1",
    "9" * 16,
    "9" * 40,
    "1e400",
    "NaN",
    "2021-13",
    "2021-00",
    "0000/01",
    "9999/00",
    "x" * 100_000,
    "<script>alert(1)</script>",
    "'; DROP TABLE indicators_outturn; --",
    "\u202e\U0001f4a5",
    "[]",
]


@pytest.mark.parametrize("model", FORMS)
def test_one_text_in_every_field(model, desk_rows, signed_in):
    client = signed_in("performance_officer")
    page = address(model, "add")
    names = client.get(page).context["adminform"].form.fields
    before = model.objects.count()
    for text in ABSURD:
        response = client.post(page, dict.fromkeys(names, text))
        assert (response.status_code, bool(errors(response))) == (200, True), text[:40]
    assert model.objects.count() == before


@pytest.mark.parametrize("model", FORMS)
def test_nothing_at_all(model, desk_rows, signed_in):
    response = signed_in("performance_officer").post(address(model, "add"), {})
    assert response.status_code == 200
    assert errors(response)


def typed_well(rows):
    """A post that each form takes, to be spoilt in one field at a time."""
    indicator, england, area = rows["indicator"].pk, rows["geography"].pk, rows["area"].pk
    return {
        Area: {"name": "Front Door", "order": "1"},
        Indicator: {
            "name": "Contacts",
            "short_name": "Contacts",
            "code": "contacts",
            "area": area,
            "order": "1",
            "kind": "count",
            "decimal_places": "0",
            "frequency": "monthly",
            "basis": "in_month",
            "polarity": "none",
            "target_profile": "flat",
            "tolerance_kind": "absolute",
        },
        Geography: {"code": "E12000008", "name": "South East", "kind": "region", "order": "2"},
        Outturn: {"indicator": indicator, "month": "2021-11", "figure": "3"},
        Target: {"indicator": indicator, "year": "2022/23", "figure": "3", "kind": "not_stated"},
        Comparator: {
            "indicator": indicator,
            "geography": england,
            "year": "2019/20",
            "basis": "year_to_date",
            "figure": "3",
            "vintage": "table C1",
        },
        Population: {"geography": england, "year": "2019", "children": "51,805", "vintage": "table"},
        Commentary: {"month": "2021-11", "indicators": [indicator], "tells_us": "It fell."},
    }


@pytest.mark.parametrize("model", FORMS)
def test_what_is_typed_well_is_taken(model, desk_rows, signed_in):
    before = model.objects.count()
    response = signed_in("performance_officer").post(address(model, "add"), typed_well(desk_rows)[model])
    assert response.status_code == 302
    assert model.objects.count() == before + 1


@pytest.mark.parametrize(
    ("model", "spoilt", "told"),
    [
        (Indicator, {"kind": "rate"}, "Say per how many the rate is, for example 10000."),
        (Indicator, {"polarity": "range"}, "An indicator judged within a range needs both ends of it."),
        (
            Indicator,
            {"polarity": "range", "acceptable_low": "5", "acceptable_high": "4"},
            "An indicator judged within a range needs both ends of it.",
        ),
        (Indicator, {"basis": "since_month"}, "Say from which month the running total counts."),
        (
            Indicator,
            {"cumulates_from": "Nov-20"},
            "Only a running total from a stated month has a month to cumulate from.",
        ),
        (Indicator, {"code": "plans-ended"}, "Indicator with this Code already exists."),
        (Indicator, {"area": "999999999999999999999999"}, None),
        (Indicator, {"decimal_places": "5"}, "Ensure this value is less than or equal to 4."),
        (Indicator, {"rate_per": "2147483648"}, "Give a whole number, for example 51,805."),
        (Indicator, {"aliases": "x" * 4_001}, "This is too long: give at most 4,000 characters."),
        (Area, {"order": "10000"}, "Ensure this value is less than or equal to 9999."),
        (Area, {"name": "Child Protection"}, "Area with this Name already exists."),
        (Geography, {"code": "E92000001"}, "Geography with this Code already exists."),
        (Outturn, {"figure": "12345678901.23456"}, None),
        (
            Outturn,
            {"month": "2021-10"},
            "This indicator has an outturn for that month already: change that one.",
        ),
        (Target, {"year": "2021/22"}, "This indicator has a target for that year already: change that one."),
        (
            Target,
            {"year": "2021/23"},
            "Give a financial year such as 2021/22, or the year it starts in: 2021.",
        ),
        (Target, {"year": "1066"}, "Ensure this value is greater than or equal to 1990."),
        (Target, {"month": "2021-10"}, "October 2021 is not in 2022/23."),
        (Target, {"change_percent": "123456"}, None),
        (
            Comparator,
            {"year": "2020/21"},
            "That published file has a figure for this already. A corrected file is another vintage: name it so.",
        ),
        (
            Population,
            {"year": "2020", "vintage": "table C1"},
            "That published file has an estimate for this already. A corrected file is another vintage: name it so.",
        ),
        (Population, {"children": "-1"}, "Give a whole number, for example 51,805."),
        (Population, {"children": "1.5"}, "Give a whole number, for example 51,805."),
        (Commentary, {"indicators": []}, "Choose at least one indicator that this speaks for."),
        (Commentary, {"received_from": "x" * 151}, None),
        (Commentary, {"author": "0"}, None),
    ],
)
def test_one_thing_spoilt_is_told_in_words(model, spoilt, told, desk_rows, signed_in):
    before = model.objects.count()
    posted = typed_well(desk_rows)[model] | spoilt
    response = signed_in("performance_officer").post(address(model, "add"), posted)
    assert response.status_code == 200
    sentences = [sentence for sentences in errors(response).values() for sentence in sentences]
    assert len(sentences) == 1
    assert told in {None, *sentences}
    assert model.objects.count() == before


def test_huge_texts_are_kept_where_texts_may_be_long(desk_rows, signed_in):
    posted = typed_well(desk_rows)[Commentary] | {"analysis": "long " * 40_000}
    assert signed_in("performance_officer").post(address(Commentary, "add"), posted).status_code == 302
    assert len(Commentary.objects.get(month="2021-11-01").analysis) == 199_999
