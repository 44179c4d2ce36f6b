"""
One message of the outbox changed on condition that it is as it was read: the lock of whoever sends it.

The statement is put into SQL once for each shape and then only executed: mail leaves by the hundred, and building the
same update anew for each would take longer than running it. Knows no state and no rule; what is written when stands in
delivery.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection

from partnership.models import Message


def change_message(where: Mapping[str, Any], to: Mapping[str, Any]) -> bool:
    """Whether a row was found with these values in its columns, and has those now. `where` holds its `pk`."""
    same = tuple((name, value is None) for name, value in where.items())
    values = [_stored(name, value) for name, value in to.items()]
    values += [_stored(name, value) for name, value in where.items() if value is not None]
    with connection.cursor() as cursor:
        cursor.execute(_update(tuple(to), same), values)
        return bool(cursor.rowcount == 1)


def _stored(name: str, value: Any) -> Any:
    return _field(name).get_db_prep_save(value, connection)


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
