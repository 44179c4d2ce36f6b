"""What the owner's link may do, and when it is dead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actions.links import new_nonce, read_link, token_for, whose_link
from actions.models import Action, OwnerRequest, ProgressUpdate
from actions.operations.closing import close_action, reopen_action
from actions.operations.owner_links import (
    FRESH_EACH_HOUR,
    DeadLink,
    Posted,
    accept_by_link,
    ask_by_link,
    finish_by_link,
    report_by_link,
    revoke_links,
    send_fresh_link,
)
from actions.operations.raising import save_action
from partnership.models import Message
from partnership.operations.rows import CannotBeDone, write
from partnership.verdicts import Refused
from tests.actions.conftest import NOW, TODAY

VIA = "by link sent to designated.nurse@example.org"
ALL = {
    "progress": lambda posted: report_by_link(posted, words="Half is read."),
    "done": lambda posted: finish_by_link(posted, words="Audit held."),
    "accept": accept_by_link,
    "time": lambda posted: ask_by_link(
        posted, kind="more_time", words="Illness.", deadline_asked=date(2022, 1, 14)
    ),
    "other": lambda posted: ask_by_link(posted, kind="not_mine", words="Not us.", suggested="Police"),
}


@pytest.fixture
def action(raised, person):
    """Owned by somebody who has no account and no role."""
    return raised(owner=person("Designated Nurse", is_active=False))


def posted(action, now=NOW, nonce=""):
    token = token_for(action.pk, action.owner_id, action.link_version, NOW)
    return Posted(whose_link(token), nonce or new_nonce(token), TODAY, now)


def test_report_by_link_is_the_owners_word_and_says_which_way(action):
    update = report_by_link(posted(action), words=" Half is read. ")
    assert (update.words, update.by, update.via, update.on) == ("Half is read.", action.owner, VIA, TODAY)
    stands = Action.objects.get()
    assert (stands.status, stands.accepted_on, stands.link_version) == ("in_progress", TODAY, 1)
    assert stands.history.first().history_change_reason == f"progress reported, {VIA}"
    assert stands.history.first().history_user == action.owner


def test_finish_by_link_closes_and_kills_the_link(action):
    form = posted(action)
    finish_by_link(form, words="Audit held.")
    stands = Action.objects.get()
    assert (stands.status, stands.what_was_done, stands.closed_on) == ("done", "Audit held.", TODAY)
    assert stands.history.first().history_change_reason == f"done, {VIA}"
    with pytest.raises(DeadLink):
        report_by_link(posted(action), words="More.")
    assert finish_by_link(form, words="Audit held.") == stands
    assert stands.history.count() == 2


def test_accept_by_link_is_kept_once(action):
    for _ in range(2):
        accept_by_link(posted(action))
    assert Action.objects.get().accepted_on == TODAY
    assert action.history.count() == 2


@pytest.mark.parametrize("what", ["progress", "time", "other"])
def test_the_same_form_twice_is_taken_once(action, what):
    form = posted(action)
    assert ALL[what](form) == ALL[what](form)
    assert ProgressUpdate.objects.count() + OwnerRequest.objects.count() == 1


def test_the_same_form_with_other_words_is_not_taken_for_the_first(action):
    form = posted(action)
    report_by_link(form, words="Half is read.")
    with pytest.raises(CannotBeDone, match="those stand"):
        report_by_link(form, words="All is read.")
    assert ProgressUpdate.objects.get().words == "Half is read."


def test_a_link_may_be_used_again_until_it_expires(action):
    report_by_link(posted(action), words="Started.")
    report_by_link(posted(action, NOW + timedelta(days=14)), words="Nearly there.")
    assert ProgressUpdate.objects.count() == 2


@pytest.mark.parametrize("death", ["expired", "closed", "reopened", "reassigned", "revoked", "left", "gone"])
def test_a_dead_link_changes_nothing(action, officer, person, death):
    form = posted(action, NOW + timedelta(days=14, seconds=1) if death == "expired" else NOW)
    match death:
        case "closed" | "reopened":
            close_action(action=action, status="cancelled", words="Overtaken.", by=officer, today=TODAY)
            if death == "reopened":
                reopen_action(action=Action.objects.get(), reason="Too early.", by=officer)
        case "reassigned":
            save_action(action=action, by=officer, today=TODAY, owner=person("Head of Service"))
        case "revoked":
            revoke_links(action=action, by=officer)
        case "left":
            write(action.owner, by=officer, left_on=date(2021, 12, 1))
        case "gone":
            form = Posted(whose_link(token_for(999, action.owner_id, 1, NOW)), form.nonce, TODAY, NOW)
    versions = action.history.count()
    for way in ALL.values():
        with pytest.raises(DeadLink) as dead:
            way(form)
        assert str(dead.value) == "This link no longer works."
    assert action.history.count() == versions
    assert ProgressUpdate.objects.count() + OwnerRequest.objects.count() == 0


def test_a_link_passed_on_back_to_its_first_owner_stays_dead(action, officer, person):
    form = posted(action)
    save_action(action=action, by=officer, today=TODAY, owner=person("Head of Service"))
    save_action(action=Action.objects.get(), by=officer, today=TODAY, owner=action.owner)
    with pytest.raises(DeadLink):
        report_by_link(form, words="Hello.")


def test_what_is_asked_by_link_waits_and_says_which_way(action):
    asked = ALL["time"](posted(action))
    assert (asked.kind, asked.deadline_asked, asked.by, asked.via) == (
        "more_time",
        date(2022, 1, 14),
        action.owner,
        VIA,
    )
    assert Action.objects.get().deadline == date(2021, 11, 30)
    with pytest.raises(ValidationError) as refused:
        ALL["other"](posted(action))
    assert refused.value.messages == ["A request for this action waits for an answer already."]


def test_words_are_asked_for(action):
    with pytest.raises(ValidationError):
        report_by_link(posted(action), words=" ")
    with pytest.raises(ValidationError):
        finish_by_link(posted(action), words=" ")
    assert Action.objects.get().status == "not_started"


def test_revoke_links_is_for_officers(action, officer, owner):
    with pytest.raises(Refused):
        revoke_links(action=action, by=owner)
    assert revoke_links(action=action, by=officer).link_version == 2


def test_fresh_link_goes_to_the_same_address_and_works(action, officer, settings):
    settings.SITE_URL = "https://sscp.example.org"
    revoke_links(action=action, by=officer)
    later = NOW + timedelta(days=40)
    assert send_fresh_link(link=posted(action).link, today=TODAY, now=later)
    message = Message.objects.get()
    assert (message.to, message.kind) == (action.owner.email, "link")
    address = next(line for line in message.text.splitlines() if line.startswith("https://"))
    assert address in message.html
    token = address.removeprefix("https://sscp.example.org/answer/").removesuffix("/")
    found = read_link(token, later)
    assert (found.action_id, found.owner_id, found.link_version) == (action.pk, action.owner_id, 2)


def test_fresh_link_is_sent_to_nobody_else(action, officer, person):
    old = posted(action).link
    save_action(action=action, by=officer, today=TODAY, owner=person("Head of Service"))
    assert not send_fresh_link(link=old, today=TODAY, now=NOW)
    assert not send_fresh_link(link=None, today=TODAY, now=NOW)
    stands = Action.objects.get()
    close_action(action=stands, status="done", words="Held.", by=officer, today=TODAY)
    assert not send_fresh_link(link=posted(stands).link, today=TODAY, now=NOW)
    assert Message.objects.count() == 0


def test_fresh_links_are_few_in_an_hour(action):
    sent = [send_fresh_link(link=posted(action).link, today=TODAY, now=NOW) for _ in range(5)]
    assert sent == [True] * FRESH_EACH_HOUR + [False] * 2
    assert send_fresh_link(link=posted(action).link, today=TODAY, now=NOW + timedelta(minutes=61))


def test_an_arrangement_that_goes_on_has_no_deadline_to_ask_for(action, raised, january):
    goes_on = raised(title="Clinics", owner=action.owner, review_meeting=january)
    with pytest.raises(CannotBeDone) as refused:
        ALL["time"](posted(goes_on))
    assert str(refused.value).startswith("This arrangement goes on and has no deadline to move.")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["progress", "done", "time"])
def test_the_same_form_sent_at_the_same_moment_is_taken_once(action, what):
    form = posted(action)

    def send(_):
        try:
            return ALL[what](form).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as at_once:
        assert len(set(at_once.map(send, range(4)))) == 1
    rows = ProgressUpdate.objects.count() + OwnerRequest.objects.count()
    assert rows == (0 if what == "done" else 1)
    assert action.history.filter(status="done").count() == (1 if what == "done" else 0)
