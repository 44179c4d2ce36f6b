"""Relations on the desk: what must hold between indicators, with the part that each of them plays."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from indicators.admin.members import MembersField
from indicators.measures.kinds import RelationRole
from indicators.models import Indicator, Relation
from indicators.operations.relations import in_words, remove_relation, save_relation
from indicators.permissions import can_set_up_relations
from partnership.admin.rows import RowAdmin, RowForm
from partnership.verdicts import Verdict

FORMULA_HELP = (
    "The terms' codes, numbers, + − × ÷ and brackets, with spaces round a minus. last(code) is the period before, "
    "population the children of the year before. For example: referrals / contacts * 100."
)


class RelationForm(RowForm):
    members = MembersField(
        label="Which indicators, and which part does each play?",
        required=False,
        help_text=(
            "A stock has those that start and those that end; the smaller has its larger; parts have their whole; a result "
            "has the terms of its formula. For more lines, save and continue."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Indicator.objects.order_by("area__order", "order", "name").values_list("pk", "name")
        if "members" in self.fields:
            self.fields["members"].widget.choices = [(str(pk), name) for pk, name in rows]
            if self.instance.pk:
                held = self.instance.members.all()
                self.fields["members"].initial = [(str(row.indicator_id), row.role) for row in held]


@admin.register(Relation)
class RelationAdmin(RowAdmin):
    form = RelationForm
    can_save = staticmethod(can_set_up_relations)
    fieldsets = [
        ("What must hold?", {"fields": ["kind"]}),
        ("Between which indicators?", {"fields": ["members"]}),
        ("How is it calculated, if it is?", {"fields": ["formula"], "description": FORMULA_HELP}),
        ("What should others know of it?", {"fields": ["note"]}),
    ]
    list_display = ["kind", "members_in_words", "note"]
    list_filter = ["kind"]
    search_fields = ["members__indicator__name", "members__indicator__code", "note"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Relation]:
        return super().get_queryset(request).prefetch_related("members__indicator")

    @admin.display(description="members")
    def members_in_words(self, row: Relation) -> str:
        return in_words([(member.indicator, RelationRole(member.role)) for member in row.members.all()])

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        between = ("Between which indicators?", {"fields": ["members_in_words"]})
        return [self.fieldsets[0], between, *self.fieldsets[2:]]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["members_in_words"] if obj else []

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Relation:
        return save_relation(relation=row, by=by, version=version, **fields)

    @staticmethod
    def can_remove(user: Any, row: Relation) -> Verdict:
        return can_set_up_relations(user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A relation goes with its members, which would otherwise be said to hold it."""
        lines = [f"{row}: {self.members_in_words(row)}" for row in objs]
        return lines, {self.model._meta.verbose_name_plural: len(lines)}, set(), []

    def remove(self, *, row: Any, by: Any) -> None:
        remove_relation(relation=row, by=by)
