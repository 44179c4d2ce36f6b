"""
What happens round every request: a database that is away gives 503 in words; a refusal by an operation gives a
403 page; pages for signed-in people are never stored by a browser or a proxy; no owner's link stands in a log.
"""

import logging
import re
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from partnership.verdicts import Refused

Handler = Callable[[HttpRequest], HttpResponse]
AWAY = (OperationalError, InterfaceError)
SECRET = re.compile(r"(?<=/answer/)[^/\s]+")  # the owner's link


class DatabaseAway:
    """
    Answers 503 when the database is away, wherever in the request that shows.

    A view's exception arrives at process_exception. One raised by an inner middleware (the session is saved after
    the view) has become a 500 page by the time it would get here, so Django's signal leaves a mark on the request.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        got_request_exception.connect(mark_if_away, dispatch_uid="database away")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return self._away() if getattr(request, "database_is_away", False) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            raise PermissionDenied(str(exception)) from exception
        return self._away() if isinstance(exception, AWAY) else None

    def _away(self) -> HttpResponse:
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


def mark_if_away(request: Any = None, **_: Any) -> None:
    if request is not None and isinstance(sys.exc_info()[1], AWAY):
        request.database_is_away = True


class NeverStored:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "user") and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class LinksMasked(logging.Filter):
    """Refusals and faults are logged with the page's address, and the address of an owner's link is a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str):
            record.msg = SECRET.sub("…", record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(SECRET.sub("…", one) if isinstance(one, str) else one for one in record.args)
        return True
