"""
How what is measured is typed: figures, numbers, financial years, lists of names.

Fields only; what a figure may say is read as in a return, so that a form and a file understand the same.
"""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.importers.symbols import read_cell
from indicators.measures.periods import FinancialYear
from indicators.measures.readings import Reading, exact

# What Django tells a model's own field, and these read for themselves.
_UNASKED = {"max_digits", "decimal_places", "min_value", "max_value", "encoder", "decoder"}


class TypedField(forms.Field):
    """One text box whose text means something: `read` says what, `show` writes it back."""

    widget: forms.Widget = forms.TextInput(attrs={"size": 20, "autocomplete": "off"})
    longest = 40
    empty: Any = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{name: value for name, value in kwargs.items() if name not in _UNASKED})

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def show(self, value: Any) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value is not None and not isinstance(value, str):
            return value
        text = (value or "").strip()
        if len(text) > self.longest or "\x00" in text:
            raise ValidationError(f"This is too long: give at most {self.longest:,} characters.")
        return self.read(text) if text else self.empty

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.show(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial if initial not in (None, "") else self.empty) != self.to_python(data))
        except ValidationError:
            return True


class FigureField(TypedField):
    """A reading as one types it: 1,897 or 71.9% or N/A."""

    def read(self, text: str) -> Reading | None:
        written = read_cell(text)
        if written.trouble:
            raise ValidationError(written.trouble)
        return written.reading

    def show(self, value: Reading) -> str:
        return value.symbol if value.value is None else _number(value.value)


class NumberField(TypedField):
    """A number as one types it, with thousands separators or without."""

    widget = forms.TextInput(attrs={"size": 20, "inputmode": "decimal", "autocomplete": "off"})
    example = "Give a number, for example 1,897 or 71.9."

    def read(self, text: str) -> Any:
        written = read_cell(text)
        if written.trouble or written.reading is None or written.reading.value is None:
            raise ValidationError(written.trouble or self.example)
        return written.reading.value

    def show(self, value: Decimal | int) -> str:
        return _number(Decimal(value))


class WholeNumberField(NumberField):
    """The same, for things that are counted."""

    example = "Give a whole number, for example 51,805."
    most = 2_147_483_647  # what the column holds

    def read(self, text: str) -> int:
        number = super().read(text)
        if number != int(number) or not 0 <= number <= self.most:
            raise ValidationError(self.example)
        return int(number)


class FinancialYearField(TypedField):
    """A financial year typed as 2021/22 or as the year it starts in. Its value is that year, as a number."""

    widget = forms.TextInput(attrs={"size": 8, "placeholder": "2021/22", "autocomplete": "off"})

    def read(self, text: str) -> int:
        found = re.fullmatch(r"([0-9]{4})(?:[/–-]([0-9]{2}|[0-9]{4}))?", text)
        if not found or (found[2] and int(found[2][-2:]) != (int(found[1]) + 1) % 100):
            raise ValidationError("Give a financial year such as 2021/22, or the year it starts in: 2021.")
        return int(found[1])

    def show(self, value: int) -> str:
        return FinancialYear(value).label


class LinesField(TypedField):
    """A list of texts, one a line."""

    widget: forms.Widget = forms.Textarea(attrs={"rows": 4, "cols": 60})
    longest = 4_000
    empty: Any = []

    def read(self, text: str) -> list[str]:
        lines = (line.strip() for line in text.splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def show(self, value: list[str]) -> str:
        return "\n".join(map(str, value))


def _number(value: Decimal) -> str:
    return f"{exact(value):,f}"
