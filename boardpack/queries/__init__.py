"""Reads of packs and of the pages that join indicators with actions."""
