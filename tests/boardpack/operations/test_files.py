"""Files of packs: owed by publishing, made once by the worker, taken up again when it has gone, dropped when outdated."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings

from boardpack import tasks
from boardpack.document import from_text
from boardpack.models import Pack, Rendering
from boardpack.operations import file_jobs
from boardpack.operations.file_jobs import LEASE, TRIES, make_waiting
from boardpack.operations.files import ask_for_files, forget_files
from boardpack.operations.packs import discard_draft, publish_pack
from boardpack.operations.withdrawing import withdraw_pack
from boardpack.queries.files import PATIENCE, files_of
from boardpack.renderers import BY_KEY, FORMATS
from partnership.verdicts import Refused
from tests.boardpack.conftest import NOW, OCTOBER, record
from tests.fixtures.guard import lifted

ALL = [one.key for one in FORMATS]


def states(pack: Pack) -> dict[str, str]:
    return dict(pack.renderings.order_by("pk").values_list("format", "state"))


def said(pack: Pack, key: str, now: Any = NOW) -> str:
    pack.refresh_from_db()
    return next(one.words for one in files_of(pack.pk, pack.sha256, now) if one.key == key)


def only(pack: Pack, *keys: str) -> None:
    with lifted():
        pack.renderings.exclude(format__in=keys).delete()


def test_publishing_owes_every_format_and_the_task_makes_each_once(published, monkeypatch):
    assert states(published) == dict.fromkeys(ALL, "waiting")
    monkeypatch.setattr("partnership.clock.now", lambda: NOW)
    tasks.make_files()

    rows = {row.format: row for row in published.renderings.all()}
    document = from_text(published.document)
    assert {key: bytes(row.content) for key, row in rows.items()} == {
        one.key: one.render(document, published.published_at) for one in FORMATS
    }
    assert all(row.sha256 == sha256(row.content).hexdigest() for row in rows.values())
    assert {(row.document_sha256, row.lease_until, row.words) for row in rows.values()} == {
        (published.sha256, None, "")
    }
    assert (make_waiting(now=NOW), ask_for_files(pack=published, by=None, now=NOW)) == (0, 0)
    assert settings.CELERY_BEAT_SCHEDULE["files"]["task"] == tasks.make_files.name


def test_file_is_taken_up_again_when_its_worker_has_gone_and_given_up_when_it_goes_on(published, monkeypatch):
    only(published, "text")

    def killed(job: Any) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(file_jobs._Job, "_source", killed)
        for turn in range(TRIES):
            with pytest.raises(KeyboardInterrupt):
                make_waiting(now=NOW + turn * 2 * LEASE)
    gone = NOW + (TRIES - 1) * 2 * LEASE
    assert (make_waiting(now=gone + LEASE / 2), said(published, "text", gone)) == (0, "Being made.")
    later = gone + 2 * LEASE
    assert said(published, "text", later) == "The worker that was at it has stopped. The next one makes it."
    assert (make_waiting(now=later), states(published)) == (1, {"text": "failed"})
    assert said(published, "text").startswith(f"The worker stopped {TRIES} times")
    assert (ask_for_files(pack=published, by=None, now=NOW, keys=["text"]), make_waiting(now=NOW)) == (1, 1)
    assert states(published) == {"text": "made"}


def test_file_that_lost_its_lease_or_its_document_is_dropped(published, monkeypatch):
    only(published, "text", "json")
    content = file_jobs._Job._content

    def late(job: Any) -> bytes:
        found = content(job)
        if job.row.format == "text":
            job.row.lease_until -= LEASE
        else:
            forget_files(pack=published)
        return found

    monkeypatch.setattr(file_jobs._Job, "_content", late)
    make_waiting(now=NOW)
    assert states(published) == {}


def test_nothing_is_made_of_a_document_that_was_tampered_with(published):
    only(published, "text")
    with lifted():
        Pack.objects.update(document=published.document.replace("62%", "92%"))
    make_waiting(now=NOW)
    assert said(published, "text") == (
        "The edition is not as it was published, so nothing is made from it: ask the site's administrator to run verify_packs."
    )


def test_file_says_how_it_stands_while_it_waits_and_why_it_cannot_be_made(published, monkeypatch):
    only(published, "text")
    assert said(published, "text") == "Waiting for the worker, which takes it in a few seconds."
    late = NOW + PATIENCE + timedelta(seconds=1)
    assert said(published, "text", late).startswith("No worker has taken it yet")
    unusable = file_jobs.TemplateUnusable("The template cannot be read.")
    for broken, words in ((unusable, str(unusable)), (ZeroDivisionError(), file_jobs.FAULT)):

        def refuse(job: Any, broken: Exception = broken) -> bytes:
            raise broken

        monkeypatch.setattr(file_jobs._Job, "_source", refuse)
        make_waiting(now=NOW)
        assert said(published, "text") == words
        assert ask_for_files(pack=published, by=None, now=NOW, keys=["text"]) == 1


def test_draft_is_made_as_it_stands_and_forgotten_when_it_is_published(draft, in_time, officer):
    assert ask_for_files(pack=draft, by=officer, now=NOW, keys=["text"]) == 1
    make_waiting(now=NOW)
    assert b"62%" in bytes(draft.renderings.get().content)
    record(in_time, OCTOBER, 99)
    assert ask_for_files(pack=draft, by=officer, now=NOW, keys=["text"]) == 1
    make_waiting(now=NOW)
    assert b"99%" in bytes(draft.renderings.get().content)

    published = publish_pack(pack=draft, by=None, now=NOW)
    assert states(published) == dict.fromkeys(ALL, "waiting")
    assert {row.document_sha256 for row in published.renderings.all()} == {published.sha256}


def test_discarding_a_draft_forgets_its_files(draft, officer):
    ask_for_files(pack=draft, by=officer, now=NOW, keys=["text"])
    discard_draft(pack=draft, by=officer)
    assert not Rendering.objects.exists()
    with pytest.raises(Refused, match="no longer there"):
        ask_for_files(pack=draft, by=officer, now=NOW)


def test_only_readers_ask(draft, published, board_member, person_with_role, officer):
    assert ask_for_files(pack=published, by=board_member, now=NOW) == 0
    withdraw_pack(pack=published, reason="Wrong.", by=officer, now=NOW)
    with pytest.raises(Refused, match="was withdrawn"):
        ask_for_files(pack=published, by=board_member, now=NOW)


def test_file_asked_for_before_an_upgrade_is_made_as_it_is_made_now(published):
    only(published, "text")
    with lifted():
        published.renderings.update(renderer="0")
    ask_for_files(pack=published, by=None, now=NOW, keys=["text"])
    make_waiting(now=NOW)
    assert list(published.renderings.values_list("renderer", "state")) == [(BY_KEY["text"].version, "made")]


def test_new_version_of_a_renderer_leaves_what_is_kept(published, monkeypatch):
    only(published, "text")
    make_waiting(now=NOW)
    with lifted():
        published.renderings.update(renderer="0")
    assert [one.is_made for one in files_of(published.pk, published.sha256, NOW) if one.key == "text"] == [
        True
    ]
    assert ask_for_files(pack=published, by=None, now=NOW, keys=["text"]) == 1
    assert sorted(published.renderings.values_list("renderer", "state")) == [
        ("0", "made"),
        (BY_KEY["text"].version, "waiting"),
    ]
