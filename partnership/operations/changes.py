"""
What differs between two states of a row, field by field, in words: for histories and for the second of two editors.

Shows values as an officer reads them: choices and related rows by name, dates and times in London, yes and no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst

from partnership.clock import LONDON

NOTHING = "nothing"
_SILENT = {"id", "version", "password", "last_login"}


@dataclass(frozen=True)
class Change:
    """One field: its name in the row and on screen, what it was, what it is now."""

    name: str
    label: str
    was: str
    now: str


def changes_between(model: type[models.Model], was: Any, now: Any) -> tuple[Change, ...]:
    """The fields of `model` that differ between two of its rows, live or from its history."""
    return tuple(
        Change(
            field.name,
            capfirst(str(field.verbose_name)) or field.name,
            in_words(field, getattr(was, field.attname)),
            in_words(field, getattr(now, field.attname)),
        )
        for field in model._meta.concrete_fields
        if field.name not in _SILENT
        and hasattr(was, field.attname)
        and getattr(was, field.attname) != getattr(now, field.attname)
    )


def in_words(field: models.Field[Any, Any], value: Any) -> str:
    """A stored value of this field as an officer reads it. A related row is given by its key."""
    if value in (None, "", []):
        return NOTHING
    if isinstance(field, models.ForeignKey):
        row = field.remote_field.model._default_manager.filter(pk=value).first()
        return str(row) if row else "something since removed"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():,f}"
        case datetime():
            return f"{value.astimezone(LONDON):%-d %B %Y at %H:%M}"
        case date():
            return f"{value:%-d %B %Y}"
        case list():
            return ", ".join(map(str, value))
    return str(getattr(value, "label", value))
