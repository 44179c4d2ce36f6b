"""Whom a command writes as: the person whose address is given, or the system itself."""

from partnership.models import User
from partnership.operations.rows import CannotBeDone


def person_of(email: str) -> User | None:
    """None for an empty address; CannotBeDone when nobody has it."""
    if not email:
        return None
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as nobody:
        raise CannotBeDone(f"Nobody has the address {email}: check it, or leave --as out.") from nobody
