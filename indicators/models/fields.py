"""
How a month, a number, a year and a choice are stored, and how a row says that a reading is a number or a reason.

Choices are callables over the registries in measures.kinds, so a new kind or basis needs no migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from indicators.importers.months import read_month
from indicators.measures import kinds
from indicators.measures.periods import Month
from indicators.measures.readings import Missing


class MonthFormField(forms.CharField):
    """A month typed as 2021-10, Oct-21 or any other way in which returns write it."""

    widget = forms.TextInput(attrs={"placeholder": "2021-10", "size": 8})

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Month) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        month = read_month(text) if text else None
        if text and month is None:
            raise ValidationError("Give a month as year and month, for example 2021-10 or Oct-21.")
        return month

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(read_month(str(data or "")) or data or "")


class MonthField(models.DateField):
    """A Month, stored as its first day. The month is a value of its own in Python, a date in the database."""

    # For the type checker: what may be set and what is read.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    _pyi_lookup_exact_type: Any

    def from_db_value(self, value: date | None, *_: Any) -> Month | None:
        return None if value is None else Month.of(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Month):
            return value
        if isinstance(value, date):
            return Month.of(value)
        try:
            return Month.parse(str(value))
        except ValueError:
            return Month.of(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        month = self.to_python(value)
        return None if month is None else month.first_day

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        day = value if prepared else self.get_prep_value(value)
        return connection.ops.adapt_datefield_value(day)

    def value_to_string(self, obj: Any) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **kwargs: Any) -> Any:
        """Always a month's own box: a calendar of days, as the admin offers for dates, would give a day."""
        return super().formfield(**{**kwargs, "form_class": MonthFormField, "widget": MonthFormField.widget})


def _choices(registry: Mapping[Any, Any]) -> list[tuple[str, str]]:
    return [(str(key.value), getattr(row, "name", row)) for key, row in registry.items()]


def kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.KINDS)


def basis_choices() -> list[tuple[str, str]]:
    return _choices(kinds.BASES)


def polarity_choices() -> list[tuple[str, str]]:
    return _choices(kinds.POLARITIES)


def frequency_choices() -> list[tuple[str, str]]:
    return _choices(kinds.FREQUENCIES)


def target_kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.TARGET_KINDS)


def target_profile_choices() -> list[tuple[str, str]]:
    return _choices(kinds.TARGET_PROFILES)


def tolerance_kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.TOLERANCE_KINDS)


def geography_kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.GEOGRAPHY_KINDS)


def relation_kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.RELATION_KINDS)


def relation_role_choices() -> list[tuple[str, str]]:
    return _choices(kinds.RELATION_ROLES)


def event_kind_choices() -> list[tuple[str, str]]:
    return _choices(kinds.EVENT_KINDS)


def concern_side_choices() -> list[tuple[str, str]]:
    return _choices(kinds.CONCERN_SIDES)


def missing_choices() -> list[tuple[str, str]]:
    return [(reason.value, reason.words) for reason in Missing]


def number_field(verbose_name: str | None = None, **options: Any) -> models.DecimalField[Any, Any]:
    """A number as entered: fifteen digits at most, which SQLite's floats keep exactly."""
    return models.DecimalField(verbose_name, max_digits=15, decimal_places=4, **options)


def order_field() -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField(default=100, validators=[MaxValueValidator(9_999)])


def year_field(help_text: str) -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField(
        help_text=help_text, validators=[MinValueValidator(1990), MaxValueValidator(2190)]
    )


def value_or_reason(model_name: str) -> models.CheckConstraint:
    """The database's own word that a reading is a number or a reason, never both and never neither."""
    return models.CheckConstraint(
        condition=(Q(value__isnull=False) & Q(missing="")) | (Q(value__isnull=True) & ~Q(missing="")),
        name=f"{model_name}_has_value_or_reason",
        violation_error_message="Give a number, or the reason why there is none, and not both.",
    )
