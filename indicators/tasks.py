"""Celery's door: one task. Everything it does is `operations.return_jobs.apply_waiting`."""

from celery import shared_task

from indicators.operations.return_jobs import apply_waiting
from partnership import clock


@shared_task(name="indicators.apply_returns")
def apply_returns() -> None:
    """Long returns that wait are applied. Runs twice, late or never without harm."""
    apply_waiting(now=clock.now())
