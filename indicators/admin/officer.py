"""Who asks on a page of returns: somebody who may enter figures, or nobody gets further."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from indicators.permissions import can_enter_data
from partnership.models import User


def officer(request: HttpRequest) -> User:
    """The person who is signed in; PermissionDenied unless they may enter figures."""
    person = request.user
    if not isinstance(person, User) or not can_enter_data(person):
        raise PermissionDenied
    return person
