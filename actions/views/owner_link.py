"""
The page behind the owner's link: GET shows, only POST changes, and no cookie, account or password is asked for.

Whoever holds the link holds its secret, so forms carry a nonce of the link in place of a CSRF cookie, and no page
passes its address on. A dead link says the same whatever made it so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from actions.forms import AcceptForm, LinkDoneForm, MoreTimeForm, NotMineForm, ProgressForm
from actions.links import LIFE, is_nonce_of, new_nonce, read_link, whose_link
from actions.models import RequestKind
from actions.operations.owner_links import (
    DeadLink,
    Posted,
    accept_by_link,
    ask_by_link,
    finish_by_link,
    report_by_link,
    send_fresh_link,
)
from actions.queries.owner_link import link_page
from actions.views.limits import too_often
from actions.views.refused import put_at_fields
from partnership import clock
from partnership.operations.rows import CannotBeDone, ChangedMeanwhile

SEEN, POSTED, ASKED_FRESH = 300, 60, 10  # in five minutes, from one place
STALE = "This form was not the one that the page showed. Look at what stands here and send it again."

FORMS: dict[str, type[forms.Form]] = {
    "progress": ProgressForm,
    "done": LinkDoneForm,
    "accept": AcceptForm,
    "more_time": MoreTimeForm,
    "not_mine": NotMineForm,
}
THANKS = {
    "progress": "What you wrote is recorded.",
    "done": "The action is done. This link has stopped working.",
    "accept": "It is recorded that the action is yours.",
    "more_time": "Your request is with the officer. The deadline stands until it is agreed; the answer comes by e-mail.",
    "not_mine": "The officer is asked to find whose it is. Until then it stays with you; the answer comes by e-mail.",
}
View = Callable[[HttpRequest, str], HttpResponse]


def kept_to_itself(view: View) -> View:
    """The address is a secret: never sent on by the browser, never stored, never indexed."""

    @wraps(view)
    def answered(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django would write the address into the log
        return response

    return answered


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_to_itself
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The action, and what may be said of it."""
    posted = request.method == "POST"
    if too_often(request, "link posted" if posted else "link seen", POSTED if posted else SEEN):
        return render(request, "actions/link_limit.html", status=429)
    return _said(request, token) if posted else _page(request, token)


@csrf_exempt
@require_POST
@kept_to_itself
def fresh(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link by mail to the address that this one went to; the answer is the same whether one is sent."""
    if too_often(request, "fresh link", ASKED_FRESH):
        return render(request, "actions/link_limit.html", status=429)
    send_fresh_link(link=whose_link(token), today=clock.today(), now=clock.now())
    return render(request, "actions/link_fresh.html", {"contact": settings.OFFICER_CONTACT})


def _said(request: HttpRequest, token: str) -> HttpResponse:
    what = request.POST.get("what", "")
    found = read_link(token, clock.now())
    if found is None or what not in FORMS:
        return _page(request, token)
    form = FORMS[what](request.POST)
    nonce = request.POST.get("nonce", "")
    if not is_nonce_of(nonce, token):
        form.add_error(None, STALE)
    if not form.is_valid():
        return _page(request, token, what, form)
    posted = Posted(found, nonce, clock.today(), clock.now())
    try:
        _operation(what)(posted, **form.cleaned_data)
    except DeadLink:
        return _page(request, token)
    except (CannotBeDone, ChangedMeanwhile, ValidationError) as problem:
        put_at_fields(form, problem)
        return _page(request, token, what, form)
    words = {"thanks": THANKS[what], "said": form.cleaned_data.get("words", ""), "again": what != "done"}
    return render(request, "actions/link_thanks.html", {**words, "token": token})


def _operation(what: str) -> Callable[..., Any]:
    match what:
        case "progress":
            return report_by_link
        case "done":
            return finish_by_link
        case "accept":
            return accept_by_link
        case "more_time":
            return lambda posted, **said: ask_by_link(posted, kind=RequestKind.MORE_TIME, **said)
        case _:
            return lambda posted, **said: ask_by_link(posted, kind=RequestKind.NOT_MINE, **said)


def _page(request: HttpRequest, token: str, what: str = "", form: forms.Form | None = None) -> HttpResponse:
    """The action with its forms, the one that was posted as it was filled in; or the page of a dead link."""
    now = clock.now()
    found = read_link(token, now)
    shown = link_page(found, today=clock.today(), now=now, contact=settings.OFFICER_CONTACT)
    if found is None or shown is None:
        dead = {"token": token, "contact": settings.OFFICER_CONTACT}
        return render(request, "actions/link_dead.html", dead, status=410)
    asked = {name: form if form and name == what else make() for name, make in FORMS.items()}
    words = {
        "shown": shown,
        "action": shown.action,
        "forms": asked,
        "problem": form,
        "what": what,
        "nonces": {name: new_nonce(token) for name in FORMS},
        "until": clock.business_date(found.written_at + LIFE),
    }
    return render(request, "actions/link.html", words)
