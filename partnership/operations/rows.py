"""
How every row is written: `create`, `write` and `erase`, each one transaction with its history row.

`write` is a conditional update on `version`: a lost update is impossible, and the second person is told whose
value stands. Knows no permission and no rule of any app; operations call it after asking both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from partnership.clock import LONDON
from partnership.models import User, Versioned
from partnership.operations.changes import Change, changes_between
from partnership.operations.identifying import refuse_identifying, refuse_in_fields

R = TypeVar("R", bound=Versioned)
FIRST_YEAR, LAST_YEAR = (
    1990,
    2190,
)  # no day outside these is meant, and reckoning from one could leave the calendar


class ChangedMeanwhile(Exception):
    """Somebody else wrote this row since it was read: the row as it stands, who wrote it, when, and what changed."""

    def __init__(
        self,
        stands: Versioned,
        by: str,
        at: datetime | None,
        changes: tuple[Change, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        self.stands = stands
        self.by = by
        self.at = at
        self.changes = changes
        self.notes = notes
        when = f" on {at.astimezone(LONDON):%-d %B %Y at %H:%M}" if at else ""
        super().__init__(
            f"{by} changed this{when} while you were editing. Nothing was saved; look at what stands now."
        )


class CannotBeDone(Exception):
    """A rule of the domain says no, whoever asks; the message is the sentence that says why and what to do."""


class StillNeeded(CannotBeDone):
    """Other rows rest on this one, so it stays."""


@transaction.atomic
def create(
    model: type[R],
    *,
    by: User | None,
    reason: str = "",
    told: Mapping[str, str] | None = None,
    columns: Mapping[str, Any] | None = None,
    **fields: Any,
) -> R:
    """
    A new row, checked (ValidationError in words), stored, with its history row by `by` (None: the system).

    `told` gives other words for a many-to-many field in the history's note. `columns` are more of its fields, where one
    has the name of an argument here: `reason` is the history's, a row may have one of its own.
    """
    fields |= columns or {}
    plain, many = _split(model, fields)
    row = model(**plain)
    _check_fields(row)
    _refuse_identifying(row, plain, reason)
    with _rival_told(row):
        row.save(force_insert=True)
    for name, values in many.items():
        getattr(row, name).set(values)
    note = _note(model, reason, {name: values for name, values in many.items() if values}, told)
    model.history.bulk_history_create([row], default_user=by, default_change_reason=note)
    return row


@transaction.atomic
def write(
    row: R,
    *,
    by: User | None,
    version: int | None = None,
    reason: str = "",
    told: Mapping[str, str] | None = None,
    beside: str = "",
    columns: Mapping[str, Any] | None = None,
    **changes: Any,
) -> R:
    """
    The row with these changes, if nobody wrote it since `version` (default: the row's own as it was read).

    Raises ChangedMeanwhile, or ValidationError in words. Nothing changed: nothing written, no history row. `beside` says
    in words what else changes with it, in rows of its own: then it is a new version even if no column differs. `columns`
    as in `create`.
    """
    changes |= columns or {}
    model = type(row)
    expected = row.version if version is None else version
    plain, many = _split(model, changes)
    stands = _as_it_stands(row)
    if stands.version != expected:
        raise changed_meanwhile(stands, expected)
    plain = {name: value for name, value in plain.items() if getattr(stands, name) != value}
    many = {
        name: value for name, value in many.items() if _members(stands, name) != {item.pk for item in value}
    }
    if not plain and not many and not beside:
        return stands
    for name, value in plain.items():
        setattr(stands, name, value)
    _check_fields(stands)
    _refuse_identifying(stands, plain, reason)
    written = {name: getattr(stands, name) for name in plain}
    with _rival_told(stands):
        changed = model._default_manager.filter(pk=row.pk, version=expected).update(
            **written, version=expected + 1
        )
    if changed != 1:
        raise changed_meanwhile(_as_it_stands(row), expected)
    for name, values in many.items():
        getattr(stands, name).set(values)
    stands.version = expected + 1
    note = _note(model, "; ".join(filter(None, [reason, beside])), many, told)
    model.history.bulk_history_create([stands], update=True, default_user=by, default_change_reason=note)
    return stands


@transaction.atomic
def erase(row: Versioned, *, by: User | None, reason: str = "") -> None:
    """The row gone; its history stays, with who and why. StillNeeded when something rests on it."""
    refuse_identifying(reason)
    resting = Counter(_resting_in_sets(row))
    try:
        Collector(using=row._state.db or DEFAULT_DB_ALIAS).collect([row])
    except ProtectedError as held:
        resting.update(str(other._meta.verbose_name_plural) for other in held.protected_objects)
    if resting:
        counted = ", ".join(f"{count} of its {nouns}" for nouns, count in sorted(resting.items()))
        raise StillNeeded(f"{row} stays, because it is still needed ({counted}).")
    row._history_user = by  # type: ignore[attr-defined]  # the library reads these two off the row
    row._change_reason = reason or None  # type: ignore[attr-defined]
    row.delete()


def changed_meanwhile(stands: Versioned, expected: int) -> ChangedMeanwhile:
    """Who wrote the row after version `expected`, what it was and is, and what was noted."""
    model = type(stands)
    records = list(stands.history.select_related("history_user").filter(version__gte=expected))
    since = [record for record in records if record.version > expected]
    last = since[0] if since else None
    seen = next((record for record in records if record.version == expected), None if expected else model())
    return ChangedMeanwhile(
        stands,
        last.history_user.name if last and last.history_user else "Somebody",
        last.history_date if last else None,
        changes_between(model, seen, stands) if seen else (),
        tuple(record.history_change_reason for record in reversed(since) if record.history_change_reason),
    )


def stands_already(row: Versioned) -> ChangedMeanwhile:
    """The row was to be new, and somebody made it in the meantime."""
    return changed_meanwhile(row, 0)


def gone_meanwhile() -> CannotBeDone:
    """The row was to be changed, and somebody removed it in the meantime."""
    return CannotBeDone("Somebody has removed this in the meantime, so there is nothing to change.")


def _check_fields(row: models.Model) -> None:
    """What the fields themselves refuse. The constraints are the database's: asking it twice would cost a query each."""
    row.full_clean(validate_unique=False, validate_constraints=False)
    far = [
        field.name
        for field in row._meta.fields
        if isinstance(field, models.DateField)
        and field.editable
        and isinstance(day := getattr(row, field.name), date)
        and not FIRST_YEAR <= day.year <= LAST_YEAR
    ]
    if far:
        raise ValidationError(dict.fromkeys(far, f"Give a day from {FIRST_YEAR} to {LAST_YEAR}."))


def _refuse_identifying(row: models.Model, names: Iterable[str], reason: str) -> None:
    """Nothing that identifies a child comes in: not in what is written now, and not in the reason for it."""
    refuse_in_fields(row, names)
    refuse_identifying(reason)


@contextmanager
def _rival_told(row: models.Model) -> Iterator[None]:
    """What a constraint of the database refuses is told in that constraint's own words (ValidationError)."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        row.full_clean()
        raise


def _as_it_stands(row: R) -> R:
    found = type(row)._default_manager.filter(pk=row.pk).first()
    if found is None:
        raise gone_meanwhile()
    return found


def _split(model: type[models.Model], fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Plain fields and many-to-many fields apart."""
    many = {field.name for field in model._meta.many_to_many}
    return (
        {name: value for name, value in fields.items() if name not in many},
        {name: value for name, value in fields.items() if name in many},
    )


def _members(row: models.Model, name: str) -> set[Any]:
    ids: Iterable[Any] = getattr(row, name).values_list("pk", flat=True)
    return set(ids)


def _note(
    model: type[models.Model], reason: str, many: Mapping[str, Any], told: Mapping[str, str] | None
) -> str | None:
    """The history's note: the reason, and the members of each many-to-many field that was set."""
    words = [
        (told or {}).get(name)
        or f"{model._meta.get_field(name).verbose_name}: {', '.join(sorted(map(str, values))) or 'none'}"  # type: ignore[union-attr]
        for name, values in many.items()
    ]
    return "; ".join(filter(None, [reason, *words])) or None


def _resting_in_sets(row: models.Model) -> dict[str, int]:
    """Rows that name this one in a many-to-many field, which the database would let go in silence."""
    found: dict[str, int] = {}
    for relation in row._meta.related_objects:
        if relation.many_to_many and not relation.related_model._meta.auto_created:
            count = getattr(row, relation.get_accessor_name() or "").count()
            found |= {str(relation.related_model._meta.verbose_name_plural): count} if count else {}
    return found
