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
from partnership.clock import LONDON

SAMPLE = settings.BASE_DIR / "samples" / "november-2021-return.tsv"
CORPUS = settings.BASE_DIR / "tests" / "corpus"
TYPE = (
    "{} in row {}, column C (Outturn type): The outturn type says “Number” and the figures are written with % ({}): "
    "correct the type, or take the signs away.{}\n"
)
START = (
    "{} in row {}, column D (Apr-21): Apr-21 already holds about {} months' worth of this running total (a start in {} "
    "would fit).{}\n"
)
LIMITS = (
    "{} in row {}, column J (Oct-21): 79% in Oct-21 is below the lower limit of 79.6% (trial limits, 7 readings): correct "
    "it, or say why it is so.{}\n"
)


def totals(first: int, level: str, after: str) -> str:
    """The three running totals in rows that follow one another."""
    found = [("5.7", "Nov-20"), ("6.8", "Oct-20"), ("5.9", "Nov-20")]
    return "".join(
        START.format(level, first + place, held, began, after) for place, (held, began) in enumerate(found)
    )


def told(level: str = "Warning", after: str = "") -> str:
    """What the checks say of the sample."""
    return (
        totals(6, level, after)
        + TYPE.format(level, 10, "89%", after)
        + LIMITS.format(level, 10, after)
        + START.format(level, 12, "5.5", "Nov-20", after)
    )


WARNING = told()
CONFIRMED = told("Note", " Confirmed already: The report has it so.")

ACCEPTED = ("--create-missing", "--accept-warnings", "The report has it so.")

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
    assert run(SAMPLE, *ACCEPTED) == WARNING + "Figures that were written: 109 new, 0 changed, 0 unchanged.\n"
    kept = Return.objects.get()
    assert (kept.state, kept.warnings_note, kept.applied_at) == ("applied", "The report has it so.", kept.at)
    at = kept.at.astimezone(LONDON)
    again = (
        f"Note: This file was imported on {at:%-d %B %Y} at {at:%H:%M} by the system; nothing in it differs from what "
        "stands.\n"
    )
    nothing = "Nothing to change: every figure in this file stands already (109).\n"
    assert run(SAMPLE) == again + CONFIRMED + nothing
    assert Outturn.objects.count() == 70
    assert Return.objects.count() == 1


def test_warnings_that_are_not_accepted_write_nothing():
    out = StringIO()
    with pytest.raises(CommandError) as said:
        call_command("import_return", str(SAMPLE), "--create-missing", stdout=out)
    assert (str(said.value), said.value.returncode) == (
        "Nothing was written: accept the warnings with --accept-warnings NOTE, saying why.",
        1,
    )
    assert out.getvalue() == WARNING + "Figures that would be written: 109 new, 0 changed, 0 unchanged.\n"
    assert (Return.objects.count(), Indicator.objects.count()) == (0, 0)


def test_json_says_that_a_note_is_needed():
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_return", str(SAMPLE), "--create-missing", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["new"], said["applied"], said["needs_note"]) == (109, False, True)


def test_cells_are_in_the_json_when_asked():
    said = json.loads(run(SAMPLE, *ACCEPTED, "--json", "--cells"))
    assert len(said["cells"]) == 109
    assert said["cells"][0] == {
        "reference": "D5",
        "row": 5,
        "column": "D (Apr-21)",
        "indicator": "Year-to-date number of contacts",
        "what": "Apr-21",
        "effect": "new",
        "was": "",
        "becomes": "1897",
        "published_in": "",
    }


def test_a_match_makes_an_alias_and_the_name_is_known_from_then_on(tmp_path):
    run(SAMPLE, *ACCEPTED)
    file = tmp_path / "own-words.tsv"
    file.write_text("Indicator\tOutturn type\tNov-21\nKnocks = calls\tNumber\t16000\n", encoding="utf-8")

    with pytest.raises(CommandError):
        run(file)
    printed = run(file, "--match", "Knocks = calls=contacts")

    assert printed == "Figures that were written: 1 new, 0 changed, 0 unchanged.\n"
    row = Indicator.objects.get(code="contacts")
    assert (row.aliases[-1], row.history.first().history_type) == ("Knocks = calls", "~")
    assert run(file).endswith("Nothing to change: every figure in this file stands already (1).\n")


