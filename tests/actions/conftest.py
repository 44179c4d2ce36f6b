"""The people and meetings that the tests of actions speak of."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.models import Action
from actions.operations.raising import raise_action
from indicators.models import Area, Indicator
from partnership.models import Agency, Meeting, User
from partnership.operations.people import store_person
from partnership.operations.rows import create, write

TODAY = date(2021, 12, 6)
NOW = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)


@pytest.fixture
def childrens(db: None) -> Agency:
    return create(Agency, by=None, name="Children and Learning Service")


@pytest.fixture
def police(db: None) -> Agency:
    return create(Agency, by=None, name="Hampshire Constabulary")


@pytest.fixture
def person(childrens: Agency) -> Callable[..., User]:
    """Makes a person by the name of a post, with roles."""

    def make(name: str, *role_keys: str, **fields: Any) -> User:
        email = name.lower().replace(" ", ".") + "@example.org"
        values = {"agency": childrens, "is_active": True} | fields
        return store_person(
            person=None, by=None, role_keys=frozenset(role_keys), email=email, name=name, **values
        )

    return make


@pytest.fixture
def officer(person: Callable[..., User]) -> User:
    return person("Performance officer", "performance_officer")


@pytest.fixture
def owner(person: Callable[..., User]) -> User:
    return person("Head of Quality Assurance", "action_owner")


@pytest.fixture
def chair(person: Callable[..., User]) -> User:
    return person("Chair", "chair", agency=None)


@pytest.fixture
def lead(person: Callable[..., User], childrens: Agency) -> User:
    """The agency's lead, set on the agency too."""
    found = person("Director of Children", "action_owner")
    write(childrens, by=None, lead=found)
    return found


@pytest.fixture
def november(db: None) -> Meeting:
    return create(Meeting, by=None, title="Board", date=date(2021, 11, 24))


@pytest.fixture
def january(db: None) -> Meeting:
    return create(Meeting, by=None, title="Board", date=date(2022, 1, 20))


@pytest.fixture
def conferences(db: None) -> Indicator:
    area = create(Area, by=None, name="Child Protection")
    return create(
        Indicator,
        by=None,
        code="icpc-15-days",
        name="ICPCs held within 15 working days",
        short_name="ICPCs in 15 days",
        area=area,
        kind="percentage",
        basis="in_month",
        polarity="higher",
    )


@pytest.fixture
def raised(officer: User, owner: User, november: Meeting) -> Callable[..., Action]:
    """Raises an action of the November board, due on 30 November unless told otherwise."""

    def make(**fields: Any) -> Action:
        deadline = {} if {"due_before", "review_meeting"} & set(fields) else {"deadline": date(2021, 11, 30)}
        values = {
            "by": officer,
            "today": date(2021, 11, 24),
            "title": "Audit with every agency",
            "owner": owner,
            "source_meeting": november,
        }
        return raise_action(**(values | deadline | fields))

    return make
