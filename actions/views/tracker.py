"""The action tracker of each meeting: what became of the board's actions since the one before."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.queries.tracker import tracked_meetings, tracker
from partnership import clock
from partnership.models import Meeting


@login_required
@require_safe
def trackers(request: HttpRequest) -> HttpResponse:
    """Every meeting that has one."""
    return render(request, "actions/trackers.html", {"meetings": tracked_meetings(_by(request))})


@login_required
@require_safe
def tracker_of(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        found = tracker(_by(request), pk, clock.today())
    except (Meeting.DoesNotExist, OverflowError) as missing:
        raise Http404("There is no such meeting.") from missing
    return render(request, "actions/tracker.html", {"found": found})


def _by(request: HttpRequest) -> Any:
    return request.user
