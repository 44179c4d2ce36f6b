"""
How often an address may be asked for from one place: counted in the shared cache, in whole windows of time.

Knows nothing of what is asked; generous to an office that is one place to the outside.
"""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from partnership import clock

WINDOW = 300  # seconds


def too_often(request: HttpRequest, what: str, times: int) -> bool:
    """Whether this place has asked for `what` more than `times` in the present five minutes; this time counts."""
    place = sha256(get_adapter().get_client_ip(request).encode()).hexdigest()[:32]
    key = f"often:{what.replace(' ', '_')}:{place}:{int(clock.now().timestamp()) // WINDOW}"
    if cache.add(key, 1, WINDOW):
        return False
    try:
        return cache.incr(key) > times
    except ValueError:  # it ran out between the two
        return False
