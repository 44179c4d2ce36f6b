"""
A pack as PDF: tagged, with bookmarks, vector charts and an alternative text for each.

Lays out what the document says and computes nothing. Typst refuses what PDF/UA-1 forbids and it can see (a picture
without words, a skipped heading); no validator has confirmed the whole.
"""

from boardpack.renderers.pdf.rendered import pdf

__all__ = ["pdf"]
