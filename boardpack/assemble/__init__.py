"""The pack's document from what is held, and what each page of packs shows to whom."""

from boardpack.assemble.pages import (
    draft_for,
    draft_to_publish,
    edition_for,
    list_for,
    published_for,
    published_to_correct,
)
from boardpack.assemble.whole import document_of
from boardpack.queries.packs import PackOnPage

__all__ = [
    "PackOnPage",
    "document_of",
    "draft_for",
    "draft_to_publish",
    "edition_for",
    "list_for",
    "published_for",
    "published_to_correct",
]
