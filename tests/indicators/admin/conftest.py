"""One row of each kind on the desk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Model

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import PublishedMonth, Return
from indicators.operations.commentary import save_commentary
from indicators.operations.comparators import record_comparator, record_population
from indicators.operations.published import mark_published
from indicators.operations.targets import set_target
from tests.fixtures.guard import lifted

NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)
OCTOBER = Month(2021, 10)


@pytest.fixture
def desk_rows(plans_ended: Any, area: Any, england: Any, record: Any) -> dict[str, Model]:
    """By the model's name. September is published, October is not."""
    who: dict[str, Any] = {"by": None, "now": NOW}
    figure = Reading.of("494.3")
    mark_published(months=[Month(2021, 9)], pack="October 2021 pack", **who)
    with lifted():
        arrived = Return.objects.create(
            file_name="october.tsv",
            sha256="0" * 64,
            layout="wide",
            at=NOW,
            counts={"new": 1, "changed": 0},
            table={
                "headings": ["Indicator", "Oct-21"],
                "columns": ["A", "B"],
                "rows": [{"row": 2, "cells": {"A2": "<b>Plans ended</b>", "B2": "31"}}],
            },
        )
    compared = {"geography": england, "year": 2020, "vintage": "table C1"}
    return {
        "area": area,
        "indicator": plans_ended,
        "geography": england,
        "outturn": record(plans_ended, OCTOBER, 31),
        "target": set_target(indicator=plans_ended, year=2021, by=None, reading=figure),
        "comparator": record_comparator(indicator=plans_ended, reading=figure, **compared, **who),
        "population": record_population(children=51_805, **compared, **who),
        "commentary": save_commentary(
            commentary=None, by=None, month=OCTOBER, indicators=[plans_ended], tells_us="Fewer plans ended."
        ),
        "return": arrived,
        "publishedmonth": PublishedMonth.objects.get(),
    }
