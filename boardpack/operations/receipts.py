"""That a person opened an edition: written once, when it is first opened, and never again."""

from datetime import datetime

from django.db import transaction

from boardpack.models import Receipt
from boardpack.permissions import can_read_packs
from partnership.models import User
from partnership.verdicts import require


@transaction.atomic
def note_opening(*, pack_pk: int, person: User, now: datetime) -> None:
    """Two openings at once leave one receipt; the first is the one that stays."""
    require(can_read_packs(person))
    Receipt.objects.bulk_create([Receipt(pack_id=pack_pk, person=person, at=now)], ignore_conflicts=True)
