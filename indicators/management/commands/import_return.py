"""Reads a return and applies it whole or not at all, from the command line."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.importers import read_return
from indicators.importers.grid import MAX_BYTES
from indicators.importers.problems import ImportProblem, ReturnRefused, error
from indicators.operations.returns import ReturnOutcome, apply_return
from partnership import clock
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused


class Command(BaseCommand):
    help = (
        "Imports a return: a wide table (one row per indicator, months across) as TSV or CSV. All of it or, on any "
        "error, nothing; then the exit code is 1. Without --as the system itself is recorded as the writer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be written, and write nothing"
        )
        parser.add_argument(
            "--create-missing", action="store_true", help="make the areas and indicators that are not set up"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON and nothing else")
        parser.add_argument("--reason", default="", help="why figures of published months change")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="the person who imports it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = self._outcome(options)
        report = as_json(outcome) if options["json"] else in_words(outcome, dry_run=options["dry_run"])
        self.stdout.write(report)
        if (not outcome.applied and not options["dry_run"]) or has_error(outcome):
            raise CommandError("Nothing was written.", returncode=1)

    def _outcome(self, options: dict[str, Any]) -> ReturnOutcome:
        layout = ""
        try:
            by = _person(options["email"])
            content = _content(options["file"])
            table = read_return(content)
            layout = table.layout
            return apply_return(
                table=table,
                file_name=_printable(Path(options["file"]).name),
                sha256=hashlib.sha256(content).hexdigest(),
                by=by,
                now=clock.now(),
                create_missing=options["create_missing"],
                dry_run=options["dry_run"],
                reason=options["reason"],
            )
        except ReturnRefused as refused:
            return _nothing(layout, *refused.problems)
        except (Refused, ChangedMeanwhile, CannotBeDone) as said:
            return _nothing(layout, error(str(said)))
        except ValidationError as said:
            return _nothing(layout, error(" ".join(said.messages)))


def as_json(outcome: ReturnOutcome) -> str:
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
        lines.append(f"Figures that {'would be' if dry_run else 'were'} written: {counts}.")
    return "\n".join(lines)


def has_error(outcome: ReturnOutcome) -> bool:
    return any(problem.severity == "error" for problem in outcome.problems)


def _place(problem: ImportProblem) -> str:
    severity = problem.severity.value.capitalize()
    return f"{severity} in {problem.where}" if problem.where else severity


def _nothing(layout: str, *problems: ImportProblem) -> ReturnOutcome:
    return ReturnOutcome(layout, 0, 0, 0, problems, applied=False)


def _person(email: str) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as nobody:
        raise CannotBeDone(f"Nobody has the address {email}: check it, or leave --as out.") from nobody


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
