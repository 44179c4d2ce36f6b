"""
The page of a long return on its way in: how far it is, and the way to call it back while it waits.

Reads the return's row and nothing else, so it is the same after a reload and does not wait for any worker.
"""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from indicators.admin.officer import officer
from indicators.models import Return
from indicators.operations.return_jobs import call_back
from indicators.queries.return_progress import ReturnProgress, return_progress
from partnership import clock
from partnership.operations.rows import CannotBeDone


@require_safe
def progress(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """How far it is; once it is through, on to the return itself."""
    officer(request)
    found = _found(pk)
    if found.finished:
        return redirect(reverse("admin:indicators_return_change", args=[pk]))
    told = context | {
        "title": f"{'Being undone' if found.undoing else 'On its way in'}: {found.file_name}",
        "progress": found,
    }
    return TemplateResponse(request, "indicators/desk/return_progress.html", told)


@require_safe
def progress_state(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """The same as JSON, for the page that stands open."""
    officer(request)
    return JsonResponse(asdict(found := _found(pk)) | {"waiting": found.waiting})


@require_POST
def back(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """Called back before a worker took it."""
    by = officer(request)
    kept = get_object_or_404(Return.objects.defer("table"), pk=pk)
    try:
        call_back(kept=kept, by=by)
        messages.success(request, f"{kept.file_name} was called back: nothing was changed.")
    except CannotBeDone as no:
        messages.error(request, str(no))
    return redirect(reverse("admin:indicators_return_progress", args=[pk]))


def _found(pk: int) -> ReturnProgress:
    found = return_progress(pk, clock.now())
    if found is None:
        raise Http404
    return found
