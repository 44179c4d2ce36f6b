"""A long return goes to the worker: claimed once, applied whole or refused, taken up again when its worker has gone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from indicators import tasks
from indicators.importers import read_return
from indicators.measures.periods import Month
from indicators.models import Outturn, Return, ReturnState
from indicators.operations import return_jobs, undo_jobs
from indicators.operations.published import mark_published
from indicators.operations.return_jobs import LEASE, TRIES, apply_or_send_off, apply_waiting, call_back
from indicators.operations.return_keeping import Asked, keep_return, preview_of, seen_of
from indicators.operations.returns import Stage
from indicators.operations.undo_jobs import undo_or_send_off, undo_waiting
from indicators.queries.return_progress import PATIENCE, return_progress
from partnership.operations.people import store_person
from partnership.operations.rows import CannotBeDone
from tests.indicators.admin.conftest import NOW

pytestmark = pytest.mark.django_db
TABLE = "Indicator\tOct-21\tNov-21\nNumber of plans ended\t31\t40\n"


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_jobs, "LONG", 1)


@pytest.fixture
def by(person: Any) -> Any:
    return person("performance_officer")


@pytest.fixture
def waiting(by: Any, plans_ended: Any) -> Return:
    return sent_off(TABLE, by)


def sent_off(text: str, by: Any, asked: Asked = Asked()) -> Return:  # noqa: B008 -- frozen
    table = read_return(text.encode())
    kept = keep_return(table=table, file_name="returned.tsv", sha256="0" * 64, by=by, now=NOW)
    seen = seen_of(preview_of(kept=kept, asked=asked, by=by, now=NOW).cells)
    outcome = apply_or_send_off(kept=kept, asked=asked, seen=seen, by=by, now=NOW)
    assert (outcome.sent_off, outcome.applied, Outturn.objects.count()) == (True, False, 0)
    return Return.objects.get(pk=kept.pk)


def told(kept: Return, now: datetime = NOW) -> tuple[str, int, int]:
    found = return_progress(kept.pk, now)
    assert found is not None
    return found.state, found.done, found.to_do


def killed(*args: Any, **kwargs: Any) -> None:
    raise KeyboardInterrupt


def refusal(kept: Return) -> tuple[str, list[str], int]:
    kept.refresh_from_db()
    return kept.state, kept.said.get("refused", []), Outturn.objects.count()


def test_waiting_return_is_applied_once_by_the_task(waiting, by, monkeypatch):
    monkeypatch.setattr("partnership.clock.now", lambda: NOW)
    assert told(waiting) == ("waiting", 0, 2)
    tasks.apply_returns()
    waiting.refresh_from_db()
    assert told(waiting) == ("applied", 2, 2)
    assert (waiting.counts, waiting.lease_until, waiting.applied_at is None) == (
        {"new": 2, "changed": 0, "unchanged": 0},
        None,
        False,
    )
    assert {row.source_return_id for row in Outturn.objects.all()} == {waiting.pk}
    assert {row.history_user for row in Outturn.history.all()} == {by}
    assert apply_waiting(now=NOW) == 0


def test_progress_is_seen_while_it_is_applied(waiting, monkeypatch):
    seen = []
    tell = return_jobs._Job.tell

    def telling(job: Any, stage: Stage) -> None:
        tell(job, stage)
        seen.append((*told(waiting), Return.objects.get(pk=waiting.pk).stage))

    monkeypatch.setattr(return_jobs._Job, "tell", telling)
    apply_waiting(now=NOW)
    assert seen == [
        ("applying", done, 2, stage.value) for done, stage in zip((0, 0, 0, 1), Stage, strict=True)
    ]


def test_killed_worker_leaves_nothing_and_the_next_begins_again_after_the_lease(waiting, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("indicators.operations.return_writes.record_outturns", killed)
        with pytest.raises(KeyboardInterrupt):
            apply_waiting(now=NOW)
    assert (told(waiting)[0], Outturn.objects.count()) == ("applying", 0)
    assert apply_waiting(now=NOW + LEASE / 2) == 0
    later = NOW + LEASE + timedelta(seconds=60)
    assert return_progress(waiting.pk, later).words == (
        "The worker that was at it has stopped. Nothing of the return was written; the next worker begins it again."
    )
    assert (apply_waiting(now=later), told(waiting)[0], Outturn.objects.count()) == (1, "applied", 2)


def test_worker_that_lost_its_lease_writes_nothing(waiting, monkeypatch):
    """It was away for longer than its lease, and comes back when another is at it."""
    hold = return_jobs._Job.hold

    def late(job: Any, cells: Any, seen: str) -> None:
        hold(replace(job, lease=job.lease - LEASE), cells, seen)

    monkeypatch.setattr(return_jobs._Job, "hold", late)
    apply_waiting(now=NOW)
    assert refusal(waiting) == ("applying", [], 0)


def test_return_whose_worker_always_dies_is_given_up(waiting, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(return_jobs, "outcome_of", killed)
        for turn in range(TRIES):
            with pytest.raises(KeyboardInterrupt):
                apply_waiting(now=NOW + turn * 2 * LEASE)
    apply_waiting(now=NOW + TRIES * 2 * LEASE)
    assert refusal(waiting) == (
        "refused",
        [
            "Nothing was written: the worker stopped 5 times while it was at this return, so it was given up. Tell the "
            "site's administrator."
        ],
        0,
    )


def test_figure_that_moved_while_it_waited_refuses_the_whole(waiting, plans_ended, record):
    record(plans_ended, Month(2021, 10), 30)
    apply_waiting(now=NOW)
    state, sentences, _ = refusal(waiting)
    assert (state, sentences[0].partition(",")[0], Outturn.objects.count()) == (
        "refused",
        "Figures that this return meets have changed since you looked at it",
        1,
    )


def test_person_who_may_no_longer_enter_figures_has_it_refused(waiting, by):
    store_person(person=by, by=None, role_keys=frozenset({"board_member"}))
    apply_waiting(now=NOW)
    state, sentences, count = refusal(waiting)
    assert (state, len(sentences), count) == ("refused", 1, 0)


def test_waiting_return_can_be_called_back_and_one_that_was_applied_cannot(waiting, by):
    call_back(kept=waiting, by=by)
    assert (apply_waiting(now=NOW), refusal(waiting)) == (0, (ReturnState.DISCARDED, [], 0))
    with pytest.raises(CannotBeDone):
        call_back(kept=waiting, by=by)


def test_page_says_when_no_worker_runs(waiting):
    assert return_progress(waiting.pk, NOW + PATIENCE).words == (
        "Waiting for the worker, which takes it in a few seconds."
    )
    assert return_progress(waiting.pk, NOW + PATIENCE * 2).words == (
        "No worker has taken it yet: it may be busy, or none is running. Nothing is lost; the return is applied as soon as "
        "one runs."
    )


def test_long_return_with_an_error_stays_with_the_officer(by, plans_ended):
    table = read_return(TABLE.replace("40", "-40").encode())
    kept = keep_return(table=table, file_name="returned.tsv", sha256="0" * 64, by=by, now=NOW)
    outcome = apply_or_send_off(kept=kept, asked=Asked(), seen="", by=by, now=NOW)
    assert (outcome.sent_off, refusal(kept)) == (False, ("read", [], 0))


def test_undoing_that_is_killed_or_cannot_be_done_leaves_the_return_as_it_was(waiting, by, monkeypatch):
    apply_waiting(now=NOW)
    waiting.refresh_from_db()
    monkeypatch.setattr(undo_jobs, "LONG", 1)
    assert undo_or_send_off(kept=waiting, by=by, now=NOW) is None
    with monkeypatch.context() as patched:
        patched.setattr("indicators.operations.return_undo.erase_many", killed)
        for turn in range(TRIES):
            with pytest.raises(KeyboardInterrupt):
                undo_waiting(now=NOW + turn * 2 * LEASE)
    assert (told(waiting)[0], Outturn.objects.count(), undo_waiting(now=NOW)) == ("undoing", 2, 0)
    assert undo_waiting(now=NOW + TRIES * 2 * LEASE) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.said["not_undone"][:24], Outturn.objects.count()) == (
        "applied",
        "The worker stopped 5 tim",
        2,
    )

    mark_published(months=[Month(2021, 10)], pack="the pack of November", by=None, now=NOW)
    assert undo_or_send_off(kept=waiting, by=by, now=NOW) is None
    tasks.apply_returns()
    waiting.refresh_from_db()
    assert (waiting.state, "is published" in waiting.said["not_undone"]) == ("applied", True)
    assert undo_or_send_off(kept=waiting, by=by, now=NOW, reason="The wrong file.") is None
    tasks.apply_returns()
    assert (told(waiting)[0], Outturn.objects.count()) == ("undone", 0)


def test_beat_asks_for_the_task_by_its_name(settings):
    assert settings.CELERY_BEAT_SCHEDULE["returns"]["task"] == tasks.apply_returns.name
