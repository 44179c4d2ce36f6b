"""Celery's door: one task. Everything it does is `operations.file_jobs.make_waiting`."""

from celery import shared_task

from boardpack.operations.file_jobs import make_waiting
from partnership import clock


@shared_task(name="boardpack.make_files")
def make_files() -> None:
    """Files of packs that wait are made. Runs twice, late or never without harm."""
    make_waiting(now=clock.now())
