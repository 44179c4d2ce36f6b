"""The sample's return: 70 readings, 10 targets and 29 comparators, made whole from an empty site."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from indicators.importers import read_return
from indicators.importers.problems import Severity
from indicators.measures.periods import Month
from indicators.models import Area, Comparator, Geography, Indicator, Outturn, Return, Target
from indicators.operations.returns import ReturnOutcome, apply_return

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def apply(name: str, create_missing: bool) -> ReturnOutcome:
    content = SAMPLE.read_bytes()
    return apply_return(
        table=read_return(content),
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        by=None,
        now=NOW,
        create_missing=create_missing,
        warnings_note="Ten percentages are typed Number.",
    )


def counted(outcome: ReturnOutcome) -> tuple[int, int, int, bool]:
    return (outcome.new, outcome.changed, outcome.unchanged, outcome.applied)


def rows_held() -> dict[str, int]:
    models = apps.get_app_config("indicators").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[ReturnOutcome]:
    """Imported once, because no test here changes it; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield apply(SAMPLE.name, create_missing=True)
        transaction.set_rollback(True)


def test_sample_comes_in_whole(sample):
    assert counted(sample) == (109, 0, 0, True)
    assert Outturn.objects.filter(value__isnull=False).count() == Outturn.objects.count() == 70
    assert Target.objects.filter(value__isnull=False, year=2021, month=None).count() == 7
    assert Target.objects.filter(missing="not_applicable", symbol="N/A").count() == 3
    assert Comparator.objects.filter(year=2020, vintage="return november-2021-return.tsv").count() == 29
    assert Comparator.objects.filter(missing="not_applicable").count() == 12


def test_sample_has_its_rows_in_order_under_its_own_names(sample):
    rows = [(row.area.name, row.name) for row in Indicator.objects.select_related("area")]
    assert rows == [(row.area, row.indicator) for row in read_return(SAMPLE.read_bytes()).rows]
    assert list(Area.objects.values_list("name", "order")) == [("Front Door", 10), ("Child Protection", 20)]


def test_sample_is_recognised_from_the_catalogue(sample):
    row = Indicator.objects.get(code="icpc-in-15-days")
    assert (row.kind, row.basis, row.basis_confirmed) == ("percentage", "in_month", True)
    assert (row.polarity, row.polarity_confirmed, row.decimal_places) == ("higher", True, 0)
    assert row.short_name == "Conferences in 15 days"
    assert row.definition
    assert "ICPC's held within 15 days" in row.aliases
    assert row.name not in row.aliases
    to_confirm = ["referral-rate", "section-47-rate", "icpc-rate", "plan-rate"]
    assert [row.code for row in Indicator.objects.to_confirm()] == to_confirm


def test_sample_makes_its_three_places(sample):
    assert list(Geography.objects.values_list("code", "name", "kind")) == [
        ("E06000045", "Southampton", "own"),
        ("E12000008", "South East", "region"),
        ("E92000001", "England", "england"),
    ]


def test_sample_tells_of_its_odd_row_its_four_running_totals_and_its_signal(sample):
    assert [(problem.row, problem.column, problem.severity) for problem in sample.problems] == [
        (6, "D (Apr-21)", Severity.WARNING),
        (7, "D (Apr-21)", Severity.WARNING),
        (8, "D (Apr-21)", Severity.WARNING),
        (10, "C (Outturn type)", Severity.WARNING),
        (10, "J (Oct-21)", Severity.WARNING),
        (12, "D (Apr-21)", Severity.WARNING),
    ]


def test_a_blank_comparator_writes_nothing(sample):
    figures = Comparator.objects.filter(indicator__code="plans-ended")
    assert sorted(figures.values_list("geography__name", flat=True)) == ["England", "South East"]


def test_sample_again_changes_nothing_and_says_so(sample):
    before = rows_held()
    assert counted(apply(SAMPLE.name, create_missing=True)) == (0, 0, 109, True)
    assert counted(apply("another-name.tsv", create_missing=False)) == (0, 0, 109, True)
    assert rows_held() == before


def test_every_figure_knows_its_return_and_cell(sample):
    kept = Return.objects.get()
    row = Outturn.objects.get(indicator__code="icpc-to-plan", month=Month(2021, 10))
    assert (row.source_return, row.source_cell, row.value) == (kept, "J10", Decimal(79))
    assert set(Comparator.objects.values_list("source_return", flat=True)) == {kept.pk}
    assert (kept.file_name, kept.layout, kept.at, kept.by) == (SAMPLE.name, "wide", NOW, None)
    assert kept.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert kept.counts == {"new": 109, "changed": 0, "unchanged": 0}
    assert kept.table["rows"][5]["cells"][9] == "79%"
    assert len(kept.table["rows"]) == 10


def test_comparators_are_full_year_figures_and_a_stock_is_the_level_at_its_end(sample):
    bases = dict(Comparator.objects.filter(geography__kind="own").values_list("indicator__code", "basis"))
    assert bases["contacts"] == bases["icpc-in-15-days"] == "year_to_date"
    assert bases["plans"] == "month_end"
