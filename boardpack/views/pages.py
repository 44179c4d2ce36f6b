"""The list of packs, and a pack: published, draft, or a numbered edition."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_tables2 import RequestConfig

from actions.permissions import can_manage_actions
from boardpack.assemble import draft_for, edition_for, list_for, published_for, withdrawn_for
from boardpack.document import PARTS
from boardpack.permissions import can_compose, can_read_drafts, can_record, can_see_receipts
from boardpack.queries.packs import PackFacts, PackOnPage
from boardpack.renderers import FORMATS
from boardpack.tables import action_table, scorecard_table
from boardpack.views.bar import address_of, bar_of
from boardpack.views.files import files_address
from boardpack.views.opening import note_opened
from boardpack.views.withdrawing import tombstone
from partnership import clock
from partnership.verdicts import Refused


@login_required
def packs(request: HttpRequest) -> HttpResponse:
    """Every pack this person may open, newest meeting first."""
    words = {"meetings": list_for(request.user), "may_compose": bool(can_compose(request.user))}
    return render(request, "boardpack/packs.html", words)


@login_required
def pack(request: HttpRequest, day: date) -> HttpResponse:
    """The edition that stands. Readers of drafts are taken to the draft when nothing is published yet."""
    found = published_for(request.user, day)
    if found is not None:
        return _page(request, found)
    gone = withdrawn_for(request.user, day)
    if gone is not None:
        return tombstone(request, gone)
    if can_read_drafts(request.user):
        return redirect("boardpack:draft", day)
    raise Http404("No pack is published for that day.")


@login_required
def draft(request: HttpRequest, day: date) -> HttpResponse:
    """The draft as it would be published now."""
    return _page(request, draft_for(request.user, day))


@login_required
def edition(request: HttpRequest, day: date, edition: int) -> HttpResponse:
    """A numbered edition, as it was published."""
    try:
        return _page(request, edition_for(request.user, day, edition))
    except Refused:
        gone = withdrawn_for(request.user, day, edition)
        if gone is None:
            raise
        return tombstone(request, gone)


def _page(request: HttpRequest, found: PackOnPage | None) -> HttpResponse:
    if found is None:
        raise Http404("There is no such pack.")
    note_opened(request, found.pack)
    return render(request, "boardpack/pack.html", _words(request, found))


def _words(request: HttpRequest, found: PackOnPage) -> dict[str, Any]:
    sorts = RequestConfig(request, paginate=False)
    pack, stands, figures_at = found.pack, found.published, f"{request.path}figures/"
    return {
        "pack": pack,
        "document": found.document,
        "parts": PARTS,
        "published_on": clock.business_date(pack.published_at) if pack.published_at else None,
        "stands": stands,
        "stands_at": address_of(stands) if stands else "",
        "bar": bar_of(request.user, found),
        **_of_the_meeting(request.user, pack, is_standing=stands == pack),
        "scorecard": sorts.configure(scorecard_table(found.document, figures_at)),
        "tracker": sorts.configure(action_table(found.document)),
        "charts_at": f"{request.path}charts/",
        "figures_at": figures_at,
        "files_at": files_address(pack),
        "formats": FORMATS,
    }


def _of_the_meeting(user: Any, pack: PackFacts, *, is_standing: bool) -> dict[str, Any]:
    """Where the meeting's own pages are; empty for what this person may not, or what cannot be yet."""
    day = [pack.meeting_date]
    comments, sees = pack.is_open and can_record(user), is_standing and can_see_receipts(user)
    return {
        "record_at": reverse("boardpack:record", args=day) if is_standing else "",
        "may_raise": bool(can_manage_actions(user)),
        "circulation_at": reverse("boardpack:circulation", args=day) if sees else "",
        "comment_at": reverse("boardpack:scrutineer_comment", args=day) if comments else "",
    }
