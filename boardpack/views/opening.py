"""That somebody has opened an edition, put on record once a visit: by its page, or by one of its files."""

from typing import cast

from django.http import HttpRequest

from boardpack.operations.receipts import note_opening
from boardpack.queries.packs import PackFacts
from partnership import clock
from partnership.models import User

OPENED = "opened"  # in the session: the editions of which it is on record that this person opened them


def note_opened(request: HttpRequest, pack: PackFacts) -> None:
    """The first opening is the one that counts; a draft's is none."""
    seen = request.session.get(OPENED, [])
    if pack.is_open or request.method != "GET" or pack.pk in seen:
        return
    note_opening(pack_pk=pack.pk, person=cast(User, request.user), now=clock.now())
    request.session[OPENED] = [*seen, pack.pk]
