"""Registers the roof with Django, and with it the checks of its settings."""

from django.apps import AppConfig

from sscp import checks


class SscpConfig(AppConfig):
    name = "sscp"
    verbose_name = "The roof"

    def ready(self) -> None:
        checks.register_all()
