"""What owners ask, for whoever answers: the chair and the officers for time, the officers for owners."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actions.forms import AgreeForm, DeclineForm, HandOverForm
from actions.models import OwnerRequest
from actions.operations.requests import agree_to_more_time, decline_request, hand_over
from actions.queries.requests import RequestDetail, request_detail, requests_waiting
from actions.views.refused import put_at_fields
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile


@login_required
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """What waits for this person's answer, the oldest first."""
    found = requests_waiting(_by(request))
    return render(request, "actions/requests.html", {"found": found})


@login_required
@require_safe
def owner_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request beside its action, with the two answers."""
    return _page(request, _detail(request, pk))


@login_required
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The new deadline, or the new owner."""
    detail = _detail(request, pk)
    form: forms.Form = AgreeForm(request.POST) if detail.for_time else HandOverForm(request.POST)
    operation = agree_to_more_time if detail.for_time else hand_over
    return _answer(request, detail, form, operation, {"agreed": form})


@login_required
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, with the reason."""
    detail = _detail(request, pk)
    form = DeclineForm(request.POST)
    return _answer(request, detail, form, decline_request, {"declined": form})


def _answer(
    request: HttpRequest,
    detail: RequestDetail,
    form: forms.Form,
    operation: Callable[..., Any],
    shown: dict[str, Any],
) -> HttpResponse:
    """The operation's answer in words, or the page with what it refused at the fields."""
    if not form.is_valid():
        return _page(request, detail, **shown)
    row = get_object_or_404(OwnerRequest, pk=detail.request.pk)
    try:
        operation(request=row, by=_by(request), today=clock.today(), now=clock.now(), **form.cleaned_data)
    except (CannotBeDone, ChangedMeanwhile, ValidationError) as problem:
        put_at_fields(form, problem)
        status = 409 if isinstance(problem, ChangedMeanwhile) else 200
        return _page(request, _detail(request, detail.request.pk), status, **shown)
    messages.success(request, f"Answered. {detail.request.by} is told by e-mail.")
    return redirect("actions:requests")


def _by(request: HttpRequest) -> Any:
    return request.user


def _detail(request: HttpRequest, pk: int) -> RequestDetail:
    try:
        return request_detail(pk, _by(request), clock.today())
    except OwnerRequest.DoesNotExist as missing:
        raise Http404("There is no such request.") from missing


def _page(
    request: HttpRequest,
    detail: RequestDetail,
    status: int = 200,
    agreed: forms.Form | None = None,
    declined: forms.Form | None = None,
) -> HttpResponse:
    first = {"version": detail.request.version}
    if agreed is None:
        agreed = (
            AgreeForm(initial=first | {"deadline": detail.request.deadline_asked})
            if detail.for_time
            else HandOverForm(initial=first)
        )
    words = {
        "detail": detail,
        "asked": detail.request,
        "action": detail.action,
        "agreed": agreed,
        "declined": declined or DeclineForm(initial=first),
    }
    return render(request, "actions/request.html", words, status=status)
