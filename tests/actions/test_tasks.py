"""The task is the operation with today, now and the setting; beat finds it by its name."""

import pytest
from django.conf import settings as site

from actions import tasks
from partnership.models import Heartbeat, Message
from tests.actions.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("window", "sent"), [("always", 1), ("working-days", 0)])
def test_sweep_sends_what_is_owed_within_the_window(raised, smtp_sink, settings, monkeypatch, window, sent):
    settings.SENDING_WINDOW = window
    monkeypatch.setattr("partnership.clock.today", lambda: TODAY)
    monkeypatch.setattr("partnership.clock.now", lambda: NOW.replace(hour=6))
    raised()
    tasks.sweep()
    assert (len(smtp_sink.messages), Message.objects.filter(state="sent").count()) == (sent, sent)
    assert Heartbeat.objects.filter(job="sweep").count() == 1


def test_beat_asks_for_the_task_by_its_name():
    assert site.CELERY_BEAT_SCHEDULE["sweep"]["task"] == tasks.sweep.name == "actions.sweep"
