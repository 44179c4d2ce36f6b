"""
Marking on the charts what happened to what is counted: a dated mark, or a step from which new limits are reckoned.

Always with a reason, by a person: nothing is marked automatically. What a step does to the limits is in measures.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.models import Event
from indicators.operations.asking import require_of
from indicators.permissions import can_mark_events
from partnership.models import User
from partnership.operations.rows import create, erase, write


@transaction.atomic
def save_event(*, event: Event | None, by: User | None, version: int | None = None, **fields: Any) -> Event:
    """ValidationError when it happened to no indicator, or has a baseline and is no step."""
    require_of(by, can_mark_events)
    if "indicators" in fields:
        fields["indicators"] = list(fields["indicators"])
    if not fields.get("indicators", event is not None):
        raise ValidationError({"indicators": "Choose at least one indicator that this happened to."})
    if event is None:
        return create(Event, by=by, columns=fields)
    return write(event, by=by, version=version, columns=fields)


@transaction.atomic
def remove_event(*, event: Event, by: User | None) -> None:
    """The charts are drawn without it from now on; published packs keep theirs."""
    require_of(by, can_mark_events)
    erase(event, by=by)
