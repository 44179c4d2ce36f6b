"""
The Celery application. Celery is only a wake-up: everything owed stands in the database, and the beat's
sweep finds it. The schedule and every other setting stand in settings.py under CELERY_.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sscp.settings")

app = Celery("sscp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
