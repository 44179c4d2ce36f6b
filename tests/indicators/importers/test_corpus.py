"""Every file of tests/corpus leads to its one outcome, on a site that holds the sample already."""

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from indicators.importers import read_return
from indicators.importers.grid import MAX_ROWS
from indicators.importers.problems import ImportProblem, ReturnRefused, Severity
from indicators.operations.returns import apply_return

CORPUS = settings.BASE_DIR / "tests" / "corpus"
SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
OUTCOMES = tomllib.loads((CORPUS / "outcomes.toml").read_text(encoding="utf-8"))
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def endless() -> bytes:
    """The sample's table, and empty rows below it: one more than a file may have."""
    rows = SAMPLE.read_bytes().rstrip(b"\n")
    return rows + b"\n" * (MAX_ROWS + 1 - rows.count(b"\n"))


MADE = {"too-many-rows.tsv": endless}  # too long to keep as files


def given(name: str) -> bytes:
    return MADE[name]() if name in MADE else (CORPUS / name).read_bytes()


def imported(
    name: str, content: bytes, create_missing: bool = False
) -> tuple[Any, tuple[ImportProblem, ...]]:
    try:
        outcome = apply_return(
            table=read_return(content),
            file_name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            by=None,
            now=NOW,
            create_missing=create_missing,
            warnings_note="Looked at.",
        )
    except ReturnRefused as refused:
        return None, refused.problems
    return outcome, outcome.problems


def rows_held() -> dict[str, int]:
    """How many rows every table of indicators has, histories too."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_app_config("indicators").get_models()
    }


@pytest.fixture(scope="module")
def sample_held(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, int]]:
    """Imported once for all the files, because none of them may change it; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        imported(SAMPLE.name, SAMPLE.read_bytes(), create_missing=True)
        yield rows_held()
        transaction.set_rollback(True)


def test_every_file_has_one_outcome():
    named = [entry["file"] for entry in (*OUTCOMES["refused"], *OUTCOMES["accepted"])]
    kept = {file.name for file in CORPUS.iterdir()} - {"outcomes.toml"}
    assert sorted(named) == sorted(kept | set(MADE))
    assert len(OUTCOMES["refused"]) >= 60


@pytest.mark.parametrize("expected", OUTCOMES["refused"], ids=lambda entry: entry["file"])
def test_malformed_file_gives_one_clear_error_and_writes_nothing(sample_held, expected):
    outcome, problems = imported(expected["file"], given(expected["file"]))

    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert errors == [
        ImportProblem(expected.get("row"), expected.get("column"), Severity.ERROR, expected["message"])
    ]
    assert outcome is None or not outcome.applied
    assert rows_held() == sample_held


@pytest.mark.parametrize("expected", OUTCOMES["accepted"], ids=lambda entry: entry["file"])
def test_sample_in_other_clothes_has_the_same_figures(sample_held, expected):
    outcome, _ = imported(expected["file"], given(expected["file"]))

    assert (outcome.applied, outcome.new, outcome.changed, outcome.unchanged) == (True, 0, 0, 109)
    assert rows_held() == sample_held


@pytest.mark.parametrize("message", sorted({entry["message"] for entry in OUTCOMES["refused"]}))
def test_refusals_are_one_sentence(message):
    assert message.endswith(".")
    assert ". " not in message
