"""A small month of work for tests of packs: three meetings, indicators of every sort, a draft; and the sample's site."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from boardpack.document.gate import Rule
from boardpack.models import Pack
from boardpack.operations.packs import draft_pack, publish_pack
from indicators.measures.periods import Month
from indicators.measures.readings import Reading
from indicators.models import Area, Commentary, Indicator
from indicators.operations.commentary import accept_commentary, save_commentary, submit_commentary
from indicators.operations.outturns import record_outturn
from indicators.operations.setup import save_area, save_indicator
from indicators.operations.targets import set_target
from partnership.models import Agency, Meeting, User
from partnership.operations.rows import create

Again = Callable[[str, Callable[[], Any]], Any]
OCTOBER, DECEMBER = Month(2021, 10), Month(2021, 12)
NOW = datetime(2021, 11, 24, 10, 0, tzinfo=UTC)


def meeting_on(day: date) -> Meeting:
    return create(Meeting, by=None, title="Board", date=day)


@pytest.fixture(autouse=True)
def no_gate(settings: Any) -> None:
    """These small months lack most of what the gate asks for; its own tests hold it shut."""
    settings.PUBLISH_WITHOUT = frozenset(Rule)


@pytest.fixture
def november(again: Again) -> Meeting:
    return again("november", lambda: meeting_on(date(2021, 11, 24)))


@pytest.fixture
def january(db: None) -> Meeting:
    return meeting_on(date(2022, 1, 20))


@pytest.fixture
def agency(db: None) -> Agency:
    return create(Agency, by=None, name="Children and Learning Service")


@pytest.fixture
def child_protection(again: Again) -> Area:
    return again("area", lambda: save_area(area=None, by=None, name="Child Protection", order=20))


@pytest.fixture
def measured(child_protection: Area) -> Callable[..., Indicator]:
    """measured("in-time", 38, 83, 62, target=83): a percentage, higher is better, its last reading in October."""

    def make(code: str, *values: int, target: int | None = None, **fields: Any) -> Indicator:
        words = {"name": f"Name of {code}", "short_name": f"Short {code}", "area": child_protection}
        kind = {"kind": "percentage", "basis": "in_month", "polarity": "higher"}
        confirmed = {"basis_confirmed": True, "polarity_confirmed": True}
        made = save_indicator(indicator=None, by=None, code=code, **words | kind | confirmed | fields)
        for back, value in enumerate(reversed(values)):
            record(made, OCTOBER.plus(-back), value)
        if target is not None:
            set_target(indicator=made, year=2021, reading=Reading.of(target), by=None)
        return made

    return make


def record(indicator: Indicator, month: Month, value: int, **more: Any) -> None:
    record_outturn(indicator=indicator, month=month, reading=Reading.of(value), by=None, **more)


@pytest.fixture
def in_time(measured: Callable[..., Indicator], again: Again) -> Indicator:
    """Red in October: 62% against 83%."""
    return again("in time", lambda: measured("in-time", 67, 77, 73, 62, target=83, order=1))


@pytest.fixture
def plans(measured: Callable[..., Indicator], again: Again) -> Indicator:
    """Above in October, and nobody has said which way is good: 388 against 340."""
    fields = {"target": 340, "kind": "count", "basis": "month_end", "polarity": "none", "order": 2}
    return again("plans", lambda: measured("plans", 387, 388, **fields))


@pytest.fixture
def ended(measured: Callable[..., Indicator], again: Again) -> Indicator:
    """Nothing to hold it against."""
    return again("ended", lambda: measured("ended", 75, 23, kind="count", polarity="none", order=3))


@pytest.fixture
def draft(november: Meeting, in_time: Indicator, plans: Indicator, ended: Indicator, again: Again) -> Pack:
    """A draft of the November pack with the three of them."""
    as_at = date(2021, 11, 24)
    return again("draft", lambda: draft_pack(meeting=november, month=OCTOBER, as_at=as_at, by=None))


@pytest.fixture
def published(draft: Pack, again: Again) -> Pack:
    return again("published", lambda: publish_pack(pack=draft, by=None, now=NOW))


@pytest.fixture
def said(officer: User) -> Callable[..., Commentary]:
    """said([indicator], analysis="…"): commentary for October, accepted unless told otherwise."""

    def make(indicators: list[Indicator], *, accepted: bool = True, **texts: str) -> Commentary:
        month = texts.pop("month", OCTOBER)
        row = save_commentary(commentary=None, by=officer, month=month, indicators=indicators, **texts)
        row = submit_commentary(commentary=row, by=officer)
        return accept_commentary(commentary=row, by=officer, now=NOW) if accepted else row

    return make


@pytest.fixture(scope="module")
def sample_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Pack]:
    """The November 2021 site, loaded once for a module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_sample", verbosity=0)
        yield Pack.objects.get()
        transaction.set_rollback(True)
