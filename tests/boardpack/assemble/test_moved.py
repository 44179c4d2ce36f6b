"""Did it move? stands in the pack beside what success was to look like, also after the pack that told it was done."""

from datetime import UTC, date, datetime

import pytest

from actions.operations.closing import close_action
from actions.operations.progress import record_progress
from actions.operations.raising import raise_action
from boardpack.assemble import document_of
from boardpack.operations.packs import draft_pack, publish_pack
from tests.boardpack.conftest import NOW, OCTOBER

DONE = date(2021, 7, 15)


@pytest.fixture
def audit(officer, action_owner, agency, in_time):
    return raise_action(
        by=officer,
        today=date(2021, 6, 1),
        title="Audit",
        owner=action_owner,
        agency=agency,
        deadline=date(2021, 7, 30),
        indicators=[in_time],
        success_looks_like="83% by March",
    )


def moved_in(pack):
    section = next(one for one in document_of(pack).sections if one.code == "in-time")
    return section.moved


def test_done_action_is_followed_in_later_packs_too(audit, officer, draft, january):
    assert moved_in(draft) == ()
    close_action(action=audit, status="done", words="Every file was read.", by=officer, today=DONE)
    (line,) = moved_in(draft)
    assert (line.since, line.success_looks_like, line.word, line.sentence, line.before, line.after) == (
        "done on 15 July 2021",
        "83% by March",
        "too early",
        "Too early: 3 of 7, earliest in February 2022.",
        "0 readings",
        "3 readings",
    )
    publish_pack(pack=draft, by=None, now=NOW)
    later = draft_pack(meeting=january, month=OCTOBER.plus(2), as_at=date(2022, 1, 20), by=officer)
    assert [one.sentence for one in moved_in(later)] == ["Too early: 3 of 7, earliest in April 2022."]
    assert document_of(later).actions == ()
    section = next(one for one in document_of(later).sections if one.code == "in-time")
    assert [(section.chart.labels[mark.at], mark.label) for mark in section.chart.marks] == [
        ("Jul-21", f"{audit.reference} done")
    ]


def test_open_action_is_followed_from_its_first_report(audit, officer, draft, signed_in):
    at = datetime(2021, 8, 2, 9, 0, tzinfo=UTC)
    record_progress(action=audit, words="We have begun.", by=officer, now=at, today=at.date())
    (line,) = moved_in(draft)
    assert line.since == "began on 2 August 2021"
    assert "Did it move?" in signed_in("chair").get("/packs/2021-11-24/draft/").content.decode()


def test_cancelled_action_is_not_followed(audit, officer, draft):
    close_action(action=audit, status="cancelled", words="Not needed.", by=officer, today=DONE)
    assert moved_in(draft) == ()
