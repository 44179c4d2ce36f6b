"""Raising an action: from the list, a meeting, an indicator or a section of a pack, which the address names."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.forms import RaiseForm
from actions.operations.raising import raise_action
from actions.queries.raising import propose_deadline, start_of
from actions.views.refused import put_at_fields
from partnership import clock
from partnership.operations.rows import CannotBeDone


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request: HttpRequest) -> HttpResponse:
    """The form, filled in as far as ?meeting= (its key) and ?indicator= (its code) say; sent, the new action's page."""
    user: Any = request.user
    start = start_of(user, request.GET.get("meeting", ""), request.GET.get("indicator", ""))
    if request.method != "POST":
        first = {"source_meeting": start.source_meeting, "indicators": list(start.indicators)}
        return _page(request, RaiseForm(initial=first))
    form = RaiseForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if form.asks_for_reading:
        return _put(request, form)
    try:
        raised = raise_action(by=user, today=clock.today(), **form.action)
    except (CannotBeDone, ValidationError) as problem:
        put_at_fields(form, problem)
        return _page(request, form)
    messages.success(request, f"{raised.reference} is raised. {raised.owner.name} is told by e-mail.")
    return redirect("actions:action", raised.reference)


def _put(request: HttpRequest, form: RaiseForm) -> HttpResponse:
    """Nothing is saved: what the words mean is put to the officer, or the question that they leave."""
    given = form.cleaned_data
    words = given["words_of_the_minutes"]
    found = propose_deadline(words, given["source_meeting"], clock.today())
    form.put(found.fields)
    if found.ask:
        form.add_error("words_of_the_minutes", found.ask)
        return _page(request, form)
    return _page(request, form, f"“{words}” is read as: {found.sentence}")


def _page(request: HttpRequest, form: RaiseForm, proposed: str = "") -> HttpResponse:
    return render(request, "actions/raise.html", {"form": form, "proposed": proposed})
