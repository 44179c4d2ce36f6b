"""Withdrawing an edition, with the reason that everybody then reads in its place; and that page, the tombstone."""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boardpack.assemble.pages import Tombstone, edition_to_withdraw
from boardpack.forms import WithdrawalForm
from boardpack.operations.withdrawing import withdraw_pack
from boardpack.queries.packs import pack_row
from partnership import clock
from partnership.models import User
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused


@login_required
def withdraw(request: HttpRequest, day: date, edition: int) -> HttpResponse:
    """The question, with room for the reason; by POST it is withdrawn."""
    found = edition_to_withdraw(request.user, day, edition)
    if found is None:
        raise Http404("There is no such edition.")
    form = WithdrawalForm(request.POST or None)
    if form.is_valid() and _done(request, form, found.pk):
        messages.success(request, f"Edition {edition} is withdrawn.")
        return redirect("boardpack:edition", day, edition)
    return render(request, "boardpack/withdraw.html", {"pack": found, "form": form})


def tombstone(request: HttpRequest, found: Tombstone) -> HttpResponse:
    """What stands where a withdrawn edition stood. Nothing of its contents."""
    at = found.gone.withdrawn_at
    words = {"found": found, "pack": found.gone, "on": clock.business_date(at) if at else None}
    return render(request, "boardpack/withdrawn.html", words)


def _done(request: HttpRequest, form: WithdrawalForm, pk: int) -> bool:
    words, by = form.cleaned_data, cast(User, request.user)
    try:
        withdraw_pack(pack=pack_row(pk), by=by, now=clock.now(), **words)
    except ValidationError as problem:
        form.add_error(None, problem.messages)
    except (Refused, ChangedMeanwhile) as problem:
        form.add_error(None, str(problem))
    return not form.errors
