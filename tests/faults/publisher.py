"""
Publishing under hard conditions, as a command of its own: python -m tests.faults.publisher killed|moving [--full]

Works in the database that its environment names, which it fills with a small month; prints what it found as JSON. A child
process does the publishing, so that it can be killed at any statement of it.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from time import sleep
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from boardpack.assemble import document_of  # noqa: E402
from boardpack.assemble.proofs import proofs  # noqa: E402
from boardpack.document import from_text, to_text  # noqa: E402
from boardpack.models import Pack, PackStatus, Rendering  # noqa: E402
from boardpack.operations.file_jobs import LEASE, make_waiting  # noqa: E402
from boardpack.operations.packs import draft_pack, publish_pack, start_edition  # noqa: E402
from boardpack.renderers import FORMATS  # noqa: E402
from indicators.measures.periods import Month  # noqa: E402
from indicators.measures.readings import Reading  # noqa: E402
from indicators.models import Indicator, Outturn, PublishedMonth  # noqa: E402
from indicators.operations.outturns import record_outturn  # noqa: E402
from indicators.operations.setup import save_area, save_indicator  # noqa: E402
from partnership.models import Meeting  # noqa: E402
from partnership.operations.rows import create  # noqa: E402

NOW, OCTOBER = datetime(2021, 11, 24, 10, 0, tzinfo=UTC), Month(2021, 10)
READS = 20  # of the statements that write nothing, every so many is one to be killed at
EDITIONS = 6


def site() -> Pack:
    """A draft of two indicators whose October figures are equal."""
    if connection.vendor == "postgresql":
        call_command("migrate", verbosity=0)
    area = save_area(area=None, by=None, name="Child Protection", order=1)
    for order, code in enumerate(("one", "other"), 1):
        made = save_indicator(
            indicator=None, by=None, code=code, name=code, short_name=code, area=area, order=order,
            kind="count", basis="month_end", polarity="none", basis_confirmed=True, polarity_confirmed=True,
        )  # fmt: skip
        record_outturn(indicator=made, month=OCTOBER, reading=Reading.of(0), by=None)
    meeting = create(Meeting, by=None, title="Board", date=date(2021, 11, 24))
    draft = draft_pack(meeting=meeting, month=OCTOBER, as_at=date(2021, 11, 24), by=None)
    from_text(
        to_text(document_of(draft))
    )  # what is prepared at the first use is prepared once, not in every child
    return draft


def forked(work: Callable[[], None]) -> int:
    """The child's process id. Neither side has the other's connection."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            work()
            connections.close_all()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return pid


def dies(work: Callable[[], Any], step: int, every_read: int) -> bool:
    """Whether a child that does the work is killed at this step of it; not when the work has fewer."""

    def until() -> None:
        die_at(step, every_read)
        work()

    _, status = os.waitpid(forked(until), 0)
    return os.WIFSIGNALED(status)


def killed(draft: Pack, every_read: int) -> dict[str, Any]:
    """Killed at one moment after another until the edition is out; how each left the pack."""
    left, killed = [], True
    while not left or left[-1] == "draft":
        killed = dies(lambda: publish_pack(pack=draft, by=None, now=NOW), len(left) + 1, every_read)
        left.append(how_it_stands(draft))
    return {"left": left, "killed": killed}


def killed_over_a_file(pack: Pack) -> Iterator[tuple[str, str]]:
    """Killed at one moment after another of making it: how that left the file, and how the next worker did."""
    rows = Rendering.objects.filter(pack=pack, format="text")
    Rendering.objects.exclude(pk__in=rows).delete()
    for step in count(1):
        rows.update(state="waiting", words="", content=None, sha256="", made_at=None, lease_until=None)
        if not dies(lambda: make_waiting(now=NOW), step, 1):
            return
        left = rows.get().state
        make_waiting(now=NOW + 2 * LEASE)
        broken = [sentence for one in proofs() for sentence in one.breaches]
        yield left, str(broken) if broken else rows.get().state


def die_at(step: int, every_read: int) -> None:
    """This process dies at this step of what it does next: before a statement, before a commit, or after it."""
    seen = {"steps": 0, "reads": 0}

    def a_step() -> None:
        seen["steps"] += 1
        if seen["steps"] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def look(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        seen["reads"] += 1
        if str(sql).startswith(("INSERT", "UPDATE", "DELETE")) or seen["reads"] % every_read == 0:
            a_step()
        return execute(sql, params, many, context)

    connection.ensure_connection()
    commit = connection.commit

    def committed() -> None:
        a_step()
        commit()
        a_step()

    connection.execute_wrappers.append(look)
    connection.commit = committed  # type: ignore[method-assign]


def how_it_stands(draft: Pack) -> str:
    """Draft, or whole; anything else is said."""
    row = Pack.objects.get(pk=draft.pk)
    traces = (
        row.renderings.count(),
        PublishedMonth.objects.count(),
        row.history.filter(status=PackStatus.PUBLISHED).count(),
    )
    if row.status == PackStatus.DRAFT and (row.document, row.sha256, *traces) == ("", "", 0, 0, 0):
        return "draft"
    broken = [sentence for one in proofs(render=False) for sentence in one.breaches]
    if row.status == PackStatus.PUBLISHED and not broken and traces[0] == len(FORMATS) and traces[1] == 1:
        return "whole"
    return f"{row.status}, {traces}, {broken}"


def moving(draft: Pack, editions: int) -> dict[str, Any]:
    """Editions published while both figures change together again and again; what each edition shows of the two."""
    writer, pairs = forked(change_both_for_ever), []
    try:
        for number in range(editions):
            seen = Outturn.history.count()
            while Outturn.history.count() < seen + 2:  # it is at work
                sleep(0.01)
            pack = publish_pack(pack=draft, by=None, now=NOW)
            pairs.append([str(one.latest.value) for one in from_text(pack.document).sections])
            draft = start_edition(pack=pack, reason=f"{number}", by=None)
    finally:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    return {"pairs": pairs, "changes": Outturn.history.count()}


def change_both_for_ever() -> None:
    both = list(Indicator.objects.order_by("order"))
    for number in count(1):
        with transaction.atomic():
            for one in both:
                record_outturn(
                    indicator=one, month=OCTOBER, reading=Reading.of(number), by=None, reason="again"
                )
        sleep(0.02)  # SQLite has one writer at a time, and no queue


if __name__ == "__main__":
    full, draft = "--full" in sys.argv, site()
    if sys.argv[1] == "killed":
        told = killed(draft, 1 if full else READS)
        print(json.dumps(told | {"files": list(killed_over_a_file(draft)) if full else []}))
    else:
        print(json.dumps(moving(draft, 100 if full else EDITIONS)))
