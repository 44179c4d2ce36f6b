"""Imports published figures, a population or a list of neighbours, whole or not at all, from the command line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.importers.problems import ImportProblem, ReturnRefused, Severity, error
from indicators.importers.published import FigureMap, read_maps, read_published
from indicators.management.people import person_of
from indicators.operations.published_figures import ComparatorsOutcome, import_comparators
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

_MOST_MAP_BYTES = 1_000_000
_ACCEPT = "Nothing was written: accept the warnings with --accept-warnings NOTE, saying why."


class Command(BaseCommand):
    help = (
        "Imports a published CSV file of any length: figures in the department's open data layout, mid-year population "
        "estimates, or a list of statistical neighbours (with --from). All of it or, on any error or on a warning that is "
        "not accepted, nothing; then the exit code is 1. Without --as the system itself is recorded as the writer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--map",
            default="",
            metavar="FILE.toml",
            help="which columns make which indicator's figure; kept for the next time",
        )
        parser.add_argument(
            "--edition", default="", metavar="NAME", help="the edition's name, else the file's"
        )
        parser.add_argument(
            "--from",
            dest="since",
            default="",
            metavar="DATE",
            help="the first day of a list of neighbours: 2021-04-01",
        )
        parser.add_argument("--provisional", action="store_true", help="the figures are provisional")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be written, and write nothing"
        )
        parser.add_argument(
            "--accept-warnings", default="", metavar="NOTE", help="why the warnings may stand"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON and nothing else")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="the person who imports it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = self._outcome(options)
        report = as_json(outcome) if options["json"] else in_words(outcome, dry_run=options["dry_run"])
        self.stdout.write(report)
        if has_error(outcome) or not (outcome.applied or options["dry_run"]):
            raise CommandError(_ACCEPT if outcome.needs_note else "Nothing was written.", returncode=1)

    def _outcome(self, options: dict[str, Any]) -> ComparatorsOutcome:
        name = options["file"]
        try:
            by, since, maps = person_of(options["email"]), _day(options["since"]), _maps(options["map"])
            with Path(name).open("rb") as opened:
                read = read_published(opened)
                return import_comparators(
                    read=read,
                    file_name=_printable(Path(name).name),
                    sha256=read.sha256,
                    by=by,
                    now=clock.now(),
                    maps=maps,
                    edition=options["edition"],
                    since=since,
                    provisional=options["provisional"],
                    dry_run=options["dry_run"],
                    warnings_note=options["accept_warnings"],
                )
        except ReturnRefused as refused:
            return _nothing(*refused.problems)
        except (Refused, ChangedMeanwhile, CannotBeDone) as said:
            return _nothing(error(str(said)))
        except ValidationError as said:
            return _nothing(error(" ".join(said.messages)))
        except (OSError, ValueError) as problem:
            return _nothing(error(_unreadable(name, problem)))


def as_json(outcome: ComparatorsOutcome) -> str:
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
            "years": list(outcome.years),
            "new": outcome.new,
            "unchanged": outcome.unchanged,
            "geographies": outcome.geographies,
            "problems": problems,
            "applied": outcome.applied,
            "needs_note": outcome.needs_note,
        },
        ensure_ascii=False,
        indent=2,
    )


def in_words(outcome: ComparatorsOutcome, dry_run: bool) -> str:
    lines = [f"{_place(problem)}: {problem.message}" for problem in outcome.problems]
    if has_error(outcome):
        return "\n".join(lines)
    lines.append(f"Read as {outcome.layout}{_years(outcome.years)}.")
    if outcome.new == 0:
        lines.append(f"Nothing to change: everything in this file stands already ({outcome.unchanged:,}).")
    else:
        counts = (
            f"{outcome.new:,} new, {outcome.unchanged:,} unchanged, {outcome.geographies:,} geographies made"
        )
        lines.append(f"What {'would be' if dry_run or outcome.needs_note else 'was'} written: {counts}.")
    return "\n".join(lines)


def has_error(outcome: ComparatorsOutcome) -> bool:
    return any(problem.severity is Severity.ERROR for problem in outcome.problems)


def _years(years: tuple[str, ...]) -> str:
    if not years:
        return ""
    return f", {years[0]}" if len(years) == 1 else f", {years[0]} to {years[-1]}"


def _place(problem: ImportProblem) -> str:
    severity = problem.severity.value.capitalize()
    return f"{severity} in {problem.where}" if problem.where else severity


def _nothing(*problems: ImportProblem) -> ComparatorsOutcome:
    return ComparatorsOutcome("", (), 0, 0, 0, problems, applied=False)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise CannotBeDone(
            f"“{text}” is not a day: give --from as year, month and day, for example 2021-04-01."
        ) from problem


def _maps(name: str) -> tuple[FigureMap, ...]:
    if not name:
        return ()
    try:
        with Path(name).open("rb") as opened:
            content = opened.read(_MOST_MAP_BYTES + 1)
        if len(content) > _MOST_MAP_BYTES:
            raise CannotBeDone(
                f"{_printable(name)} is bigger than 1 MB, which no map of columns is: give the file that holds the map."
            )
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CannotBeDone(f"{_printable(name)} is not text in UTF-8: save the map as UTF-8.") from problem
    except (OSError, ValueError) as problem:
        raise CannotBeDone(_unreadable(name, problem)) from problem
    return read_maps(text)


def _unreadable(name: str, problem: OSError | ValueError) -> str:
    why = getattr(problem, "strerror", None) or "not a file name"
    return (
        f"{_printable(name)} cannot be read ({why.lower()}): check the file's name and that you may open it."
    )


def _printable(name: str) -> str:
    """A file's name may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")
