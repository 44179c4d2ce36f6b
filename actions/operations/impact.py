"""
The impact seen of an action that is done: added later, by somebody other than its owner and whoever said it is done.

It may be put right later in the same way; the history keeps what was said before.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action, Status
from actions.permissions import can_say_impact
from actions.queries.finished import who_finished
from partnership.models import User
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import require


@transaction.atomic
def say_impact(*, action: Action, words: str, by: User, version: int | None = None) -> Action:
    """The action with the words on what has changed since it was done."""
    stands = Action.objects.get(pk=action.pk)
    require(can_say_impact(by, stands, who_finished(stands)))
    if stands.status != Status.DONE:
        raise CannotBeDone("The impact is seen once the action is done. Report progress until then.")
    words = words.strip()
    if not words:
        raise ValidationError({"words": "Say in a sentence what has changed since it was done."})
    expected = action.version if version is None else version
    return write(stands, by=by, version=expected, reason="impact seen", impact_seen=words)
