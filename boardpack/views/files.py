"""
The files of an edition or of the draft: how far they are, one to take away, and the button that asks for them.

No page waits for a worker: what is not made yet leads back to the page that says how far it is.
"""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from boardpack.assemble.files_page import FilesPage, file_for, files_page
from boardpack.assemble.pages import withdrawn_for
from boardpack.operations.files import ALL, ask_for_files
from boardpack.queries.files import File
from boardpack.queries.packs import PackFacts, pack_row
from boardpack.views.bar import address_of
from boardpack.views.opening import note_opened
from boardpack.views.withdrawing import tombstone
from partnership import clock
from partnership.models import User
from partnership.verdicts import Refused


@login_required
def files(request: HttpRequest, day: date, edition: int | None = None) -> HttpResponse:
    """Every format with its file or how that stands; by POST they are asked for, or the one that was pressed."""
    try:
        page = _page(request, day, edition)
    except Refused:
        gone = withdrawn_for(request.user, day, edition) if edition is not None else None
        if gone is None:
            raise
        return tombstone(request, gone)
    if request.method == "POST":
        return _asked(request, page)
    words = {
        "page": page,
        "pack_at": address_of(page.pack),
        "files_at": files_address(page.pack),
        "files": [(one, clock.business_date(one.made_at) if one.made_at else None) for one in page.files],
    }
    return render(request, "boardpack/files.html", words)


@login_required
@require_safe
def files_state(request: HttpRequest, day: date, edition: int | None = None) -> HttpResponse:
    """How far they are as JSON, for the page that stands open."""
    page = _page(request, day, edition)
    state = {"words": page.words, "done": page.done, "to_do": page.to_do, "finished": page.finished}
    return JsonResponse(state)


@login_required
@require_safe
def file(request: HttpRequest, day: date, key: str, edition: int | None = None) -> HttpResponse:
    """The file to take away; one that is not made yet leads to the page that says how far it is."""
    found = file_for(request.user, day, edition, key)
    if found is None:
        raise Http404("There is no such file.")
    pack, held = found
    if held is None:
        return redirect(files_address(pack))
    note_opened(request, pack)
    return _answer(pack, held)


def files_address(pack: PackFacts) -> str:
    """Where the files of this edition, or of the draft, are."""
    if pack.is_open:
        return reverse("boardpack:draft_files", args=[pack.meeting_date])
    return reverse("boardpack:files", args=[pack.meeting_date, pack.edition])


def _page(request: HttpRequest, day: date, edition: int | None) -> FilesPage:
    page = files_page(request.user, day, edition, clock.now())
    if page is None:
        raise Http404("There is no such pack.")
    return page


def _asked(request: HttpRequest, page: FilesPage) -> HttpResponse:
    pressed = request.POST.get("format", "")
    keys: Any = (pressed,) if pressed else ALL
    try:
        ask_for_files(pack=pack_row(page.pack.pk), by=cast(User, request.user), now=clock.now(), keys=keys)
    except Refused as problem:
        messages.error(request, str(problem))
    return redirect(files_address(page.pack))


def _answer(pack: PackFacts, held: File) -> HttpResponse:
    which = "draft" if pack.is_open else f"edition-{pack.edition}"
    name = f"{slugify(pack.meeting)}-{pack.meeting_date.isoformat()}-{which}.{held.format.suffix}"
    answer = HttpResponse(held.content, content_type=held.format.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(len(held.content))
    answer["ETag"] = f'"{held.sha256}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
