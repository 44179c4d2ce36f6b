"""Actions on the desk, and what is only looked at there: progress, moved deadlines, the ledger of reminders."""

from actions.admin import actions, ledgers

__all__ = ["actions", "ledgers"]
