"""
How an admin form meets an operation: `RowAdmin` for rows that people edit, `AddOnlyAdmin` for append-only ones,
`ReadOnlyAdmin` for the rest.

`store` names the operation, the verdicts name who may; the form carries the row's version, and a conflict or a
refusal comes back on the form with what was typed still in it. Nothing here saves a row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst

from partnership.admin.history import HistoryPage
from partnership.admin.problems import AnyProblem, Problem, conflict_words
from partnership.operations.rows import ChangedMeanwhile
from partnership.permissions import may
from partnership.roles import May
from partnership.verdicts import Refused, Verdict


class RowForm(forms.ModelForm):
    """A model's form that remembers which version it was filled from."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    problem: Mapping[str, list[str]] = {}  # what the operation said to an earlier try of the same post
    shown_as: Mapping[str, str] = {}  # a field of the row → the field of the form that shows it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen_version"].initial = getattr(self.instance, "version", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, sentences in self.problem.items():
            shown = self.shown_as.get(name, name)
            self.add_error(shown if shown in self.fields else None, ValidationError(sentences))
        return cleaned

    def values(self) -> dict[str, Any]:
        """What goes to the operation: the model's own fields."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}

    def typed(self) -> dict[str, Any]:
        """What stands in the form for the row's own fields, to be told beside what stands in the row."""
        return self.values()


def can_read_desk(user: Any) -> Verdict:
    return may(user, May.READ_DRAFTS)


class ReadOnlyAdmin(HistoryPage):
    """Shown and searched, never written."""

    can_view: Callable[[Any], Verdict] = staticmethod(can_read_desk)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    empty_value_display = "–"
    change_form_template = "partnership/desk/change_form.html"

    class Media:
        css = {"all": ["css/desk-forms.css"]}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": capfirst(str(self.model._meta.verbose_name_plural))}
        response: HttpResponse = super().changelist_view(request, title | (extra_context or {}))
        return response

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.can_view(request.user))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RowAdmin(ReadOnlyAdmin):
    """
    A row that people edit.

    Subclasses give `can_save` (a verdict of the user), `store(*, row, by, version, **fields) -> row` (the operation;
    `row` is None for a new one), and where rows may go, `can_remove` (a verdict of user and row) and
    `remove(*, row, by)`.
    """

    form = RowForm
    can_save: Callable[[Any], Verdict]
    can_remove: Callable[[Any, Any], Verdict] | None = None
    problem_fields: Mapping[type[Exception], str] = {}  # which field of the form a refusal is told at

    def store(self, *, row: Any, by: Any, version: int | None, **fields: Any) -> Any:
        raise NotImplementedError

    def remove(self, *, row: Any, by: Any) -> None:
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.can_save(request.user))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.can_save(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.can_remove is not None and obj is not None and bool(self.can_remove(request.user, obj))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"problem": getattr(request, "row_problem", {})})

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; after a no from the operation once more, told why, with what was typed in it."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Problem as problem:
            told = self.in_words(problem, getattr(request, "row_form", None))
            request.row_problem = told  # type: ignore[attr-defined]
            conflict = isinstance(problem, ChangedMeanwhile)
            if isinstance(problem, ChangedMeanwhile):
                self._offer_what_was_typed(request, problem)
            response: HttpResponse = super().changeform_view(request, *args, **kwargs)
            response.status_code = 409 if conflict else response.status_code
            return response

    def in_words(self, problem: AnyProblem, form: Any = None) -> dict[str, list[str]]:
        """By field of the row, "" for the whole form: a conflict tells what stands now beside what was typed."""
        if isinstance(problem, ChangedMeanwhile):
            return {"": conflict_words(problem, form)}
        if isinstance(problem, ValidationError):
            by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
            return {"" if name == "__all__" else name: words for name, words in by_field.items()}
        return {self.problem_fields.get(type(problem), ""): [str(problem)]}

    def _offer_what_was_typed(self, request: HttpRequest, problem: ChangedMeanwhile) -> None:
        """Saving the form again is then a decision over what stands now."""
        posted = request.POST.copy()
        posted["seen_version"] = str(problem.stands.version)
        request.POST = posted  # type: ignore[assignment]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        request.row_form = form  # type: ignore[attr-defined]
        # The form has written what was typed over `obj`; the operation is given the row as it stands.
        row = type(obj)._default_manager.filter(pk=obj.pk).first() or obj
        seen = form.cleaned_data.get("seen_version")
        stored = self.store(
            row=row if change else None,
            by=request.user,
            version=(seen or 0) if change else None,
            **form.values(),
        )
        obj.__dict__.update(stored.__dict__)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The operation has written the many-to-many fields already."""

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Problem as problem:
            words = [words for told in self.in_words(problem).values() for words in told]
            self.message_user(request, " ".join(words), messages.ERROR)
            meta = self.model._meta
            return redirect(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[object_id]))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove(row=obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class AddOnlyAdmin(RowAdmin):
    """An append-only row: added through its operation, then shown. `store` is given no version."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            raise Refused("This was recorded once and stays as it is: record a later one instead.")
        super().save_model(request, obj, form, change)
