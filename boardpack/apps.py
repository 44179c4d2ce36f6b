"""Registers this app with Django."""

from django.apps import AppConfig


class BoardpackConfig(AppConfig):
    name = "boardpack"
    verbose_name = "Board pack"
