"""Registers the ground floor, its admin site, and the rewriting of Django's groups after every migrate."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class DeskConfig(AdminConfig):
    """Django's admin with our site: the officers' desk."""

    default_site = "partnership.adapters.desk.Desk"


def rewrite_groups(**_: Any) -> None:
    from partnership.operations.people import rewrite_groups as rewrite  # noqa: PLC0415 -- models are ready only now

    rewrite()


class PartnershipConfig(AppConfig):
    name = "partnership"
    verbose_name = "Partnership"

    def ready(self) -> None:
        post_migrate.connect(rewrite_groups, sender=self)
