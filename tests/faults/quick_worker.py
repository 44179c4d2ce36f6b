"""
The site's Celery application with short patience, so that a run of faults takes seconds: celery -A tests.faults.quick_worker.

A lease of four seconds, a whole send of two and a back-off of one; which of them is longer than which stays as it is.
"""

from datetime import timedelta

from partnership import lifecycle
from sscp.celery import app

__all__ = ["app"]


@app.on_after_finalize.connect
def shorten(**_: object) -> None:
    """Once Django is set up."""
    from partnership.operations import delivery, smtp

    delivery.LEASE = timedelta(seconds=4)
    smtp.WHOLE_SEND_SECONDS = 2
    lifecycle.BACK_OFF_MINUTES = (1 / 60,) * 400  # type: ignore[assignment]  # so many tries as a run may need
