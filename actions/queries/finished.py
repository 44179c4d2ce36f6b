"""
Who said that an action is done, from its history: the owner where an officer wrote down the owner's e-mail.

Decides nothing; who may say afterwards what impact it had is permissions'.
"""

from actions.models import Action, Status

BY_MAIL = "by e-mail from "


def who_finished(action: Action) -> int | None:
    """The person's key, None for an action that is not done. One query."""
    records = action.history.order_by("-version").values_list(
        "status", "history_user_id", "history_change_reason", "owner_id"
    )
    found: int | None = None
    for status, person, reason, owner in records:
        if status != Status.DONE:
            break
        found = owner if BY_MAIL in (reason or "") else person
    return found
