"""Where an indicator's figures came from: those of one pack, through the pack's own door, and everything held."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from boardpack.assemble.figures import FiguresPage, figures_held, figures_in_pack
from boardpack.permissions import can_read_drafts
from boardpack.queries.packs import PackFacts
from boardpack.views.bar import address_of
from partnership import clock


@login_required
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """Everything held of the indicator as it stands now, for readers of drafts."""
    return _page(request, code, figures_held(request.user, code))


@login_required
def figures_in(
    request: HttpRequest, day: date, code: str, door: str = "published", **which: Any
) -> HttpResponse:
    """The figures that a pack shows, as of its publication."""
    return _page(request, code, figures_in_pack(request.user, door, day, code, **which))


def _page(request: HttpRequest, code: str, found: FiguresPage | None) -> HttpResponse:
    if found is None:
        raise Http404("There are no such figures.")
    words = {
        "page": found,
        "code": code,
        "pack_at": address_of(found.pack) if found.pack else "",
        "published_on": _day(found.pack),
        "reads_everything": bool(can_read_drafts(request.user)),
    }
    return render(request, "boardpack/figures.html", words)


def _day(pack: PackFacts | None) -> date | None:
    """The day on which that edition was published; None for a draft."""
    return clock.business_date(pack.published_at) if pack and pack.published_at else None
