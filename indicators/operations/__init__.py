"""Writes of what is measured: each one a transaction that asks who, writes the row and its history."""