@pytest.mark.parametrize(
    ("match", "said"),
    [
        ("nothing", "Error: --match nothing names no indicator: write it as NAME AS WRITTEN=CODE.\n"),
        (
            "Swans=no-such",
            "Error: “no-such” is not the code of an indicator of this site, so “Swans” was matched to nothing: give one of "
            "its codes.\n",
        ),
    ],
)
def test_a_match_with_nothing_is_refused(match, said):
    assert refused(SAMPLE, "--create-missing", "--match", match).startswith(said)


def test_json_is_all_that_is_printed():
    printed = json.loads(run(SAMPLE, *ACCEPTED, "--json"))
    problems = printed.pop("problems")
    assert printed == {
        "layout": "wide",
        "new": 109,
        "changed": 0,
        "unchanged": 0,
        "applied": True,
        "needs_note": False,
    }
    assert [problem["row"] for problem in problems] == [6, 7, 8, 10, 10, 12]
    assert problems[3] == {
        "row": 10,
        "column": "C (Outturn type)",
        "severity": "warning",
        "message": TYPE.format("Warning", 10, "89%", "").split(": ", 1)[1].strip(),
    }


def test_dry_run_says_what_would_be_written():
    words = run(SAMPLE, "--create-missing", "--dry-run")
    assert words == WARNING + "Figures that would be written: 109 new, 0 changed, 0 unchanged.\n"
    assert not Indicator.objects.exists()


def test_every_problem_is_printed_with_its_place_and_nothing_is_written():
    printed = refused(CORPUS / "word-for-number.tsv", "--create-missing")
    assert printed == (
        totals(3, "Warning", "")
        + TYPE.format("Warning", 7, "89%", "")
        + LIMITS.format("Warning", 7, "")
        + "Error in row 8, column F (Jun-21): “three hundred” is not a number: write a number, a symbol such as N/A, or leave "
        "the cell empty.\n" + START.format("Warning", 9, "5.5", "Nov-20", "")
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
        "applied": False,
        "needs_note": False,
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
    run(file, *ACCEPTED)
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
    run(SAMPLE, *ACCEPTED, "--as", officer.email.upper())
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
    run(SAMPLE, *ACCEPTED)
    mark_published(
        months=[Month(2021, 10)], pack="November 2021 pack", by=None, now=datetime(2021, 11, 24, tzinfo=UTC)
    )
    corrected = tmp_path / "corrected.tsv"
    corrected.write_text(
        SAMPLE.read_text(encoding="utf-8").replace("\t14567\t", "\t14568\t"), encoding="utf-8"
    )

    with pytest.raises(CommandError):
        run(corrected)
    printed = run(
        corrected, "--reason", "One contact was found late.", "--accept-warnings", "The report has it so."
    )

    assert printed == "Figures that were written: 0 new, 1 changed, 108 unchanged.\n"


def test_a_reason_may_be_given_for_one_cell(tmp_path):
    run(SAMPLE, *ACCEPTED)
    mark_published(
        months=[Month(2021, 10)], pack="November 2021 pack", by=None, now=datetime(2021, 11, 24, tzinfo=UTC)
    )
    corrected = tmp_path / "corrected.tsv"
    text = SAMPLE.read_text(encoding="utf-8").replace("\t14567\t", "\t14568\t")
    corrected.write_text(text, encoding="utf-8")
    row = next(number for number, line in enumerate(text.splitlines(), 1) if "14568" in line)
    accepted = ("--accept-warnings", "The report has it so.")
    with pytest.raises(CommandError):
        run(corrected, "--reason-for", "ZZ9=Late.", *accepted)
    run(corrected, "--reason-for", f"j{row}=Late.", *accepted)
    assert Outturn.objects.get(value=14568).history.first().history_change_reason == "Late."


def test_exit_code_and_output_of_the_real_command(tmp_path, new_site):
    environment = {**os.environ, "VAR_DIR": str(new_site(tmp_path)), "DATABASE_URL": ""}

    def manage(*arguments: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    refusal = manage("import_return", CORPUS / "empty.csv", "--json")
    done = manage("import_return", SAMPLE, *ACCEPTED, "--json")

    assert (refusal.returncode, done.returncode) == (1, 0)
    for run_of in (refusal, done):
        assert list(json.loads(run_of.stdout)) == [
            "layout",
            "new",
            "changed",
            "unchanged",
            "problems",
            "applied",
            "needs_note",
        ]
    assert (refusal.stderr, done.stderr) == ("CommandError: Nothing was written.\n", "")
