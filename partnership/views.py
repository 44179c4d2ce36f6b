"""
The demonstration's mailbox in the browser; a site that is no demonstration has none.

Everybody sees what was sent to their own address, and whoever may read the outbox sees all of it.
"""

from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.importers import maildir
from partnership.permissions import can_read_outbox


@login_required
def mailbox(request: HttpRequest) -> HttpResponse:
    found = maildir.mails(_folder(), _only_to(request))
    return render(
        request, "partnership/mailbox.html", {"mails": found, "everybodys": can_read_outbox(request.user)}
    )


@login_required
def mailbox_mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "partnership/mailbox_mail.html", {"mail": _mail(request, key)})


@login_required
@csp(  # type: ignore[arg-type]  # the package's types know no view with arguments
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'none'"],
        "sandbox": True,
    }
)
def mailbox_page(request: HttpRequest, key: str) -> HttpResponse:
    """The HTML part as a mail program shows it: its own styles, no script, nothing loaded from anywhere."""
    return HttpResponse(_mail(request, key).html)


def _mail(request: HttpRequest, key: str) -> maildir.Mail:
    found = maildir.mail(_folder(), key, _only_to(request))
    if found is None:
        raise Http404("There is no such mail in the mailbox.")
    return found


def _folder() -> maildir.Path:
    if not settings.DEMONSTRATION:
        raise Http404("Only a demonstration has a mailbox.")
    return settings.MAILBOX_DIR


def _only_to(request: HttpRequest) -> str | None:
    assert request.user.is_authenticated  # login_required has seen to it
    return None if can_read_outbox(request.user) else request.user.email
