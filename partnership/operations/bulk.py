"""
How many rows are written at once: `create_many`, `write_many` and `erase_many`, each one transaction with its history.

The same promises as in `rows`, for thousands of rows: versions are checked, fields are checked, nobody's write is lost.
Knows no many-to-many field and no permission; the database's constraints keep the last word on whole rows.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, models, router, transaction
from django.utils import timezone

from partnership.models import User, Versioned
from partnership.operations.identifying import is_free_text, refuse_identifying, refuse_in_fields
from partnership.operations.rows import CannotBeDone, changed_meanwhile

R = TypeVar("R", bound=Versioned)
_CHUNK = 5_000  # rows that one query reads by key: below what any SQLite takes as parameters
_FEW_REASONS = 20  # so many are written in a query each
_GONE = (
    "Somebody has removed one of these rows in the meantime, so nothing was saved: look at what stands now."
)


@dataclass(frozen=True, slots=True)
class ManyChange:
    """What is to change in one row: its key, the version it was read at, the fields, and why."""

    pk: int
    version: int
    fields: Mapping[str, Any]
    reason: str = ""


@transaction.atomic
def create_many(
    model: type[R], rows: Iterable[R], *, by: User | None, reason: str = "", reasons: Sequence[str] = ()
) -> list[R]:
    """
    The rows stored in their order, with their history rows by `by` (None: the system).

    `reasons` has one for each row where they differ. ValidationError in words: of a field, or of what the database
    refused.
    """
    made = list(rows)
    check = _field_checks(model, [field.name for field in model._meta.concrete_fields])
    for row in made:
        check(row)
    with _refusals_worded(model):
        model._default_manager.bulk_create(made)
    _keep_history(model, made, by, reasons or [reason] * len(made), "+")
    return made


@transaction.atomic
def write_many(model: type[R], changes: Iterable[ManyChange], *, by: User | None) -> list[R]:
    """
    The rows that differ, with their changes, each if nobody wrote it since its version.

    ChangedMeanwhile for the first that somebody did write, and then nothing is saved; so with ValidationError.
    """
    asked = list(changes)
    stands = _locked(model, [change.pk for change in asked])
    check = _field_checks(model, sorted({name for change in asked for name in change.fields}))
    differing: list[R] = []
    reasons: list[str] = []
    touched: set[str] = set()
    for change in asked:
        row = stands.get(change.pk)
        if row is None:
            raise CannotBeDone(_GONE)
        if row.version != change.version:
            raise changed_meanwhile(row, change.version)
        names = [name for name, value in change.fields.items() if getattr(row, name) != value]
        if names:
            for name in names:
                setattr(row, name, change.fields[name])
            check(row)
            row.version += 1
            touched.update(names)
            differing.append(row)
            reasons.append(change.reason)
    if differing:
        with _refusals_worded(model):
            # The rows are locked and whole, so writing them over themselves is an update of all in one statement.
            model._default_manager.bulk_create(
                differing,
                update_conflicts=True,
                unique_fields=["pk"],
                update_fields=[*sorted(touched), "version"],
            )
        _keep_history(model, differing, by, reasons, "~")
    return differing


@transaction.atomic
def erase_many(model: type[R], versions: Mapping[int, int], *, by: User | None, reason: str = "") -> list[R]:
    """
    The rows of these keys gone, each if nobody wrote it since its version; their histories stay.

    For rows on which nothing rests: the database refuses the others.
    """
    stands = _locked(model, list(versions))
    for pk, version in versions.items():
        if pk not in stands:
            raise CannotBeDone(_GONE)
        if stands[pk].version != version:
            raise changed_meanwhile(stands[pk], version)
    gone = list(stands.values())
    _keep_history(model, gone, by, [reason] * len(gone), "-")
    for some in _chunks(list(stands)):
        # Past the library's signal, which would write a second history row, and each in a query of its own.
        chosen = model._default_manager.filter(pk__in=some)
        chosen._raw_delete(router.db_for_write(model))
    return gone


def _locked(model: type[R], keys: Sequence[int]) -> dict[int, R]:
    """The rows as they stand, held until the transaction ends where the database can hold them."""
    found: dict[int, R] = {}
    for some in _chunks(keys):
        locked = model._default_manager.select_for_update().filter(pk__in=some).order_by("pk")
        found |= {row.pk: row for row in locked}
    return found


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))


def _keep_history(
    model: type[R], rows: Sequence[R], by: User | None, reasons: Sequence[str], sort: str
) -> None:
    """A history row for each, of the `sort` that the library knows (+, ~ or -), and each with its reason."""
    of_reason: dict[str, list[int]] = defaultdict(list)
    for row, why in zip(rows, reasons, strict=True):
        of_reason[why].append(row.pk)
    refuse_identifying(*of_reason)
    if len(of_reason) <= _FEW_REASONS:
        for why, keys in of_reason.items():
            for some in _chunks(keys):
                _copy_to_history(model, some, by, why, sort)
        return
    for row, why in zip(rows, reasons, strict=True):
        row._change_reason = why or None  # type: ignore[attr-defined]  # the library reads it off the row
    records = model.history.bulk_history_create(rows, default_user=by, default_change_reason=None)
    for some in _chunks([record.pk for record in records]):
        # The library writes records of every sort but one at a time.
        model.history.filter(pk__in=some).update(history_type=sort)


def _copy_to_history(model: type[R], keys: Sequence[int], by: User | None, why: str, sort: str) -> None:
    """
    The rows as they stand, copied by the database itself: what the library's own way does at several times the cost.

    Its records have the tracked columns of the row and four of their own.
    """
    record: Any = model.history.model
    connection = connections[router.db_for_write(model)]
    name = connection.ops.quote_name
    fields = record._meta.get_field
    own = {
        fields("history_date"): timezone.now(),  # noqa: TID251 (the library dates its records so too)
        fields("history_type"): sort,
        fields("history_user"): by.pk if by else None,
        fields("history_change_reason"): why or None,
    }
    columns = ", ".join(name(field.column) for field in record.tracked_fields)
    into = ", ".join([columns, *(name(field.column) for field in own)])
    key = name(record._meta.get_field(model._meta.pk.name).column)
    said = [field.get_db_prep_save(value, connection) for field, value in own.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name(record._meta.db_table)} ({into}) "  # noqa: S608 (the models' own names)
            f"SELECT {columns}{', %s' * len(own)} FROM {name(model._meta.db_table)} "
            f"WHERE {key} IN ({', '.join(['%s'] * len(keys))}) ORDER BY {key}",
            [*said, *keys],
        )


def _field_checks(model: type[models.Model], names: Iterable[str]) -> Callable[[models.Model], None]:
    """Each field's own checks, as `full_clean` asks them, once for each value; related rows are left to the database."""
    fields = [model._meta.get_field(name) for name in names]
    checked: list[tuple[models.Field[Any, Any], set[Hashable]]] = [
        (field, set())
        for field in fields
        if isinstance(field, models.Field) and not field.remote_field and not field.primary_key
    ]

    texts = {field for field, _ in checked if is_free_text(field)}

    def check(row: models.Model) -> None:
        for field, seen in checked:
            value = getattr(row, field.attname)
            known = isinstance(value, Hashable) and value in seen
            if known or (field.blank and value in field.empty_values):
                continue
            try:
                field.clean(value, row)
            except ValidationError as no:
                raise ValidationError({field.name: no.messages}) from no
            if field in texts:
                refuse_in_fields(row, (field.name,))
            if isinstance(value, Hashable):
                seen.add(value)

    return check


@contextmanager
def _refusals_worded(model: type[models.Model]) -> Iterator[None]:
    """What the database refuses is said in its constraint's words (ValidationError), where it names one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as no:
        for constraint in model._meta.total_unique_constraints + list(model._meta.constraints):
            if _named_in(str(no), model, constraint):
                raise ValidationError(str(constraint.violation_error_message)) from no
        raise


def _named_in(refusal: str, model: type[models.Model], constraint: models.BaseConstraint) -> bool:
    """PostgreSQL names the constraint; SQLite a check's name, and of a unique constraint the columns."""
    if constraint.name in refusal:
        return True
    if not isinstance(constraint, models.UniqueConstraint) or not constraint.fields:
        return False
    columns = [model._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
    named = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return refusal.endswith(f"UNIQUE constraint failed: {named}")
