"""
Withdrawing an edition: nobody reads it any more, and a tombstone says who withdrew it, when and why.

The frozen document stays in the database as the record that it is; what is put right comes as a further edition. Mail that
was to bring it and waits is not sent.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from boardpack.models import Pack, PackStatus
from boardpack.permissions import can_publish
from boardpack.queries.circulation import mails_bringing
from indicators.operations.asking import require_of
from partnership.models import User
from partnership.operations.outbox import cancel_messages
from partnership.operations.rows import write
from partnership.verdicts import Refused


@transaction.atomic
def withdraw_pack(
    *, pack: Pack, reason: str, by: User | None, now: datetime, version: int | None = None
) -> Pack:
    """An edition that the board may see, the one that stands or one that was superseded, is withdrawn."""
    require_of(by, can_publish)
    row = Pack.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=pack.pk)
    if row.status not in (PackStatus.PUBLISHED, PackStatus.SUPERSEDED):
        raise Refused(f"{row} is {row.get_status_display()}: only what was published can be withdrawn.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why the edition is withdrawn: the board reads it."})
    waiting = mails_bringing(row.meeting.date, row.edition)
    cancel_messages(messages=waiting, words="Not sent: the edition was withdrawn.")
    return write(
        row,
        by=by,
        version=version,
        reason="withdrawn",
        status=PackStatus.WITHDRAWN,
        withdrawn_by=by,
        withdrawn_at=now,
        withdrawn_reason=reason.strip(),
    )
