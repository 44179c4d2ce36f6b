"""
People on the desk: who they are, what they may do, whether they may sign in.

Administrators look after them; officers see them, to choose owners. Roles are those of partnership.roles and nothing
finer; nobody is removed, a leaver gets a last day.
"""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from partnership import clock, roles
from partnership.admin.choices import Boxes
from partnership.admin.rows import RowAdmin, RowForm
from partnership.models import User, in_post_on
from partnership.operations.people import save_person
from partnership.permissions import can_manage_people


class PersonForm(RowForm):
    role_keys = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        choices=[(role.key, f"{role.name}. {role.purpose}") for role in roles.ROLES],
        widget=Boxes,
    )
    new_password = forms.CharField(
        label="Set a password",
        required=False,
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. Leave it empty to change nothing, or to send a link instead.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["role_keys"].initial = list(self.instance.groups.values_list("name", flat=True))

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password

    def values(self) -> dict[str, Any]:
        fields = super().values()
        password = fields.pop("new_password")
        return fields | {"role_keys": frozenset(fields["role_keys"]), "password": password}

    def typed(self) -> dict[str, Any]:
        """Without the password, which is never told."""
        return {name: value for name, value in self.values().items() if name != "password"}


class RoleFilter(admin.SimpleListFilter):
    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(role.key, role.name) for role in roles.ROLES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


class InPostFilter(admin.SimpleListFilter):
    title = "in post"
    parameter_name = "in_post"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "in post"), ("no", "left")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return self._narrowed(queryset) if self.value() else queryset

    def _narrowed(self, queryset: QuerySet[User]) -> QuerySet[User]:
        in_post = in_post_on(clock.today())
        return queryset.filter(in_post if self.value() == "yes" else ~in_post)


@admin.register(User)
class PersonAdmin(RowAdmin):
    form = PersonForm
    can_save = staticmethod(can_manage_people)
    change_form_template = "partnership/desk/person.html"
    fieldsets = [
        ("Who is it?", {"fields": ["name", "email", "agency", "telephone"]}),
        ("What may they do?", {"fields": ["role_keys"]}),
        ("May they sign in?", {"fields": ["is_active", "new_password"]}),
        ("Are they still in post?", {"fields": ["left_on"]}),
    ]
    list_display = ["name", "email", "agency", "roles_in_words", "is_active", "left_on"]
    list_filter = [RoleFilter, "agency", "is_active", InPostFilter]
    list_select_related = ["agency"]
    search_fields = ["name", "email", "agency__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles_in_words(self, row: User) -> str:
        return roles.names(frozenset(group.name for group in row.groups.all())) or "none"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Somebody who may only look sees the roles in words, and nothing of passwords."""
        if self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        shown = ["name", "email", "agency", "telephone", "roles_in_words", "is_active", "left_on"]
        return [(None, {"fields": shown})]

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> User:
        return save_person(person=row, by=by, version=version, **fields)

    def get_urls(self) -> Any:
        send = self.admin_site.admin_view(self.send_link_view)
        own = [path("<int:person_id>/send-link/", send, name="partnership_user_send_link")]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def send_link_view(self, request: HttpRequest, person_id: int) -> HttpResponse:
        """A link with which the person sets a password, written to the outbox by way of allauth's own reset."""
        if not (verdict := can_manage_people(request.user)):
            raise PermissionDenied(verdict.reason)
        person = self.get_object(request, str(person_id))
        if person is None:
            raise Http404("There is no such person.")
        self._send_link(request, person)
        return redirect(reverse("admin:partnership_user_change", args=[person_id]))

    def _send_link(self, request: HttpRequest, person: User) -> None:
        form = ResetPasswordForm({"email": person.email})
        if not person.is_active or not form.is_valid():
            words = f"{person.name} may not sign in, so no link was sent. Tick “may sign in” and save first."
            self.message_user(request, words, messages.ERROR)
            return
        form.save(request)
        self.message_user(
            request, f"A link to set a password is on its way to {person.email}. It works once."
        )
