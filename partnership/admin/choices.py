"""Whom a form offers: people who have not left, and whoever is named there already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from partnership import clock
from partnership.models import User, in_post_on


def people_in_post(form: forms.ModelForm, *names: str) -> None:
    """Limits these fields of the form; a leaver who is named already may stay named."""
    for name in names:
        if isinstance(field := form.fields.get(name), forms.ModelChoiceField):
            named = getattr(form.instance, f"{name}_id", None)
            field.queryset = User.objects.filter(in_post_on(clock.today()) | Q(pk=named)).select_related(
                "agency"
            )


class Boxes(forms.CheckboxSelectMultiple):
    """A box to tick for each choice, one a line."""

    def __init__(self, attrs: Any = None, choices: Any = ()) -> None:
        super().__init__({"class": "desk-choices", **(attrs or {})}, choices)


class RowsField(forms.ModelMultipleChoiceField):
    """Any number of rows, each with a box to tick. A number too large to be a row's is no row."""

    widget = Boxes
    default_error_messages = {"invalid_choice": "Choose from the list."}

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid_choice"]) from error
