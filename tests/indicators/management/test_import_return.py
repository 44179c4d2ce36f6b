"""manage.py import_return: what it prints, what it writes, how it exits."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indicators.measures.periods import Month
from indicators.models import Indicator, Outturn, Return
from indicators.operations.published import mark_published

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
CORPUS = settings.BASE_DIR / "tests" / "corpus"
WARNING = (
    "Warning in row 10, column C (Outturn type): The outturn type says “Number” and the figures are written with %: the "
    "whole row is read as Percentage, so correct the type in the next return.\n"
)

pytestmark = pytest.mark.django_db


def run(file: Path | str, *options: str) -> str:
    out = StringIO()
    call_command("import_return", str(file), *options, stdout=out)
    return out.getvalue()


def refused(file: Path | str, *options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as said:
        call_command("import_return", str(file), *options, stdout=out)
    assert (str(said.value), said.value.returncode) == ("Nothing was written.", 1)
    assert not Return.objects.exists()
    return out.getvalue()


def unreadable(file: Path) -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_return", str(file), stdout=out)
    return out.getvalue()


def test_sample_is_written_and_then_stands():
    assert (
        run(SAMPLE, "--create-missing")
        == WARNING + "Figures that were written: 109 new, 0 changed, 0 unchanged.\n"
    )
    assert run(SAMPLE) == WARNING + "Nothing to change: every figure in this file stands already (109).\n"
    assert Outturn.objects.count() == 70
    assert Return.objects.count() == 1


def test_json_is_all_that_is_printed():
    assert json.loads(run(SAMPLE, "--create-missing", "--json")) == {
        "layout": "wide",
        "new": 109,
        "changed": 0,
        "unchanged": 0,
        "problems": [
            {
                "row": 10,
                "column": "C (Outturn type)",
                "severity": "warning",
                "message": WARNING.split(": ", 1)[1].strip(),
            }
        ],
    }


def test_dry_run_says_what_would_be_written():
    words = run(SAMPLE, "--create-missing", "--dry-run")
    assert words == WARNING + "Figures that would be written: 109 new, 0 changed, 0 unchanged.\n"
    assert not Indicator.objects.exists()


def test_every_problem_is_printed_with_its_place_and_nothing_is_written():
    printed = refused(CORPUS / "word-for-number.tsv", "--create-missing")
    assert printed == (
        WARNING.replace("row 10", "row 7")
        + "Error in row 8, column F (Jun-21): “three hundred” is not a number: write a number, a symbol such as N/A, or leave "
        "the cell empty.\n"
    )
    assert not Indicator.objects.exists()


def test_unknown_indicators_are_ten_errors():
    printed = refused(SAMPLE)
    assert len(printed.splitlines()) == 10
    assert printed.splitlines()[0] == (
        "Error in row 5, column B (Indicator): “Year-to-date number of contacts” is in the catalogue and not set up on this "
        "site: set it up first, or let the import create what is missing."
    )


def test_json_of_a_refusal_has_its_problems():
    assert json.loads(refused(CORPUS / "pdf-renamed.csv", "--json")) == {
        "layout": None,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "problems": [
            {
                "row": None,
                "column": None,
                "severity": "error",
                "message": "This is a PDF, whatever its name says: open the spreadsheet that it was made from and save the sheet "
                "with the figures as CSV or tab-separated text.",
            }
        ],
    }


@pytest.mark.parametrize(
    ("name", "why"),
    [("no-such.tsv", "there is no such file"), ("", "it is a folder"), ("a\0b", "not a file name")],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, name, why):
    path = f"{tmp_path}/{name}"
    expected = f"Error: {path} cannot be read ({why}): check the file's name and that you may open it.\n"
    assert refused(path) == expected


def test_a_file_name_of_bytes_that_are_no_text_is_kept_readable(tmp_path):
    file = tmp_path / os.fsdecode(b"r\xe9turn.tsv")
    file.write_bytes(SAMPLE.read_bytes())
    run(file, "--create-missing")
    assert Return.objects.get().file_name == "r?turn.tsv"
    assert unreadable(tmp_path / os.fsdecode(b"\xe9.tsv")).startswith(
        f"Error: {tmp_path}/?.tsv cannot be read"
    )


def test_a_file_that_is_too_big_is_refused_without_reading_it_all(tmp_path):
    big = tmp_path / "big.csv"
    with big.open("wb") as opened:
        opened.truncate(64 * 1024 * 1024)
    assert refused(big) == (
        "Error: The file is bigger than 10 MB, which no return is: save the sheet with the figures as a file of its own.\n"
    )


def test_a_person_may_be_named_as_the_writer(officer):
    run(SAMPLE, "--create-missing", "--as", officer.email.upper())
    assert Return.objects.get().by == officer


def test_a_person_who_may_not_is_refused_in_words(board_member):
    assert refused(SAMPLE, "--create-missing", "--as", board_member.email) == (
        "Error: Your account may not enter and import outturns, targets, comparators and populations. Ask an administrator "
        "if you should.\n"
    )


def test_nobody_with_that_address_is_refused_in_words():
    assert refused(SAMPLE, "--as", "nobody@example.org") == (
        "Error: Nobody has the address nobody@example.org: check it, or leave --as out.\n"
    )


def test_a_reason_is_given_for_published_months(tmp_path):
    run(SAMPLE, "--create-missing")
    mark_published(
        months=[Month(2021, 10)], pack="November 2021 pack", by=None, now=datetime(2021, 11, 24, tzinfo=UTC)
    )
    corrected = tmp_path / "corrected.tsv"
    corrected.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("\t14567\t", "\t14568\t"), encoding="utf-8"
    )

    with pytest.raises(CommandError):
        run(corrected)
    printed = run(corrected, "--reason", "One contact was found late.")

    assert printed == WARNING + "Figures that were written: 0 new, 1 changed, 108 unchanged.\n"


def test_exit_code_and_output_of_the_real_command(tmp_path):
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DATABASE_URL": ""}

    def manage(*arguments: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    assert manage("migrate", "--verbosity", 0).returncode == 0
    refusal = manage("import_return", CORPUS / "empty.csv", "--json")
    done = manage("import_return", SAMPLE, "--create-missing", "--json")

    assert (refusal.returncode, done.returncode) == (1, 0)
    for run_of in (refusal, done):
        assert list(json.loads(run_of.stdout)) == ["layout", "new", "changed", "unchanged", "problems"]
    assert (refusal.stderr, done.stderr) == ("CommandError: Nothing was written.\n", "")
