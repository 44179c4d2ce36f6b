"""
Actions on the desk: raised, put right, moved, closed and reopened on one form, found by who, where and how late.

Which change goes to which operation is said in operations.amending.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from actions import lifecycle
from actions.lifecycle import day_in_words
from actions.models import Action
from actions.operations.amending import amend_action
from actions.operations.raising import raise_action
from actions.permissions import AGREE_DEADLINES, can_manage_actions
from indicators.models import Indicator
from partnership import clock
from partnership.admin.choices import RowsField, people_in_post
from partnership.admin.rows import RowAdmin, RowForm
from partnership.models import User

ASKED_WITH_A_CHANGE = ("move_reason", "agreed_by", "words")


class ActionForm(RowForm):
    reference = forms.SlugField(
        required=False, max_length=20, help_text="Leave it empty for the year's next number."
    )
    indicators = RowsField(
        Indicator.objects.select_related("area").order_by("area__order", "order", "name"),
        required=False,
        label="Which indicators should it move?",
    )
    move_reason = forms.CharField(
        required=False,
        max_length=300,
        label="Why the deadline moves",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed_by = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Who agreed to the new deadline",
        help_text="The chair, or a performance officer whom the chair named.",
    )
    words = forms.CharField(
        required=False,
        max_length=2000,
        label="Words for the new status",
        help_text="What was done; or why it is cancelled, superseded or reopened; or how it goes.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shown_as = {"reason": "move_reason", "what_was_done": "words", "closing_reason": "words"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people_in_post(self, "owner")
        self.fields["agreed_by"].queryset = (  # type: ignore[attr-defined]  # the field above
            User.objects.in_post(clock.today())
            .filter(groups__name__in=AGREE_DEADLINES)
            .select_related("agency")
            .distinct()
        )
        if "agency" in self.fields:
            self.fields["agency"].required = False
            self.fields["agency"].help_text = "Leave it empty for the owner's."

    def values(self) -> dict[str, Any]:
        """Without an agency that was left to the owner's."""
        given = super().values()
        return {name: value for name, value in given.items() if name != "agency" or value is not None}


class Named(admin.RelatedOnlyFieldListFilter):
    """Only whoever is named by some action, and no nameless choice of "none"."""

    include_empty_choice = False


class LatenessFilter(admin.SimpleListFilter):
    title = "lateness"
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "Overdue"), ("open", "Open, not overdue")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Action]) -> QuerySet[Action]:
        overdue = Action.objects.overdue_on(clock.today())
        match self.value():
            case "overdue":
                return queryset.filter(pk__in=overdue)
            case "open":
                return queryset.filter(pk__in=Action.objects.open()).exclude(pk__in=overdue)
            case _:
                return queryset


@admin.register(Action)
class ActionAdmin(RowAdmin):
    form = ActionForm
    can_save = staticmethod(can_manage_actions)
    list_display = ["reference", "title", "owner", "agency", "due", "status", "how_it_stands"]
    list_display_links = ["reference", "title"]
    list_filter = [
        LatenessFilter,
        "status",
        ("agency", Named),
        ("owner", Named),
        ("source_meeting", Named),
    ]
    list_select_related = ["owner__agency", "agency", "due_before", "review_meeting"]
    search_fields = ["reference", "title", "detail", "owner__name", "owner__email"]
    ordering = ["-reference"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        new = obj is None
        deadline = ["deadline", "due_before", "review_meeting", "words_of_the_minutes"]
        fieldsets = [
            ("What is to be done?", {"fields": ["title", "detail", "success_looks_like", "indicators"]}),
            ("Who does it?", {"fields": ["owner", "agency", "owner_note"]}),
            (
                "By when?",
                {
                    "fields": deadline if new else [*deadline, "move_reason", "agreed_by"],
                    "description": "Give one of three: a date, a meeting that it must precede, or, for an arrangement that goes on, the meeting that reviews it.",
                },
            ),
            ("Where does it come from?", {"fields": ["source_meeting", "reference"]}),
        ]
        standing = ["status", "words", "what_was_done", "closing_reason", "closed_on", "impact_seen"]
        return fieldsets if new else [*fieldsets, ("How does it stand?", {"fields": standing})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if obj is None else ["reference", "what_was_done", "closing_reason", "closed_on"]

    @admin.display(description="due", ordering="deadline")
    def due(self, row: Action) -> str:
        if row.due_on:
            return day_in_words(row.due_on)
        return f"reviewed at {row.review_meeting}" if row.review_meeting else ""

    @admin.display(description="how it stands")
    def how_it_stands(self, row: Action) -> str:
        review = row.review_meeting.date if row.review_meeting else None
        return lifecycle.lateness(lifecycle.Status(row.status), row.due_on, review, clock.today()).words

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Action:
        if row is None:
            given = {name: value for name, value in fields.items() if name not in ASKED_WITH_A_CHANGE}
            return raise_action(by=by, today=clock.today(), **given)
        return amend_action(
            action=Action.objects.get(pk=row.pk),
            by=by,
            today=clock.today(),
            now=clock.now(),
            version=version,
            **fields,
        )
