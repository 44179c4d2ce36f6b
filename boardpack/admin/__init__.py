"""Packs, on the officers' desk."""

from boardpack.admin import packs

__all__ = ["packs"]
