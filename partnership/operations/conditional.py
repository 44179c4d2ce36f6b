"""
One message of the outbox changed on condition that it is as it was read: the lock of whoever sends it.

The statement is put into SQL once for each shape, planned once by PostgreSQL, and then only executed: mail leaves by the
hundred, and building the same update anew for each would take longer than running it. Knows no state and no rule; what is
written when stands in claims and delivery.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from partnership.models import Message

AS_IT_IS = (str, int, type(None))  # what every database takes without being converted


class Columns(NamedTuple):
    """Columns in SQL that read of one message, which stands in it as `"partnership_message"."id"`; and their parameters."""

    sql: str
    parameters: tuple[Any, ...]


def change_message(where: Mapping[str, Any], to: Mapping[str, Any]) -> bool:
    """Whether a row was found with these values in its columns, and has those now. `where` holds its `pk`."""
    sql, values = _update(tuple(to), _same(where)), _values(where, to)
    with prepared() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount == 1)


def can_change_and_read() -> bool:
    """Whether the database can: an SQLite of before 2021 cannot."""
    return bool(connection.features.can_return_columns_from_insert)


def change_and_read(
    where: Mapping[str, Any], to: Mapping[str, Any], columns: Columns
) -> tuple[Any, ...] | None:
    """The same in one statement with the reading of these columns; None where no row was found."""
    sql = f"{_update(tuple(to), _same(where))} RETURNING {columns.sql}"
    with prepared() as cursor:
        cursor.execute(sql, [*_values(where, to), *columns.parameters])
        found = cursor.fetchall()
    return tuple(found[0]) if found else None


def prepared() -> Any:
    """A cursor whose statements PostgreSQL plans once for each connection, if they are asked often."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 -- needs its driver

    connection.ensure_connection()
    with connection.wrap_database_errors:
        binding_there: Any = ServerBindingCursor
        cursor = binding_there(connection.connection)
    return (
        connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
    )


def _same(where: Mapping[str, Any]) -> tuple[tuple[str, bool], ...]:
    return tuple((name, value is None) for name, value in where.items())


def _values(where: Mapping[str, Any], to: Mapping[str, Any]) -> Sequence[Any]:
    found = [_stored(name, value) for name, value in to.items()]
    return found + [_stored(name, value) for name, value in where.items() if value is not None]


def _stored(name: str, value: Any) -> Any:
    return value if type(value) in AS_IT_IS else _field(name).get_db_prep_save(value, connection)


@cache
def _field(name: str) -> Any:
    return Message._meta.pk if name == "pk" else Message._meta.get_field(name)


@cache
def _update(columns: tuple[str, ...], same: tuple[tuple[str, bool], ...]) -> str:
    written = ", ".join(f"{_quoted(name)} = %s" for name in columns)
    found = " AND ".join(f"{_quoted(name)} {'IS NULL' if empty else '= %s'}" for name, empty in same)
    return f"UPDATE {connection.ops.quote_name(Message._meta.db_table)} SET {written} WHERE {found}"  # noqa: S608 -- names of columns


def _quoted(name: str) -> str:
    return connection.ops.quote_name(_field(name).column)
