"""What happened to one action: what was reported, how its deadline moved, who was reminded. One query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.models import Action
from actions.schedule import why_in_words


@dataclass(frozen=True)
class UpdateFacts:
    on: date
    words: str
    by: str
    via: str


@dataclass(frozen=True)
class MoveFacts:
    moved_from: date
    moved_to: date
    reason: str
    agreed_by: str


@dataclass(frozen=True)
class ReminderFacts:
    """One row of the ledger: which step, to whom, and how its message of which day stands ("sent", "missed" …)."""

    step: str
    recipient: str
    deadline: date
    state: str
    day: date | None


def updates_of(row: Action) -> tuple[UpdateFacts, ...]:
    """What was reported, the newest first."""
    return tuple(
        UpdateFacts(one.on, one.words, one.by.name if one.by else "", one.via)
        for one in row.updates.select_related("by")
    )


def moves_of(row: Action) -> tuple[MoveFacts, ...]:
    return tuple(
        MoveFacts(one.moved_from, one.moved_to, one.reason, one.agreed_by.name)
        for one in row.deadline_changes.select_related("agreed_by")
    )


def reminders_of(row: Action) -> tuple[ReminderFacts, ...]:
    return tuple(
        ReminderFacts(
            why_in_words(one.step, one.deadline),
            str(one.recipient),
            one.deadline,
            one.message.get_state_display()
            if one.message
            else "not sent: a later step, a fresh update or a change of the action took its place",
            one.message.day if one.message else None,
        )
        for one in row.reminders.select_related("recipient__agency", "message").order_by("-deadline", "-step")
    )
