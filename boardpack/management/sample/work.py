"""
The sample's actions and its pack: raised, placed, published by the performance officer.

Actions carry the meeting's date as the day on which they were raised; history and publishing are of now.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from actions.operations.raising import raise_action
from boardpack.management.sample.people import Cast
from boardpack.models import Pack
from boardpack.operations.agreeing import agree_to_pack, send_to_review
from boardpack.operations.packs import draft_pack, place_indicator, publish_pack, save_point
from indicators.measures.periods import Month
from indicators.models import Indicator
from partnership.models import Meeting


def load_actions(sample: Mapping[str, Any], cast: Cast, indicators: Mapping[str, Indicator]) -> None:
    raised_at = cast.meetings[sample["pack"]["meeting"]]
    for entry in sample["actions"]:
        raise_action(
            by=cast.officer,
            today=raised_at.date,
            source_meeting=raised_at,
            title=entry["title"],
            detail=entry["detail"],
            owner=cast.people[entry["owner"]],
            owner_note=entry["owner_note"],
            agency=cast.agencies[entry["agency"]],
            indicators=[indicators[code] for code in entry["indicators"]],
            deadline=entry.get("deadline"),
            due_before=_meeting(cast, entry.get("due_before")),
            review_meeting=_meeting(cast, entry.get("review_meeting")),
            words_of_the_minutes=entry["words_of_the_minutes"],
            success_looks_like=entry["success_looks_like"],
        )


def load_pack(
    sample: Mapping[str, Any], cast: Cast, indicators: Mapping[str, Indicator], now: datetime
) -> Pack:
    """Drafted, its standing exceptions and discussion points entered, agreed to by a second person, published."""
    plan = sample["pack"]
    pack = draft_pack(
        meeting=cast.meetings[plan["meeting"]],
        month=Month.parse(sample["month"]),
        as_at=plan["as_at"],
        by=cast.officer,
    )
    for entry in plan["standing"]:
        place_indicator(
            pack=pack,
            indicator=indicators[entry["indicator"]],
            by=cast.officer,
            standing_reason=entry["reason"],
            review_meeting=cast.meetings[entry["review_meeting"]],
            no_action_reason=entry.get("no_action_reason", ""),
            asked_of=entry.get("asked_of", ""),
            asked_on=entry.get("asked_on"),
        )
    for order, entry in enumerate(plan["points"], start=1):
        save_point(pack=pack, order=order, asks=entry["asks"], text=entry["text"], by=cast.officer)
    pack = send_to_review(pack=pack, by=cast.officer)
    pack = agree_to_pack(pack=pack, by=cast.people[plan["agreed_by"]], now=now)
    return publish_pack(pack=pack, by=cast.officer, now=now)


def _meeting(cast: Cast, day: date | None) -> Meeting | None:
    return None if day is None else cast.meetings[day]
