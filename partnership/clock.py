"""
What day it is, and what time: the only place that reads the clock.

`today()` is the London date that business runs on; in a demonstration it is shifted by whole days (the shift is
fixed at first load). `now()` is always real: history, leases, link expiry and the watchdog use it.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """The real instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """The London date, shifted in a demonstration."""
    return business_date(now())


def business_date(moment: datetime) -> date:
    """The London date of a real instant, with the demonstration's shift."""
    return moment.astimezone(LONDON).date() + timedelta(days=settings.CLOCK_SHIFT_DAYS)
