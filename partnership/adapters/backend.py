"""
How a request's session becomes its person: the row and its roles, read afresh in one query for every request.

Knows no passwords: signing in is allauth's. Nothing is kept between requests, so a role that is taken away is gone with
the next one.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from partnership import clock
from partnership.models import User


class PeopleWithRoles(AuthenticationBackend):
    def user_can_authenticate(self, user: User) -> bool:
        """Not from the day on which the person leaves, even before the sweep has taken the sign-in away."""
        return bool(super().user_can_authenticate(user)) and not user.has_left(clock.today())

    def get_user(self, user_id: Any) -> User | None:
        """The person with their roles, or None for one who is not there or may not sign in."""
        person = User.objects.with_role_keys(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None
