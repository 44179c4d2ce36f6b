"""
The members of a relation on its form: a line for each, with the indicator and the part that it plays.

Lines left empty are no members. Which parts a kind of relation has is the operation's to say.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.measures.kinds import RELATION_ROLES, RelationRole
from indicators.models import Indicator

_SPARE, _FEWEST, _MOST = 3, 6, 60
_HALF = "Choose both on each line: the indicator and the part that it plays."
_UNKNOWN = "Choose from the lists."


class MembersWidget(forms.Widget):
    """Its value is a list of pairs of texts: an indicator's key and a part."""

    template_name = "indicators/desk/members.html"
    use_fieldset = True
    choices: list[tuple[str, str]] = []

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        filled = [(str(indicator), str(role)) for indicator, role in value or []]
        spare = max(_SPARE, _FEWEST - len(filled))
        context["widget"]["lines"] = [*filled, *([("", "")] * spare)]
        context["widget"]["indicators"] = self.choices
        context["widget"]["roles"] = [(role.value, words) for role, words in RELATION_ROLES.items()]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        if not hasattr(data, "getlist"):
            return []
        pairs = zip(data.getlist(f"{name}-indicator"), data.getlist(f"{name}-role"), strict=False)
        return [(str(indicator), str(role)) for indicator, role in pairs if indicator or role][:_MOST]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-indicator" not in data

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_1" if id_ else id_


class MembersField(forms.Field):
    """Its value is a list of pairs: an Indicator and its RelationRole."""

    widget = MembersWidget

    def to_python(self, value: Any) -> list[tuple[Indicator, RelationRole]]:
        pairs = [(str(indicator), str(role)) for indicator, role in value or []]
        if any(not (indicator and role) for indicator, role in pairs):
            raise ValidationError(_HALF)
        roles = {role.value: role for role in RelationRole}
        keys = {int(key) for key, _ in pairs if key.isdecimal() and len(key) < 10}
        rows = {str(row.pk): row for row in Indicator.objects.filter(pk__in=keys)}
        if any(key not in rows or role not in roles for key, role in pairs):
            raise ValidationError(_UNKNOWN)
        return [(rows[key], roles[role]) for key, role in pairs]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return sorted(map(tuple, initial or [])) != sorted(map(tuple, data or []))
