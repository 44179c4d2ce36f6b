"""
The one question before every change of a pack: is it still a draft?

Locks the pack's row until the transaction ends, so that nothing is added to a pack while it is being published.
"""

from boardpack.models import OPEN, Pack
from partnership.verdicts import Refused


class NotADraft(Refused):
    """A published pack is a record: it is never written again."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        super().__init__(
            f"{pack} is {pack.get_status_display()}, so it stays as it is. Start a further edition to correct it."
        )


class DraftGone(Refused):
    """The draft was discarded by somebody else."""

    def __init__(self) -> None:
        super().__init__("This draft is no longer there: somebody discarded it.")


def open_draft(pack: Pack) -> Pack:
    """The pack as it stands in the database, locked; NotADraft when it is published, DraftGone when there is none."""
    row = Pack.objects.select_for_update(of=("self",)).select_related("meeting").filter(pk=pack.pk).first()
    if row is None:
        raise DraftGone
    if row.status not in OPEN:
        raise NotADraft(row)
    return row
