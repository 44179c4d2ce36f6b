"""The roof: settings, urls, celery, the front page and /health/. Knows every app below; holds no rule of its own."""

from sscp.celery import app as celery_app

__all__ = ["celery_app"]
