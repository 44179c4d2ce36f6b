"""Who is written to: the officers in post, and one line of the ledger to be. Knows no steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from actions.permissions import AGREE_DEADLINES
from partnership.models import User

OFFICER = "performance_officer"


@dataclass(frozen=True)
class Person:
    pk: int
    address: str


@dataclass(frozen=True)
class OwedReminder:
    """
    One line of the ledger to be: this step, for this deadline, to this person; `missed` are the steps it overtakes.

    `fresh`: a fresh update takes its place. Of a step that counts from another day, `deadline` is that day.
    """

    action: int
    reference: str
    person: Person
    step: int
    deadline: date
    missed: tuple[int, ...]
    days_late: int
    fresh: bool = False
    updated_at: datetime | None = None


def officers_in_post(today: date) -> tuple[Person, ...]:
    return _with_role(OFFICER, today)


def who_must_answer(officers: tuple[Person, ...], today: date) -> tuple[Person, ...]:
    """The officers, whom the chair has named by default; where there are none, whoever else may agree."""
    return officers or tuple(
        dict.fromkeys(one for role in AGREE_DEADLINES for one in _with_role(role, today))
    )


def _with_role(key: str, today: date) -> tuple[Person, ...]:
    people = User.objects.with_role(key, today).order_by("email").values_list("pk", "email")
    return tuple(Person(pk, address) for pk, address in people)
