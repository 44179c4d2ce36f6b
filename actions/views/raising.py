"""Raising an action: from the list, a meeting, an indicator or a section of a pack, which the address names."""

from datetime import date
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
    meeting = form.cleaned_data["source_meeting"]
    proposed = propose_for(form, meeting.date if meeting else None, clock.today())
    if proposed or not form.is_valid():
        return _page(request, form, proposed)
    try:
        raised = raise_action(by=user, today=clock.today(), **form.action)
    except (CannotBeDone, ValidationError) as problem:
        put_at_fields(form, problem)
        return _page(request, form)
    messages.success(request, f"{raised.reference} is raised. {raised.owner.name} is told by e-mail.")
    return redirect("actions:action", raised.reference)


def propose_for(form: RaiseForm, meeting: date | None, today: date) -> str:
    """
    What the words of a form mean, put into its fields and told in a sentence; empty where there is nothing to put.

    The question that the words leave stands at their field.
    """
    if not form.is_bound or not form.is_valid() or not form.asks_for_reading:
        return ""
    words = form.cleaned_data["words_of_the_minutes"]
    found = propose_deadline(words, meeting, today)
    form.put(found.fields)
    if found.ask:
        form.add_error("words_of_the_minutes", found.ask)
        return ""
    return f"“{words}” is read as: {found.sentence}"


def _page(request: HttpRequest, form: RaiseForm, proposed: str = "") -> HttpResponse:
    return render(request, "actions/raise.html", {"form": form, "proposed": proposed})
