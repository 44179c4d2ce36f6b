"""
Taking words out of a published edition: where they stand, asking for it, and a second person's agreement.

A press of a button is one question or one operation; what it refuses comes back on the form.
"""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from boardpack.assemble.redacting import redacting_page, words_stand
from boardpack.forms import RedactionForm
from boardpack.operations.redacting import agree_redaction, ask_redaction, drop_redaction
from boardpack.permissions import can_redact
from boardpack.queries.packs import pack_row
from boardpack.queries.redacting import redaction_row
from partnership import clock
from partnership.models import User
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused, require


@login_required
def redact(request: HttpRequest, day: date, edition: int) -> HttpResponse:
    """What waits and what was done; by POST words are looked for, or their redaction is asked for."""
    page = redacting_page(request.user, day, edition)
    if page is None:
        raise Http404("There is no such edition.")
    form, standing = RedactionForm(request.POST or None), None
    if form.is_bound:
        standing = words_stand(request.user, day, edition, request.POST.get("words", ""))
        if request.POST.get("do") == "ask" and form.is_valid() and _asked(request, form, page.pack.pk):
            messages.success(
                request,
                "It is asked for. Somebody else has to agree before anything is taken out: "
                "those who may are written to.",
            )
            return redirect("boardpack:redact", day, edition)
        if request.POST.get("do") != "ask":
            form = RedactionForm(initial={name: request.POST.get(name, "") for name in ("words", "reason")})
    return render(request, "boardpack/redact.html", {"page": page, "form": form, "standing": standing})


@login_required
@require_POST
def decide_redaction(request: HttpRequest, day: date, edition: int, pk: int) -> HttpResponse:
    """A second person agrees, or one of the two drops it."""
    require(can_redact(request.user))
    row, by = redaction_row(pk, day, edition), cast(User, request.user)
    try:
        if request.POST.get("do") == "agree":
            agree_redaction(redaction=row, by=by, today=clock.today(), now=clock.now())
            messages.success(request, "The words are taken out, and the edition's files are made again.")
        else:
            drop_redaction(redaction=row, by=by, now=clock.now())
            messages.success(request, "It is dropped. Nothing was taken out.")
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    except (Refused, ChangedMeanwhile) as problem:
        messages.error(request, str(problem))
    return redirect("boardpack:redact", day, edition)


def _asked(request: HttpRequest, form: RedactionForm, pk: int) -> bool:
    by = cast(User, request.user)
    try:
        ask_redaction(pack=pack_row(pk), by=by, now=clock.now(), **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem)
    except Refused as problem:
        form.add_error(None, str(problem))
    return not form.errors
