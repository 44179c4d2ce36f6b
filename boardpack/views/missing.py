"""
What a draft still lacks, by whom, and the buttons that ask for it or put on record that it did not come.

A press of a button is one operation; what it refuses is said above the page.
"""

from datetime import date
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from boardpack.assemble.missing import missing_page
from boardpack.models import Pack
from boardpack.operations.chasing import chase, record_not_received
from boardpack.operations.commentary_links import revoke_commentary_links
from boardpack.permissions import can_compose
from boardpack.queries.packs import draft_row, indicator_row
from partnership import clock
from partnership.models import User
from partnership.operations.rows import ChangedMeanwhile
from partnership.verdicts import Refused, require


@login_required
@require_safe
def missing(request: HttpRequest, day: date) -> HttpResponse:
    """The page; where there is no draft, the pack."""
    page = missing_page(request.user, day, clock.today())
    if page is None:
        return redirect("boardpack:pack", day)
    return render(request, "boardpack/missing.html", {"page": page})


@login_required
@require_POST
def ask(request: HttpRequest, day: date) -> HttpResponse:
    """Asks for one thing, or for every outturn and commentary that is missing; records that one did not come; or revokes its links."""
    require(can_compose(request.user))
    row = draft_row(day)
    if row is None:
        return redirect("boardpack:pack", day)
    try:
        messages.success(request, _done(request, row))
    except (Refused, ChangedMeanwhile) as problem:
        messages.error(request, str(problem))
    return redirect("boardpack:missing", day)


def _done(request: HttpRequest, row: Pack) -> str:
    by, code = cast(User, request.user), request.POST.get("not_received", "")
    if code:
        record_not_received(pack=row, indicator=indicator_row(code), by=by)
        return "It is on record, and the pack prints it: asked for, and not received."
    code = request.POST.get("revoke", "")
    if code:
        revoke_commentary_links(pack=row, indicator=indicator_row(code), by=by)
        return "The links that were sent for it do not work any more. Ask again, and a new one goes out."
    keys = request.POST.getlist("key") or None
    sent = chase(pack=row, by=by, today=clock.today(), now=clock.now(), keys=keys)
    return f"Asked: {', '.join(sorted(one.recipient.name for one in sent))}. The mail leaves within minutes."
