"""
What an operation may say no with, and how a conflict reads on the form of the second of two editors.

Words only; what a form does with them is in `rows`.
"""

from typing import Any, Protocol

from django.core.exceptions import ValidationError

from partnership.clock import LONDON
from partnership.operations.changes import Change, in_words
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

Problem = (ChangedMeanwhile, CannotBeDone, Refused, ValidationError)
AnyProblem = ChangedMeanwhile | CannotBeDone | Refused | ValidationError
_SHORT = 300


class TypedForm(Protocol):
    """A form that can say what stands in it, by field of the row."""

    instance: Any

    def typed(self) -> dict[str, Any]: ...


def conflict_words(problem: ChangedMeanwhile, form: TypedForm | None) -> list[str]:
    """Who wrote what and when, what stands now, what was typed here, and what saving again would do."""
    when = f" on {problem.at.astimezone(LONDON):%-d %B %Y at %H:%M}" if problem.at else ""
    return [
        f"{problem.by} changed this{when} while you were editing, so nothing was saved.",
        *(_change_words(change, form) for change in problem.changes),
        *(f"Noted with it: {note}." for note in problem.notes),
        "What you typed is still here. Saving again puts this form in place of what stands now.",
    ]


def _change_words(change: Change, form: TypedForm | None) -> str:
    typed = _typed(change, form)
    beside = (
        ""
        if typed is None
        else ", as in your form"
        if typed == change.now
        else f"; your form has {_quoted(typed)}"
    )
    return f"{change.label} stands now at {_quoted(change.now)} (it was {_quoted(change.was)}){beside}."


def _typed(change: Change, form: TypedForm | None) -> str | None:
    """What the form has for that field of the row, in words; None when it has no such field."""
    values = form.typed() if form else {}
    if form is None or change.name not in values:
        return None
    field = type(form.instance)._meta.get_field(change.name)
    value = values[change.name]
    return in_words(field, getattr(value, "pk", value))


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _SHORT else words[:_SHORT] + '…'}”" if " " in words else words
