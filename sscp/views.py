"""
The front page, /health/ and the pages for errors.

Each asks one query and words the answer.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from boardpack.queries.front import front_page
from partnership import clock
from partnership.queries import health as health_of


@login_required
def front(request: HttpRequest) -> HttpResponse:
    """What each role comes for: gaps and chasing, my actions, the latest packs."""
    today = clock.today()
    return render(request, "front.html", {"front": front_page(request.user, today), "today": today})


def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and is migrated, else 503; the words say which."""
    found = health_of(clock.now())
    return JsonResponse(found.as_dict(), status=200 if found.ok else 503)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came from elsewhere (CSRF)."""
    return render(request, "form_expired.html", status=403)
