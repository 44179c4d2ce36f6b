"""
What is wrong with a return: each problem a value with its place, and the one exception that importers raise.

Knows no layout. A message is one sentence that says what is wrong and what to do.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # nothing of the return may be written
    WARNING = "warning"  # it may, once somebody has accepted it with a note
    NOTE = (
        "note"  # to be known, and nothing to be decided: a sheet that was not read, figures that were rounded
    )


@dataclass(frozen=True)
class ImportProblem:
    """A problem at a row and column of the file, counted as a spreadsheet counts; None where it is not in one place."""

    row: int | None
    column: str | None
    severity: Severity
    message: str

    @property
    def where(self) -> str:
        """The place in words: row 18, column D (Apr-21); empty where the whole file is meant."""
        places = [f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        return ", ".join(filter(None, places))


class ReturnRefused(Exception):
    """The bytes hold no table that can be read; `problems` say why."""

    def __init__(self, problems: Iterable[ImportProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


def error(message: str, row: int | None = None, column: str | None = None) -> ImportProblem:
    return ImportProblem(row, column, Severity.ERROR, message)


def warning(message: str, row: int | None = None, column: str | None = None) -> ImportProblem:
    return ImportProblem(row, column, Severity.WARNING, message)


def note(message: str, row: int | None = None, column: str | None = None) -> ImportProblem:
    return ImportProblem(row, column, Severity.NOTE, message)


def refused(message: str, row: int | None = None, column: str | None = None) -> ReturnRefused:
    """The file refused for one reason."""
    return ReturnRefused([error(message, row, column)])
