"""One action, and what its owner or an officer says of it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST, require_safe

from actions.forms import (
    DoneForm,
    ImpactForm,
    MoreTimeForm,
    NotMineForm,
    ProgressForm,
    ReceivedDoneForm,
    ReceivedForm,
    ReceivedMoreTimeForm,
    ReceivedNotMineForm,
)
from actions.lifecycle import Status
from actions.models import Action, RequestKind
from actions.operations.closing import close_action
from actions.operations.impact import say_impact as record_impact
from actions.operations.owner_links import revoke_links
from actions.operations.progress import by_mail, record_progress, record_reply
from actions.operations.requests import ask_officer, record_asked
from actions.queries import action_detail
from actions.views.refused import put_at_fields
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile

ASKED = "Your request is with the officer. The answer comes by e-mail."
ASKED_BY_MAIL = "The request is recorded. It waits for its answer, which the owner is sent by e-mail."


@login_required
@require_safe
def action(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, reference)


@login_required
@require_POST
def progress(request: HttpRequest, reference: str) -> HttpResponse:
    """What was said of it is kept, and the page is shown again."""

    def operation(row: Action, words: str, received_from: str) -> None:
        said = {"action": row, "words": words, "by": _by(request), "today": clock.today(), "now": clock.now()}
        if received_from:
            record_reply(received_from=received_from, **said)
        else:
            record_progress(**said)

    form = ReceivedForm(request.POST)
    return _written(request, reference, "progress", form, operation, "What you wrote is recorded.")


@login_required
@require_POST
def done(request: HttpRequest, reference: str) -> HttpResponse:
    """The action is closed with a sentence of what was done."""

    def operation(row: Action, words: str, seen_version: int, received_from: str) -> None:
        close_action(
            action=row,
            status=Status.DONE,
            words=words,
            by=_by(request),
            today=clock.today(),
            via=by_mail(received_from) if received_from else "",
            version=seen_version,
        )

    form = ReceivedDoneForm(request.POST)
    return _written(request, reference, "done", form, operation, "The action is done. Thank you.")


@login_required
@require_POST
def ask_more_time(request: HttpRequest, reference: str) -> HttpResponse:
    """The owner asks, or an officer writes down that they did; the deadline stands until somebody agrees."""
    received = _is_received(request, "time")
    form = (ReceivedMoreTimeForm if received else MoreTimeForm)(request.POST)
    words = ASKED_BY_MAIL if received else ASKED
    return _written(request, reference, "time", form, _asking(request, RequestKind.MORE_TIME), words)


@login_required
@require_POST
def say_not_mine(request: HttpRequest, reference: str) -> HttpResponse:
    """The owner says so; the action stays with them until the officer confirms another."""
    received = _is_received(request, "other")
    form = (ReceivedNotMineForm if received else NotMineForm)(request.POST)
    words = ASKED_BY_MAIL if received else ASKED
    return _written(request, reference, "other", form, _asking(request, RequestKind.NOT_MINE), words)


@login_required
@require_POST
def revoke(request: HttpRequest, reference: str) -> HttpResponse:
    """Links that were mailed for this action stop working."""

    def operation(row: Action) -> None:
        revoke_links(action=row, by=_by(request))

    words = (
        "The links that were sent so far have stopped working. The next reminder brings the owner a new one."
    )
    return _written(request, reference, "revoking", forms.Form(request.POST), operation, words)


@login_required
@require_POST
def say_impact(request: HttpRequest, reference: str) -> HttpResponse:
    """What has changed since it was done, said by somebody other than whoever did it."""

    def operation(row: Action, words: str, seen_version: int) -> None:
        record_impact(action=row, words=words, by=_by(request), version=seen_version)

    form = ImpactForm(request.POST)
    return _written(request, reference, "impact", form, operation, "The impact is recorded.")


def _asking(request: HttpRequest, kind: RequestKind) -> Callable[..., None]:
    def operation(row: Action, **asked: Any) -> None:
        said = {"action": row, "by": _by(request), "kind": kind, "today": clock.today(), "now": clock.now()}
        (record_asked if "received_from" in asked else ask_officer)(**said, **asked)

    return operation


def _is_received(request: HttpRequest, prefix: str) -> bool:
    """Whether the form was the officer's, which says from whom it came."""
    return f"{prefix}-received_from" in request.POST


def _by(request: HttpRequest) -> Any:
    return request.user


def _written(
    request: HttpRequest,
    reference: str,
    name: str,
    form: forms.Form,
    operation: Callable[..., None],
    words: str,
) -> HttpResponse:
    """Back to the page when the operation took it; else the page with the reason at the form called `name`."""
    if not form.is_valid():
        return _page(request, reference, {name: form})
    status = 200
    try:
        operation(get_object_or_404(Action, reference=reference), **form.cleaned_data)
    except ChangedMeanwhile as conflict:
        form.add_error(None, f"{conflict} What you typed is still here.")
        status = 409
    except (CannotBeDone, ValidationError) as problem:
        put_at_fields(form, problem)
    else:
        messages.success(request, words)
        return redirect("actions:action", reference)
    return _page(request, reference, {name: form}, status)


def _page(
    request: HttpRequest,
    reference: str,
    posted: Mapping[str, forms.Form] = MappingProxyType({}),
    status: int = 200,
) -> HttpResponse:
    """The action with its forms; one that was posted stands as it was filled in."""
    try:
        detail = action_detail(reference, _by(request), clock.today())
    except Action.DoesNotExist as missing:
        raise Http404("There is no such action.") from missing
    blank: dict[str, forms.Form] = {
        "progress": ReceivedForm() if detail.may_manage else ProgressForm(),
        "done": ReceivedDoneForm() if detail.may_manage else DoneForm(),
        "time": MoreTimeForm() if detail.may_ask else ReceivedMoreTimeForm(),
        "other": NotMineForm() if detail.may_ask else ReceivedNotMineForm(),
        "impact": ImpactForm(initial={"words": detail.impact_seen}),
    }
    movement = import_string(
        settings.ACTION_MOVEMENT
    )  # joined above: it knows packs and figures, actions do not
    words = {
        "detail": detail,
        "action": detail.action,
        "movement": movement(_by(request), reference, clock.today()) if detail.action.indicators else (),
        "problem": next(iter(posted.values()), None),
    }
    return render(request, "actions/action.html", {**words, **blank, **posted}, status=status)
