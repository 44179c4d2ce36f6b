"""The scrutineer's comment on a draft: printed on its cover, and in every format, when it is published."""

from django.db import transaction

from boardpack.models import Pack
from boardpack.operations.drafts import open_draft
from boardpack.permissions import can_record
from partnership.models import User
from partnership.operations.rows import write
from partnership.verdicts import require


@transaction.atomic
def comment_on_draft(*, pack: Pack, words: str, by: User, version: int | None = None) -> Pack:
    """In the scrutineer's own words, or empty to take it out; NotADraft when the pack is published."""
    require(can_record(by))
    open_draft(pack)
    return write(
        pack, by=by, version=version, reason="the scrutineer’s comment", scrutineer_comment=words.strip()
    )
