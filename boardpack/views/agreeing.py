"""
The page on which a second person agrees to a draft, takes that back, or sends it back to draft with what is wanted.

A press of a button is one operation; what it refuses comes back on the form.
"""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from boardpack.assemble.gate_page import GatePage, draft_to_agree
from boardpack.forms import AgreementForm
from boardpack.models import Pack
from boardpack.operations.agreeing import agree_to_pack, back_to_draft, send_to_review, take_agreement_back
from boardpack.queries.packs import draft_row, pack_row, person_row
from partnership import clock
from partnership.models import User
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused

DONE = {
    "agree": "You have agreed. A performance officer can publish the pack as it stands.",
    "take_back": "Your agreement is taken back.",
    "return": "The pack is back in draft, with your remark in its history.",
}


@login_required
def agree(request: HttpRequest, day: date) -> HttpResponse:
    """What would be published, and the question whether this person agrees."""
    page = draft_to_agree(request.user, day, clock.today())
    if page is None:
        return redirect("boardpack:pack", day)
    step = request.POST.get("do", "")
    form = AgreementForm(request.POST or None, stands_in_for=page.stands_in_for)
    if step in DONE and form.is_valid() and _done(request, page, form, step):
        messages.success(request, DONE[step])
        return redirect("boardpack:agree", day)
    return render(request, "boardpack/agree.html", {"page": page, "found": page.found, "form": form})


@login_required
@require_POST
def review(request: HttpRequest, day: date) -> HttpResponse:
    """The officer's button: into review, or back to draft."""
    row = draft_row(day)
    if row is None:
        return redirect("boardpack:pack", day)
    try:
        if request.POST.get("do") == "return":
            back_to_draft(pack=row, by=_person(request), reason="taken back by the officer")
        else:
            send_to_review(pack=row, by=_person(request))
            messages.success(request, "The pack is in review: ask for agreement below.")
    except Pack.DoesNotExist:
        return redirect("boardpack:pack", day)
    return redirect("boardpack:missing", day)


def _done(request: HttpRequest, page: GatePage, form: AgreementForm, step: str) -> bool:
    row, person, words = pack_row(page.found.pack.pk), _person(request), form.cleaned_data
    try:
        match step:
            case "agree":
                agree_to_pack(
                    pack=row,
                    by=person,
                    now=clock.now(),
                    sha256=words["sha256"],
                    deputy_for=person_row(words.get("deputy_for"), clock.today()),
                )
            case "take_back":
                take_agreement_back(pack=row, by=person)
            case _:
                back_to_draft(pack=row, by=person, reason=words["reason"])
    except ValidationError as problem:
        form.add_error(None, problem.messages)
    except (Refused, ChangedMeanwhile) as problem:
        form.add_error(None, str(problem))
    return not form.errors


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
