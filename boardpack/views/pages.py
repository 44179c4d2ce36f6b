"""The list of packs, and a pack: published, draft, or a numbered edition."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_tables2 import RequestConfig

from boardpack.assemble import draft_for, edition_for, list_for, published_for
from boardpack.document import PARTS
from boardpack.permissions import can_compose, can_read_drafts
from boardpack.queries.packs import PackOnPage
from boardpack.tables import action_table, scorecard_table
from boardpack.views.bar import address_of, bar_of
from partnership import clock


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
    return _page(request, edition_for(request.user, day, edition))


def _page(request: HttpRequest, found: PackOnPage | None) -> HttpResponse:
    if found is None:
        raise Http404("There is no such pack.")
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
        "scorecard": sorts.configure(scorecard_table(found.document, figures_at)),
        "tracker": sorts.configure(action_table(found.document)),
        "charts_at": f"{request.path}charts/",
        "figures_at": figures_at,
    }
