"""Bytes from elsewhere turned into values."""
