"""What is read of a draft is of one moment, and keeps nobody from writing."""

import threading

import pytest
from django.db import connections

from boardpack.queries.moment import one_reading
from indicators.models import Outturn
from tests.boardpack.conftest import OCTOBER, record


@pytest.mark.django_db(transaction=True)
def test_reading_sees_one_moment_and_holds_up_no_writer(in_time):
    def change() -> None:
        record(in_time, OCTOBER, 11)
        connections.close_all()

    def october() -> int:
        return Outturn.objects.get(month=OCTOBER).value

    writer = threading.Thread(target=change)
    with one_reading():
        assert october() == 62
        writer.start()
        writer.join(timeout=10)
        assert (writer.is_alive(), october()) == (False, 62)
    assert october() == 11
