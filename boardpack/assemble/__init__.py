"""The pack's document from what is held, and what each page of packs shows to whom."""

from boardpack.assemble.gate_page import draft_to_publish
from boardpack.assemble.pages import (
    draft_for,
    edition_for,
    edition_to_follow,
    list_for,
    published_for,
    withdrawn_for,
)
from boardpack.assemble.whole import document_of
from boardpack.queries.packs import PackOnPage

__all__ = [
    "PackOnPage",
    "document_of",
    "draft_for",
    "draft_to_publish",
    "edition_for",
    "edition_to_follow",
    "list_for",
    "published_for",
    "withdrawn_for",
]
