"""
Who asks for a write: a person, who must be allowed to, or the command line, which writes as the system (None).

Only management commands pass None; an edge with a request always has a person.
"""

from collections.abc import Callable

from partnership.models import User
from partnership.verdicts import Verdict, require


def require_of(by: User | None, can: Callable[[User], Verdict]) -> None:
    """Refused unless this person can, or it is the system's own write."""
    if by is not None:
        require(can(by))
