"""
What is wrong with a return: each problem a value with its place, and the one exception that importers raise.

Knows no layout. A message is one sentence that says what is wrong and what to do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST = 1_000  # errors that are gathered: with more of them it is not the right table, or not worth reading on
_MORE = (
    f"There are more errors than these {MOST:,}: see that this is the right table, put right what they have in common, and "
    "import it again."
)


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


class ErrorCount:
    """Counts the errors among problems as they are gathered."""

    def __init__(self) -> None:
        self._looked_at = self._errors = 0

    def refuse_too_many(self, problems: Sequence[ImportProblem]) -> None:
        """ReturnRefused with the first of them once there are more errors than MOST."""
        if len(problems) == self._looked_at:
            return
        new = problems[self._looked_at :]
        self._looked_at = len(problems)
        self._errors += sum(problem.severity is Severity.ERROR for problem in new)
        if self._errors > MOST:
            errors = [problem for problem in problems if problem.severity is Severity.ERROR]
            raise ReturnRefused([*errors[:MOST], error(_MORE)])
