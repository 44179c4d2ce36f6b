"""People by role, an area, and indicators with outturns, all made through the operations."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Area, Geography, Indicator
from indicators.operations.outturns import record_outturn
from indicators.operations.published import mark_published
from indicators.operations.setup import save_area, save_geography, save_indicator
from partnership.models import User
from partnership.operations.people import store_person

OCTOBER = Month(2021, 10)
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


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


@pytest.fixture
def area(db: None) -> Area:
    return save_area(area=None, by=None, name="Child Protection", order=20)


@pytest.fixture
def make_indicator(area: Area) -> Callable[..., Indicator]:
    def make(code: str, **fields: Any) -> Indicator:
        name = fields.pop("name", code.replace("-", " ").capitalize())
        return save_indicator(
            indicator=None,
            by=None,
            code=code,
            **{"name": name, "short_name": name, "area": area, "kind": "count", "basis": "in_month"} | fields,
        )

    return make


@pytest.fixture
def plans_ended(make_indicator: Callable[..., Indicator]) -> Indicator:
    return make_indicator("plans-ended", name="Number of plans ended", short_name="Plans ended")


@pytest.fixture
def england(db: None) -> Geography:
    return save_geography(geography=None, by=None, code="E92000001", name="England", kind="england", order=30)


@pytest.fixture
def record() -> Callable[..., Any]:
    """record(indicator, Month, 79) as the system."""

    def make(indicator: Indicator, month: Month, value: Any, **more: Any) -> Any:
        reading = value if isinstance(value, Reading) else Reading.of(value)
        return record_outturn(indicator=indicator, month=month, reading=reading, by=None, **more)

    return make


@pytest.fixture
def october_published(db: None) -> Month:
    mark_published(months=[OCTOBER], pack="November 2021 pack, edition 1", by=None, now=NOW)
    return OCTOBER
