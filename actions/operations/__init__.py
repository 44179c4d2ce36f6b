"""Writes of actions: raise, report, move, close, reopen, remind."""
