"""Giving a person's open actions to somebody else, as when they leave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actions.forms import ReassignForm
from actions.operations.reassigning import reassign_actions
from actions.queries.leaving import leaving
from actions.views.refused import put_at_fields
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: HttpRequest) -> HttpResponse:
    """Who holds open actions; with ?person=, theirs, and whom to give them to."""
    user: Any = request.user
    found = leaving(user, request.GET.get("person", ""), clock.today())
    choices = [(f"{one.pk}:{one.version}", f"{one.reference} {one.title}") for one in found.actions]
    status = 200
    if request.method == "POST":
        form = ReassignForm(request.POST, choices=choices)
        if form.is_valid():
            owner = form.cleaned_data["owner"]
            try:
                given = reassign_actions(chosen=form.chosen, owner=owner, by=user, today=clock.today())
            except ChangedMeanwhile as conflict:
                form.add_error(None, f"{conflict.stands}: {conflict}")
                status = 409
            except (CannotBeDone, ValidationError) as problem:
                put_at_fields(form, problem)
            else:
                many = "1 action is" if len(given) == 1 else f"{len(given)} actions are"
                messages.success(request, f"{many} now with {owner.name}, who is told by e-mail.")
                return redirect("actions:mine")
    else:
        form = ReassignForm(choices=choices, initial={"actions": [value for value, _ in choices]})
    return render(request, "actions/reassign.html", {"found": found, "form": form}, status=status)
