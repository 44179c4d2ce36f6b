"""What a pack keeps back from the board, for officers."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boardpack.assemble.kept_back import kept_back_page
from boardpack.views.bar import address_of


@login_required
@require_safe
def kept_back(request: HttpRequest, day: date, edition: int | None = None) -> HttpResponse:
    """Each reading with its figure and the reason, and what the board can tell all the same."""
    page = kept_back_page(request.user, day, edition)
    if page is None:
        raise Http404("There is no such pack.")
    return render(request, "boardpack/kept_back.html", {"page": page, "pack_at": address_of(page.pack)})
