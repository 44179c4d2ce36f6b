"""People by role, made through the operations."""

from collections.abc import Callable
from typing import Any

import pytest

from partnership.models import User
from partnership.operations.people import store_person


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """person("chair", name="Second chair") makes somebody more with that role who may sign in."""

    def make(*roles: str, email: str = "", **fields: Any) -> User:
        name = fields.pop(
            "name", roles[0].replace("_", " ").capitalize() if roles else "Nobody in particular"
        )
        address = email or f"{name.lower().replace(' ', '-')}@example.org"
        return store_person(
            person=None,
            by=None,
            role_keys=frozenset(roles),
            **{"email": address, "name": name, "is_active": True} | fields,
        )

    return make
