"""The officers' desk, and the ground floor's rows on it."""

from partnership.admin import agencies, meetings, outbox, people

__all__ = ["agencies", "meetings", "outbox", "people"]
