"""
Packs, the indicators in them, discussion points, and what happens round a pack.

Rows only.
"""

from boardpack.models.packs import (
    FROZEN,
    OPEN,
    Asks,
    DiscussionPoint,
    Pack,
    PackIndicator,
    PackQuerySet,
    PackStatus,
)
from boardpack.models.record import (
    Asked,
    Chase,
    MeetingRecord,
    Receipt,
    RecordKind,
    Redaction,
    Rendering,
    RenderingState,
)

__all__ = [
    "FROZEN",
    "OPEN",
    "Asked",
    "Asks",
    "Chase",
    "DiscussionPoint",
    "MeetingRecord",
    "Pack",
    "PackIndicator",
    "PackQuerySet",
    "PackStatus",
    "Receipt",
    "RecordKind",
    "Redaction",
    "Rendering",
    "RenderingState",
]
