"""Celery's door: one task. Everything it does is in `operations.return_jobs` and `operations.undo_jobs`."""

from celery import shared_task

from indicators.operations.return_jobs import apply_waiting
from indicators.operations.undo_jobs import undo_waiting
from partnership import clock


@shared_task(name="indicators.apply_returns")
def apply_returns() -> None:
    """Long returns that wait are applied, or undone. Runs twice, late or never without harm."""
    apply_waiting(now=clock.now())
    undo_waiting(now=clock.now())
