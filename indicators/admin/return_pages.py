"""
Bringing a return in on the desk: choose or paste it, look at what it would do, apply it, and undo it.

Thin: the importers read the bytes, `operations.return_keeping` and `undo_jobs` do the rest. A page never shows what
it did not hold against the rows in the same request.
"""

import hashlib
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.admin.officer import officer
from indicators.admin.return_form import ReturnForm
from indicators.exporters.blank_return import blank_return
from indicators.importers import read_return
from indicators.importers.months import read_month
from indicators.importers.problems import ImportProblem, ReturnRefused
from indicators.measures.periods import Month
from indicators.models import Return, ReturnState
from indicators.operations.return_cells import Effect
from indicators.operations.return_jobs import LONG, apply_or_send_off
from indicators.operations.return_keeping import (
    Asked,
    discard_return,
    keep_return,
    preview_of,
    seen_of,
)
from indicators.operations.returns import ReturnOutcome
from indicators.operations.undo_jobs import undo_or_send_off
from indicators.queries import month_to_fill
from indicators.queries.blank_return import blank_lines
from partnership import clock
from partnership.models import User
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TITLES = {
    "refused": "Refused",
    "changed": "Changed",
    "new": "New",
    "unchanged": "Unchanged: these figures stand already",
}
_SAID_NO = (CannotBeDone, ChangedMeanwhile, Refused, ReturnRefused)


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page to choose or paste a return; when it can be read, on to its preview."""
    by = officer(request)
    form = ReturnForm(request.POST, request.FILES) if request.method == "POST" else ReturnForm()
    refused: tuple[ImportProblem, ...] = ()
    if request.method == "POST" and form.is_valid():
        name, content = form.content()
        try:
            table = read_return(
                content, layout=form.cleaned_data["layout"], sheet=form.cleaned_data["sheet"].strip()
            )
            kept = keep_return(
                table=table,
                file_name=name,
                sha256=hashlib.sha256(content).hexdigest(),
                by=by,
                now=clock.now(),
            )
            return redirect(reverse("admin:indicators_return_preview", args=[kept.pk]))
        except ReturnRefused as no:
            refused = no.problems
    failed = bool(refused) or (request.method == "POST" and not form.is_valid())
    told = context | {
        "title": "Import a return",
        "form": form,
        "refused": refused,
        "month": month_to_fill(None, Month.of(clock.today())).month,
    }
    return TemplateResponse(request, "indicators/desk/return_bring.html", told, status=422 if failed else 200)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """What the return would do; POST looks again with other choices, applies it, or discards it."""
    by = officer(request)
    kept = get_object_or_404(Return, pk=pk)
    if kept.state in {ReturnState.WAITING, ReturnState.APPLYING, ReturnState.UNDOING}:
        return redirect(reverse("admin:indicators_return_progress", args=[kept.pk]))
    if kept.state != ReturnState.READ:
        return redirect(reverse("admin:indicators_return_change", args=[kept.pk]))
    asked = _asked(request) if request.method == "POST" else Asked()
    refused = ""
    try:
        if "discard" in request.POST:
            discard_return(kept=kept, by=by)
            messages.success(request, f"{kept.file_name} was discarded: nothing of it was written.")
            return redirect(reverse("admin:indicators_return_changelist"))
        if "apply" in request.POST:
            outcome = apply_or_send_off(
                kept=kept,
                asked=_with_note(request, asked),
                seen=request.POST.get("seen", ""),
                by=by,
                now=clock.now(),
            )
            if outcome.sent_off:
                return redirect(reverse("admin:indicators_return_progress", args=[kept.pk]))
            if outcome.applied:
                messages.success(request, _applied_words(kept, outcome))
                return redirect(reverse("admin:indicators_return_change", args=[kept.pk]))
    except _SAID_NO as no:
        refused = str(no)
    return _shown(request, context, kept, asked, refused, by)


@require_POST
def undo(request: HttpRequest, context: dict[str, Any], pk: int) -> HttpResponse:
    """The return undone, a long one by the worker; what had been changed since is named and stays."""
    by = officer(request)
    kept = get_object_or_404(Return.objects.defer("table"), pk=pk)
    try:
        undone = undo_or_send_off(
            kept=kept,
            by=by,
            now=clock.now(),
            reason=request.POST.get("reason", "").strip()[:500],
        )
        if undone is None:
            return redirect(reverse("admin:indicators_return_progress", args=[kept.pk]))
        messages.success(request, f"Put back: {undone.put_back:,} figures of {kept.file_name}.")
        for sentence in undone.kept_back[:50]:
            messages.warning(request, sentence)
    except _SAID_NO as no:
        messages.error(request, str(no))
    except ValidationError as no:
        messages.error(request, " ".join(no.messages))
    return redirect(reverse("admin:indicators_return_change", args=[kept.pk]))


@require_safe
def blank(request: HttpRequest, context: dict[str, Any], month: str) -> HttpResponse:
    """A blank return for the month, as a workbook to fill in."""
    officer(request)
    asked = read_month(month)
    if asked is None:
        raise Http404
    content = blank_return(blank_lines(asked), asked, created=clock.now())
    answer = HttpResponse(content, content_type=_WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="return-{asked}.xlsx"'
    return answer


def _shown(
    request: HttpRequest, context: dict[str, Any], kept: Return, asked: Asked, refused: str, by: User
) -> HttpResponse:
    try:
        outcome = preview_of(kept=kept, asked=asked, by=by, now=clock.now())
    except _SAID_NO as no:
        messages.error(request, str(no))
        return redirect(reverse("admin:indicators_return_change", args=[kept.pk]))
    by_level = {
        level: [problem for problem in outcome.problems if problem.severity == level]
        for level in ("error", "warning", "note")
    }
    differing = [cell for cell in outcome.cells if cell.effect in {Effect.NEW, Effect.CHANGED}]
    if "apply" in request.POST and not refused:
        refused = _why_not(by_level, outcome.needs_reason, request)
    told = context | {
        "title": f"Preview of {kept.file_name}",
        "kept": kept,
        "outcome": outcome,
        "asked": asked,
        "refused": refused,
        "errors": [] if outcome.needs_reason else by_level["error"],
        "warnings": by_level["warning"],
        "notes": by_level["note"],
        "groups": _groups(outcome, asked),
        "published": sorted({cell.published_in for cell in differing if cell.published_in}),
        "counts": Counter(cell.effect for cell in outcome.cells),
        "suggestions": outcome.suggestions,
        "seen": seen_of(outcome.cells),
        "note_typed": request.POST.get("warnings_note", ""),
        "long": len(outcome.cells) > LONG,
        "ticked": "accept" in request.POST,
        "can_apply": bool(differing) and (outcome.needs_reason or not by_level["error"]),
    }
    return TemplateResponse(
        request, "indicators/desk/return_preview.html", told, status=422 if refused else 200
    )


def _groups(outcome: ReturnOutcome, asked: Asked) -> list[tuple[str, str, list[Any]]]:
    """The cells by what they would do, what needs a look first; each with the reason typed for it."""
    found = [
        (
            effect,
            title,
            [
                (cell, asked.reasons.get(cell.reference, ""))
                for cell in outcome.cells
                if cell.effect == effect
            ],
        )
        for effect, title in _TITLES.items()
    ]
    return [group for group in found if group[2]]


def _why_not(by_level: dict[str, list[ImportProblem]], needs_reason: bool, request: HttpRequest) -> str:
    if needs_reason:
        return "Nothing was written: published figures change only with a reason. Type one for all of them, or one beside each."
    if by_level["error"]:
        return "Nothing was written: put the errors below right in the file, and import it again."
    if by_level["warning"] and not (
        "accept" in request.POST and request.POST.get("warnings_note", "").strip()
    ):
        return "Nothing was written: the warnings need your tick and a note that says why they are right."
    return "Nothing was written."


def _asked(request: HttpRequest) -> Asked:
    posted = request.POST
    pairs = zip(posted.getlist("written"), posted.getlist("code"), strict=False)
    return Asked(
        create_missing="create_missing" in posted,
        confirmed={written: code for written, code in pairs if code},
        reason=posted.get("reason", "").strip(),
        reasons={
            name.removeprefix("reason-"): str(words).strip()
            for name, words in posted.items()
            if name.startswith("reason-") and str(words).strip()
        },
    )


def _with_note(request: HttpRequest, asked: Asked) -> Asked:
    """The note counts only with its tick."""
    note = request.POST.get("warnings_note", "").strip() if "accept" in request.POST else ""
    return Asked(asked.create_missing, asked.confirmed, asked.reason, asked.reasons, note)


def _applied_words(kept: Return, outcome: ReturnOutcome) -> str:
    return (
        f"{kept.file_name} was applied: {outcome.new:,} new, {outcome.changed:,} changed, "
        f"{outcome.unchanged:,} unchanged."
    )
