"""
The page behind a commentary link: GET shows, only POST changes, and no cookie, account or password is asked for.

As the owner's link does it: forms carry a nonce of the link in place of a CSRF cookie, no page passes its address on, and
a dead link says the same whatever made it so.
"""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from actions.operations.owner_links import DeadLink
from actions.views.limits import too_often
from actions.views.owner_link import ASKED_FRESH, POSTED, SEEN, STALE, kept_to_itself
from boardpack.assemble.commentary_link import CommentaryLinkPage, commentary_link_page
from boardpack.forms import GivenCommentaryForm
from boardpack.links import (
    is_nonce_of,
    new_nonce,
    read_commentary_link,
    whose_commentary_link,
)
from boardpack.operations.commentary_links import Given, give_by_link, send_fresh_commentary_link
from partnership import clock
from partnership.links import LIFE
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile
from partnership.verdicts import Refused


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_to_itself
def commentary_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The indicator and month, what the figures say, and room for the three texts."""
    posted = request.method == "POST"
    what = "commentary posted" if posted else "commentary seen"
    if too_often(request, what, POSTED if posted else SEEN):
        return render(request, "actions/link_limit.html", status=429)
    now = clock.now()
    page = commentary_link_page(read_commentary_link(token, now), now)
    if page is None:
        return _dead(request, token)
    if posted:
        return _given(request, token, page)
    form = GivenCommentaryForm(initial=_initial(page, from_draft=request.GET.get("start") == "draft"))
    return _shown(request, token, page, form)


@csrf_exempt
@require_POST
@kept_to_itself
def fresh_commentary_link(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link by mail to the address that this one went to; the answer is the same whether one is sent."""
    if too_often(request, "fresh link", ASKED_FRESH):
        return render(request, "actions/link_limit.html", status=429)
    send_fresh_commentary_link(link=whose_commentary_link(token), today=clock.today(), now=clock.now())
    return render(request, "boardpack/commentary_link_fresh.html", {"contact": settings.OFFICER_CONTACT})


def _given(request: HttpRequest, token: str, page: CommentaryLinkPage) -> HttpResponse:
    form = GivenCommentaryForm(request.POST)
    now = clock.now()
    link = read_commentary_link(token, now)
    if not is_nonce_of(request.POST.get("nonce", ""), token):
        form.add_error(None, STALE)
    if link is None:
        return _dead(request, token)
    if not form.is_valid():
        return _shown(request, token, page, form)
    try:
        give_by_link(link=link, given=Given(**form.cleaned_data), now=now)
    except (DeadLink, Refused):
        return _dead(request, token)
    except ValidationError as problem:
        _tell(form, problem)
    except ChangedMeanwhile:
        form.add_error(
            None,
            "This was changed while you were writing. What stands now is beside it; send yours again to replace it.",
        )
        page = commentary_link_page(link, now) or page
        form.keep_up(page.held)
    except CannotBeDone as problem:
        form.add_error(None, str(problem))
    if form.errors:
        return _shown(request, token, page, form)
    return render(request, "boardpack/commentary_link_thanks.html", {"page": page, "token": token})


def _tell(form: forms.Form, problem: ValidationError) -> None:
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)


def _initial(page: CommentaryLinkPage, *, from_draft: bool) -> dict[str, object]:
    held = page.held
    said = held.tells_us if held else ""
    return {
        "pk": held.pk if held else None,
        "version": held.version if held else None,
        "tells_us": "\n\n".join(filter(None, [said, page.draft if from_draft else ""])),
        "analysis": held.analysis if held else "",
        "next_steps": held.next_steps if held else "",
    }


def _shown(
    request: HttpRequest, token: str, page: CommentaryLinkPage, form: GivenCommentaryForm
) -> HttpResponse:
    link = whose_commentary_link(token)
    until = clock.business_date(link.written_at + LIFE) if link else None
    words = {"page": page, "form": form, "nonce": new_nonce(token), "until": until, "stands": form.stands}
    return render(request, "boardpack/commentary_link.html", words)


def _dead(request: HttpRequest, token: str) -> HttpResponse:
    words = {"token": token, "contact": settings.OFFICER_CONTACT}
    return render(request, "boardpack/commentary_link_dead.html", words, status=410)
