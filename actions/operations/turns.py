"""
One at a time: what two processes must not do at once within their transactions.

On PostgreSQL an advisory lock that ends with the transaction; on SQLite every transaction is IMMEDIATE (settings),
so being inside one is already having the turn.
"""

from zlib import crc32

from django.db import connection


def wait_for_turn(what: str) -> None:
    """Returns when nobody else is at it; the turn ends with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(what.encode())])


def take_turn(what: str) -> bool:
    """Whether the turn was free; never waits on PostgreSQL."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [crc32(what.encode())])
        return bool(cursor.fetchone()[0])
