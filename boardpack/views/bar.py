"""
What stands above a pack: its other editions, and for officers what may be done with it.

Addresses and words only; who may is asked of boardpack.permissions.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from boardpack.models import Pack, PackStatus
from boardpack.permissions import (
    can_agree,
    can_compose,
    can_publish,
    can_read_drafts,
    can_redact,
    can_see_kept_back,
)
from boardpack.queries.packs import PackFacts, PackOnPage, facts


@dataclass(frozen=True)
class EditionLink:
    words: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Bar:
    """An empty address means that this cannot be done here, or not by this person."""

    editions: tuple[EditionLink, ...]
    desk_at: str
    arrange_at: str
    missing_at: str
    agree_at: str
    publish_at: str
    new_edition_at: str
    withdraw_at: str = ""
    redact_at: str = ""
    kept_back_at: str = ""


def bar_of(user: Any, found: PackOnPage) -> Bar | None:
    """None when there is neither another edition to read nor anything to do."""
    day, here = [found.pack.meeting_date], found.pack
    composes, reads_drafts = bool(can_compose(user)), bool(can_read_drafts(user))
    shown = [one for one in found.editions if reads_drafts or not one.is_open]
    further = here.status == PackStatus.PUBLISHED and found.draft is None
    bar = Bar(
        editions=tuple(_link(one, here) for one in shown) if len(shown) > 1 or composes else (),
        desk_at=reverse("admin:boardpack_pack_change", args=[here.pk]) if here.is_open and composes else "",
        arrange_at=reverse("boardpack:arrange", args=day) if here.is_open and composes else "",
        missing_at=reverse("boardpack:missing", args=day) if here.is_open and composes else "",
        agree_at=reverse("boardpack:agree", args=day) if here.is_open and can_agree(user) else "",
        publish_at=reverse("boardpack:publish", args=day) if here.is_open and can_publish(user) else "",
        withdraw_at=reverse("boardpack:withdraw", args=[*day, here.edition])
        if not here.is_open and can_publish(user)
        else "",
        new_edition_at=reverse("boardpack:new_edition", args=day) if further and composes else "",
        redact_at=reverse("boardpack:redact", args=[*day, here.edition])
        if not here.is_open and can_redact(user)
        else "",
        kept_back_at=kept_back_address(here) if can_see_kept_back(user) else "",
    )
    does = (
        bar.desk_at,
        bar.agree_at,
        bar.publish_at,
        bar.new_edition_at,
        bar.redact_at,
        bar.kept_back_at,
    )
    return bar if bar.editions or any(does) else None


def _link(one: PackFacts, here: PackFacts) -> EditionLink:
    return EditionLink(f"Edition {one.edition} ({one.status_words})", address_of(one), one.pk == here.pk)


def address_of(one: PackFacts) -> str:
    if one.is_open:
        return reverse("boardpack:draft", args=[one.meeting_date])
    if one.status == PackStatus.PUBLISHED:
        return reverse("boardpack:pack", args=[one.meeting_date])
    return reverse("boardpack:edition", args=[one.meeting_date, one.edition])


def kept_back_address(one: PackFacts) -> str:
    """Where officers see what it keeps back from the board."""
    if one.is_open:
        return reverse("boardpack:draft_kept_back", args=[one.meeting_date])
    return reverse("boardpack:kept_back", args=[one.meeting_date, one.edition])


def page_of(row: Pack) -> str:
    """Where a row of the desk is seen as a pack."""
    return address_of(facts(row))
