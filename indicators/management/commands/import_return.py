"""
Reads a return and applies it whole or not at all, from the command line.

What an officer would choose on the preview is given as options; every rule is the operation's.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.importers import read_return
from indicators.importers.grid import MAX_BYTES
from indicators.importers.problems import ImportProblem, ReturnRefused, error
from indicators.importers.table import ReturnTable
from indicators.management.people import person_of
from indicators.operations.returns import ReturnOutcome, apply_return
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

_ACCEPT = "Nothing was written: accept the warnings with --accept-warnings NOTE, saying why."


class Command(BaseCommand):
    help = (
        "Imports a return, in any layout and format that the site reads. All of it or, on any error or on a warning that "
        "is not accepted, nothing; then the exit code is 1. Without --as the system itself is recorded as the writer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be written, and write nothing"
        )
        parser.add_argument(
            "--create-missing", action="store_true", help="make the areas and indicators that are not set up"
        )
        parser.add_argument(
            "--accept-warnings", default="", metavar="NOTE", help="why the warnings may stand"
        )
        parser.add_argument(
            "--layout", default="", help="how the table is laid out, where it is not recognised"
        )
        parser.add_argument("--sheet", default="", help="the sheet to read, where a workbook has several")
        parser.add_argument(
            "--match",
            action="append",
            default=[],
            metavar='"NAME AS WRITTEN=CODE"',
            help="the indicator that a name in the file stands for; kept as its alias (may be repeated)",
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON and nothing else")
        parser.add_argument("--cells", action="store_true", help="with --json: what every cell does, too")
        parser.add_argument("--reason", default="", help="why figures of published months change")
        parser.add_argument(
            "--reason-for",
            action="append",
            default=[],
            metavar='"CELL=REASON"',
            help="why the figure of this cell changes, where it is another reason: D15=... (may be repeated)",
        )
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="the person who imports it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = self._outcome(options)
        dry_run, with_cells = options["dry_run"], options["cells"]
        report = as_json(outcome, with_cells) if options["json"] else in_words(outcome, dry_run)
        self.stdout.write(report)
        if has_error(outcome) or not (outcome.applied or dry_run):
            raise CommandError(_ACCEPT if outcome.needs_note else "Nothing was written.", returncode=1)

    def _outcome(self, options: dict[str, Any]) -> ReturnOutcome:
        layout = ""
        try:
            by = person_of(options["email"])
            confirmed = dict(map(_match, options["match"]))
            content = _content(options["file"])
            table = read_return(content, layout=options["layout"], sheet=options["sheet"])
            layout = table.layout
            reasons = _reasons(options["reason_for"], table)
            return apply_return(
                table=table,
                file_name=_printable(Path(options["file"]).name),
                sha256=hashlib.sha256(content).hexdigest(),
                by=by,
                now=clock.now(),
                create_missing=options["create_missing"],
                dry_run=options["dry_run"],
                reason=options["reason"],
                warnings_note=options["accept_warnings"],
                confirmed=confirmed,
                reasons=reasons,
            )
        except ReturnRefused as refused:
            return _nothing(layout, *refused.problems)
        except (Refused, ChangedMeanwhile, CannotBeDone) as said:
            return _nothing(layout, error(str(said)))
        except ValidationError as said:
            return _nothing(layout, error(" ".join(said.messages)))


def as_json(outcome: ReturnOutcome, with_cells: bool = False) -> str:
    problems = [
        {
            "row": problem.row,
            "column": problem.column,
            "severity": problem.severity.value,
            "message": problem.message,
        }
        for problem in outcome.problems
    ]
    return json.dumps(
        {
            "layout": outcome.layout or None,
            "new": outcome.new,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
            "problems": problems,
            "applied": outcome.applied,
            "needs_note": outcome.needs_note,
            **({"cells": [asdict(cell) for cell in outcome.cells]} if with_cells else {}),
        },
        ensure_ascii=False,
        indent=2,
    )


def in_words(outcome: ReturnOutcome, dry_run: bool) -> str:
    lines = [f"{_place(problem)}: {problem.message}" for problem in outcome.problems]
    if has_error(outcome):
        return "\n".join(lines)
    if outcome.new + outcome.changed == 0:
        lines.append(f"Nothing to change: every figure in this file stands already ({outcome.unchanged:,}).")
    else:
        counts = f"{outcome.new:,} new, {outcome.changed:,} changed, {outcome.unchanged:,} unchanged"
        would = dry_run or outcome.needs_note
        lines.append(f"Figures that {'would be' if would else 'were'} written: {counts}.")
    return "\n".join(lines)


def has_error(outcome: ReturnOutcome) -> bool:
    return any(problem.severity == "error" for problem in outcome.problems)


def _place(problem: ImportProblem) -> str:
    severity = problem.severity.value.capitalize()
    return f"{severity} in {problem.where}" if problem.where else severity


def _nothing(layout: str, *problems: ImportProblem) -> ReturnOutcome:
    return ReturnOutcome(layout, 0, 0, 0, problems, applied=False)


def _match(text: str) -> tuple[str, str]:
    """The name may hold an equals sign; a code never does."""
    name, sign, code = text.rpartition("=")
    if not sign or not name.strip() or not code.strip():
        raise CannotBeDone(
            f"--match {_printable(text)} names no indicator: write it as NAME AS WRITTEN=CODE."
        )
    return name.strip(), code.strip()


def _reasons(texts: list[str], table: ReturnTable) -> dict[str, str]:
    """By the cells' references; a reason for a cell that holds no figure is a slip of the pen."""
    cells = {cell.reference for row in table.rows for cell in row.months} if texts else set()
    reasons = {}
    for text in texts:
        reference, _, reason = text.partition("=")
        cell = reference.strip().upper()
        if cell not in cells or not reason.strip():
            raise CannotBeDone(
                f"--reason-for {_printable(text)} names no figure of this file: write it as CELL=REASON, for example "
                "D15=Two cases were late."
            )
        reasons[cell] = reason.strip()
    return reasons


def _content(name: str) -> bytes:
    """The file's bytes, one more than allowed at most."""
    try:
        with Path(name).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise CannotBeDone(
            f"{_printable(name)} cannot be read ({_why(problem)}): check the file's name and that you may open it."
        ) from problem


def _printable(name: str) -> str:
    """A file's name may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _why(problem: OSError | ValueError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "there is no such file"
    if isinstance(problem, IsADirectoryError):
        return "it is a folder"
    return (getattr(problem, "strerror", None) or "not a file name").lower()
