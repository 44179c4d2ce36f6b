"""
Pages of actions: the list, one action, and the two things that its owner says of it.

Each asks one query or one operation and words the answer; a refusal by role becomes the 403 page.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from actions.forms import DoneForm, ProgressForm
from actions.lifecycle import Status
from actions.models import Action
from actions.operations.closing import close_action
from actions.operations.progress import record_progress
from actions.queries import action_detail, action_list
from actions.tables import action_table
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own open actions; for officers and whoever reads drafts, everybody's."""
    found = action_list(_by(request), clock.today())
    table = action_table(found)
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    return render(request, "actions/mine.html", {"found": found, "table": table})


@login_required
@require_safe
def action(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, reference, ProgressForm(), DoneForm())


@login_required
@require_POST
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """What was said of it is kept, and the page is shown again."""
    form = ProgressForm(request.POST)

    def operation(row: Action, words: str) -> None:
        record_progress(action=row, words=words, by=_by(request), today=clock.today(), now=clock.now())

    status = _written(request, reference, form, operation, "What you wrote is recorded.")
    return (
        redirect("actions:action", reference)
        if status is None
        else _page(request, reference, form, DoneForm(), status)
    )


@login_required
@require_POST
def done(request: HttpRequest, reference: str) -> HttpResponse:
    """The action is closed with a sentence of what was done."""
    form = DoneForm(request.POST)

    def operation(row: Action, words: str, seen_version: int) -> None:
        close_action(
            action=row,
            status=Status.DONE,
            words=words,
            by=_by(request),
            today=clock.today(),
            version=seen_version,
        )

    status = _written(request, reference, form, operation, "The action is done. Thank you.")
    return (
        redirect("actions:action", reference)
        if status is None
        else _page(request, reference, ProgressForm(), form, status)
    )


def _by(request: HttpRequest) -> Any:
    return request.user


def _written(
    request: HttpRequest, reference: str, form: forms.Form, operation: Callable[..., None], words: str
) -> int | None:
    """None when the operation took it; else the form holds the reason, and this is the status to answer with."""
    if not form.is_valid():
        return 200
    try:
        operation(get_object_or_404(Action, reference=reference), **form.cleaned_data)
    except ChangedMeanwhile as conflict:
        form.add_error(None, f"{conflict} What you typed is still here.")
        return 409
    except (CannotBeDone, ValidationError) as problem:
        form.add_error(None, problem.messages if isinstance(problem, ValidationError) else str(problem))
        return 200
    messages.success(request, words)
    return None


def _page(
    request: HttpRequest, reference: str, progress: ProgressForm, done: DoneForm, status: int = 200
) -> HttpResponse:
    try:
        detail = action_detail(reference, _by(request), clock.today())
    except Action.DoesNotExist as missing:
        raise Http404("There is no such action.") from missing
    words = {"detail": detail, "action": detail.action, "progress": progress, "done": done}
    return render(request, "actions/action.html", words, status=status)
