"""Writes of meetings."""

from typing import Any

from django.db import transaction

from partnership.models import Meeting, User
from partnership.operations.rows import create, erase, write
from partnership.permissions import can_manage_meetings
from partnership.verdicts import require


@transaction.atomic
def save_meeting(*, meeting: Meeting | None, by: User, version: int | None = None, **fields: Any) -> Meeting:
    require(can_manage_meetings(by))
    if meeting is None:
        return create(Meeting, by=by, **fields)
    return write(meeting, by=by, version=version, **fields)


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: User) -> None:
    """A meeting that no pack and no action names goes; StillNeeded says what rests on it."""
    require(can_manage_meetings(by))
    erase(meeting, by=by)
