"""
Every row, and every row of a history, in which words stand: what taking them out would change, table by table.

Two queries a table, whatever it holds; nothing is written here. Names of people, agencies, areas and indicators and
the tables of returns are not looked at: they are looked after on the desk.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db.models import Model, Q
from django.utils.text import capfirst

from actions.models import Action, DeadlineChange, OwnerRequest, ProgressUpdate
from boardpack.document import redacting
from boardpack.document.redacting import Place, Words
from boardpack.models import (
    FROZEN,
    DiscussionPoint,
    MeetingRecord,
    Pack,
    PackIndicator,
    Redaction,
)
from boardpack.queries.packs import PackFacts, facts
from indicators.models import (
    Commentary,
    Concern,
    DataNote,
    Event,
    Indicator,
    Outturn,
    Relation,
    Return,
    Target,
)
from partnership.models import Message, Versioned
from partnership.verdicts import Refused

# Which fields of which rows people write freely. A test holds this against the models.
SWEPT: Mapping[type[Model], tuple[str, ...]] = {
    Commentary: ("tells_us", "analysis", "next_steps", "received_from"),
    Action: (
        "title",
        "detail",
        "owner_note",
        "success_looks_like",
        "words_of_the_minutes",
        "what_was_done",
        "impact_seen",
        "closing_reason",
    ),
    ProgressUpdate: ("words", "via"),
    OwnerRequest: ("words", "suggested", "answer", "via"),
    DeadlineChange: ("reason",),
    MeetingRecord: ("words", "raised_by_words", "answer", "outcome"),
    Pack: ("scrutineer_comment", "edition_reason", "withdrawn_reason"),
    PackIndicator: ("no_action_reason", "standing_reason", "asked_of"),
    DiscussionPoint: ("text",),
    Redaction: ("reason",),
    Event: ("label", "reason"),
    Concern: ("reason",),
    DataNote: ("note",),
    Outturn: ("note",),
    Target: ("source", "rationale"),
    Relation: ("note",),
    Indicator: ("definition", "numerator_words", "denominator_words", "high_means", "low_means", "source"),
    Return: ("file_name", "reason", "warnings_note"),
    Message: ("subject", "text", "html"),
    LogEntry: ("object_repr", "change_message"),
}
PAGES = {(Message, "html")}
WHY = "history_change_reason"
TABLES = (
    *((model, names) for model, names in SWEPT.items()),
    *((model.history.model, (*names, WHY)) for model, names in SWEPT.items() if issubclass(model, Versioned)),
)


@dataclass(frozen=True)
class Holding:
    """The rows of one table that hold the words: each with its fields as they would be without them."""

    model: type[Model]
    rows: tuple[tuple[Any, dict[str, str]], ...]
    places: tuple[Place, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(sorted({name for _, changed in self.rows for name in changed}))


def rows_holding(words: Words, *, locked: bool = False) -> tuple[Holding, ...]:
    """Of every table that has any. `locked`: the rows are held until the transaction ends."""
    return tuple(found for model, names in TABLES if (found := holding(model, names, words, locked)).rows)


def holding(model: type[Model], names: tuple[str, ...], words: Words, locked: bool = False) -> Holding:
    run = words.run
    likely = model._base_manager.all()
    if run:
        likely = likely.filter(reduce(or_, (Q(**{f"{name}__icontains": run}) for name in names)))
    likely = likely.defer("document") if hasattr(model, "document") else likely
    likely = likely.select_for_update(of=("self",)) if locked else likely
    times: dict[str, int] = {}
    rows = []
    for row in likely.order_by("pk").iterator(chunk_size=500):
        changed = dict(_changed(model, row, names, words, times))
        if changed:
            rows.append((row, changed))
    return Holding(
        model, tuple(rows), tuple(Place(_where(model, name), each) for name, each in times.items())
    )


def also_in(pack: Pack, words: Words) -> tuple[PackFacts, ...]:
    """The other editions, of any meeting, whose documents hold the words: each is redacted by itself."""
    rows = Pack.objects.filter(status__in=FROZEN, document__icontains=words.run).exclude(pk=pack.pk)
    rows = rows.select_related("meeting", "published_by", "withdrawn_by").order_by("meeting__date", "edition")
    return tuple(facts(row) for row in rows if redacting.stands_in(row.document, words))


def _changed(
    model: type[Model], row: Any, names: tuple[str, ...], words: Words, times: dict[str, int]
) -> Iterator[tuple[str, str]]:
    for name in names:
        take = words.taken_out_of_page if (model, name) in PAGES else words.taken_out
        text, count = take(getattr(row, name) or "")
        if count:
            times[name] = times.get(name, 0) + count
            yield name, _fitting(text, _field(model, name).max_length)


def _fitting(text: str, most: int | None) -> str:
    """The mark may be longer than what it stands for: then the end gives way."""
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"


def _field(model: type[Model], name: str) -> Any:
    """A column of the table: what is swept is never a relation from elsewhere."""
    return model._meta.get_field(name)


def _where(model: type[Model], name: str) -> str:
    """As in "Actions: title"; a history is told from what stands."""
    tracked: Any = getattr(model, "instance_type", model)
    is_history = tracked is not model
    rows = capfirst(str(tracked._meta.verbose_name_plural))
    field = "why it was changed" if name == WHY else str(_field(model, name).verbose_name)
    return f"{rows}{', as they were before' if is_history else ''}: {field}"


def redaction_row(pk: int, day: date, edition: int) -> Redaction:
    """The row of that edition, for an operation; Refused when there is none. One query."""
    row = Redaction.objects.filter(pk=pk, pack__meeting__date=day, pack__edition=edition).first()
    if row is None:
        raise Refused("There is no such redaction of this edition.")
    return row
