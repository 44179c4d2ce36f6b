"""
A return as a row: what is kept of its file, and the table that was read.

A long table is kept packed (see importers.rows), because as JSON of its rows it would take more memory than everything
else that is done with it.
"""

from datetime import datetime

from indicators.importers.table import ReturnTable
from indicators.models import Return, ReturnState
from indicators.operations.return_identifying import refuse_identifying_cells
from partnership.models import User

LONGEST_SHEET = 120
_LONGEST_FILE_NAME = 200


def new_return(
    *,
    table: ReturnTable,
    file_name: str,
    sha256: str,
    by: User | None,
    now: datetime,
    state: ReturnState = ReturnState.READ,
) -> Return:
    """The row, not stored yet (see `store`). ReturnRefused where a cell identifies a child."""
    refuse_identifying_cells(table)
    return Return(
        file_name=file_name[:_LONGEST_FILE_NAME],
        sha256=sha256,
        layout=table.layout,
        sheet=table.sheet[:LONGEST_SHEET],
        sheets_not_read=list(table.sheets_not_read),
        table=table.as_json(),
        by=by,
        at=now,
        state=state,
    )


def store(row: Return) -> Return:
    """The new row stored; its table is read from the database if anybody asks for it."""
    row.save(force_insert=True)
    del row.table
    return row
