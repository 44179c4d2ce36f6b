"""
Bringing a published file in on the desk: choose it, look at what it would do, say which columns make what, apply it.

Thin: the importers read the file, `operations.published_figures` does the rest, exactly as the command does. Undoing is
the return's own page.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators.admin.published_file import Upload, keep, upload_of
from indicators.admin.published_forms import AskedForm, ColumnsForm, PublishedForm
from indicators.importers.problems import ImportProblem, ReturnRefused
from indicators.importers.published import Layout, PublishedFile, read_published
from indicators.operations.comparator_maps import keep_map
from indicators.operations.published_figures import ComparatorsOutcome, import_comparators
from indicators.permissions import can_enter_data
from partnership import clock
from partnership.admin.problems import Problem

_GONE = (
    "This file is no longer kept here, because it was applied or lay for more than a day: choose it again."
)
_NEEDS_NOTE = "Nothing was written: the warnings need your tick and a note that says why they may stand."
_MOST_SHOWN = 300
Told = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, context: Told) -> HttpResponse:
    """The page to choose a published file; when it can be read, on to its preview."""
    _require(request)
    form = PublishedForm(request.POST, request.FILES) if request.method == "POST" else PublishedForm()
    refused: tuple[ImportProblem, ...] = ()
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            read_published(content)
        except ReturnRefused as no:
            refused = no.problems
        else:
            return _to_preview(keep(content, content.name, clock.now(), **form.asked()))
    told = context | {"title": "Import a published file", "form": form, "refused": refused}
    status = 422 if refused or form.errors else 200
    return TemplateResponse(request, "indicators/desk/published_bring.html", told, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, context: Told, token: str) -> HttpResponse:
    """What the file would do; POST keeps a map, asks something else of the file, applies it, or discards it."""
    _require(request)
    upload = upload_of(token)
    opened = upload.opened() if upload else None
    if upload is None or opened is None:
        messages.error(request, _GONE)
        return redirect(reverse("admin:indicators_comparator_bring"))
    with closing(opened):
        read = read_published(opened)
        for button, step in _STEPS.items():
            if button in request.POST:
                return step(request, context, upload, read)
        return _shown(request, context, upload, read)


def _keep_map(request: HttpRequest, context: Told, upload: Upload, read: PublishedFile) -> HttpResponse:
    form = ColumnsForm(request.POST, read=read)
    if form.is_valid():
        try:
            row = keep_map(by=request.user, **form.cleaned_data)  # type: ignore[arg-type]  # nobody gets here unsigned
            messages.success(request, f"Kept for this file and every later one: {row}.")
            return _to_preview(upload)
        except Problem as no:
            _say_no(form, no)
    return _shown(request, context, upload, read, columns=form)


def _ask_again(request: HttpRequest, context: Told, upload: Upload, read: PublishedFile) -> HttpResponse:
    form = AskedForm(request.POST)
    if form.is_valid():
        return _to_preview(Upload(upload.sha256, upload.name, **form.asked()))
    return _shown(request, context, upload, read, asked=form)


def _discard(request: HttpRequest, context: Told, upload: Upload, read: PublishedFile) -> HttpResponse:
    upload.forget()
    messages.success(request, f"{upload.name} was discarded: nothing of it was written.")
    return redirect(reverse("admin:indicators_comparator_changelist"))


def _apply(request: HttpRequest, context: Told, upload: Upload, read: PublishedFile) -> HttpResponse:
    seen = request.POST.get("seen", "") or "nothing was looked at"
    note = request.POST.get("warnings_note", "").strip() if "accept" in request.POST else ""
    outcome = _outcome(request, upload, read, dry_run=False, seen=seen, warnings_note=note)
    if outcome.needs_note:
        return _shown(request, context, upload, read, refused=_NEEDS_NOTE)
    if not outcome.applied:
        sentence = " ".join(each.message for each in outcome.problems if each.severity == "error")
        return _shown(request, context, upload, read, refused=sentence or "Nothing was written.")
    upload.forget()
    messages.success(
        request, f"{upload.name} was applied: {outcome.new:,} new, {outcome.unchanged:,} unchanged."
    )
    if outcome.kept:
        return redirect(reverse("admin:indicators_return_change", args=[outcome.kept]))
    return redirect(reverse("admin:indicators_comparator_changelist"))


_STEPS: dict[str, Callable[[HttpRequest, Told, Upload, PublishedFile], HttpResponse]] = {
    "discard": _discard,
    "map": _keep_map,
    "again": _ask_again,
    "apply": _apply,
}


def _shown(
    request: HttpRequest,
    context: Told,
    upload: Upload,
    read: PublishedFile,
    *,
    columns: ColumnsForm | None = None,
    asked: AskedForm | None = None,
    refused: str = "",
) -> HttpResponse:
    try:
        outcome = _outcome(request, upload, read, dry_run=True)
    except Problem as no:
        messages.error(request, str(no))
        return redirect(reverse("admin:indicators_comparator_bring"))
    levels = ("error", "warning", "note")
    problems = {level: [each for each in outcome.problems if each.severity == level] for level in levels}
    initial = {"edition": upload.edition, "since": upload.day, "provisional": upload.provisional}
    told = context | {
        "title": f"Preview of {upload.name}",
        "upload": upload,
        "outcome": outcome,
        "years": " to ".join(dict.fromkeys([*outcome.years[:1], *outcome.years[-1:]])),
        "errors": problems["error"],
        "warnings": problems["warning"],
        "notes": problems["note"],
        "lines": outcome.shown[:_MOST_SHOWN],
        "more": max(len(outcome.shown) - _MOST_SHOWN, 0),
        "columns": (columns or ColumnsForm(read=read)) if read.layout is Layout.FIGURES else None,
        "asked": asked or AskedForm(initial=initial),
        "refused": refused,
        "note_typed": request.POST.get("warnings_note", ""),
        "ticked": "accept" in request.POST,
        "can_apply": outcome.new > 0 and not problems["error"],
    }
    status = 422 if refused or (columns and columns.errors) or (asked and asked.errors) else 200
    return TemplateResponse(request, "indicators/desk/published_preview.html", told, status=status)


def _outcome(
    request: HttpRequest,
    upload: Upload,
    read: PublishedFile,
    *,
    dry_run: bool,
    seen: str = "",
    warnings_note: str = "",
) -> ComparatorsOutcome:
    return import_comparators(
        read=read,
        file_name=upload.name,
        sha256=upload.sha256,
        by=request.user,  # type: ignore[arg-type]  # admin_view lets nobody in who is not signed in
        now=clock.now(),
        edition=upload.edition,
        since=upload.day,
        provisional=upload.provisional,
        dry_run=dry_run,
        seen=seen,
        warnings_note=warnings_note,
    )


def _say_no(form: ColumnsForm, no: Exception) -> None:
    if isinstance(no, ValidationError) and hasattr(no, "error_dict"):
        for name, sentences in no.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
    else:
        form.add_error(None, str(no))


def _to_preview(upload: Upload) -> HttpResponse:
    return redirect(reverse("admin:indicators_comparator_preview", args=[upload.token]))


def _require(request: HttpRequest) -> None:
    verdict = can_enter_data(request.user)
    if not verdict:
        raise PermissionDenied(verdict.reason)
