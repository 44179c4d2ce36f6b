"""Celery's door: one sweep. Everything it does is `operations.reminders.remind`."""

from celery import shared_task
from django.conf import settings

from actions.operations.reminders import remind
from partnership import clock


@shared_task(name="actions.sweep")
def sweep() -> None:
    """What is owed is written down, and what is due leaves. Runs twice, late or never without harm."""
    remind(today=clock.today(), now=clock.now(), window=settings.SENDING_WINDOW)
