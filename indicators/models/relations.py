"""What must hold between indicators: a stock and its flows, a part and its whole, a number that is at most another."""

from __future__ import annotations

from django.db import models

from indicators.models.fields import relation_kind_choices, relation_role_choices
from indicators.models.setup import Indicator
from partnership.models import Versioned


class Relation(Versioned):
    """One declared relation. Its members say which indicator plays which part; a formula has its text too."""

    kind = models.CharField(max_length=20, choices=relation_kind_choices)
    formula = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk or 'new'})"


class RelationMember(Versioned):
    """An indicator in a relation, and the part that it plays."""

    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="members")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="relations")
    role = models.CharField(max_length=20, choices=relation_role_choices)

    class Meta:
        ordering = ["relation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "indicator", "role"],
                name="relation_member_is_once_in_a_role",
                violation_error_message="That indicator plays this part already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_role_display()}"
