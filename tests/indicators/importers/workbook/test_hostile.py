"""Every hostile or malformed workbook is refused with its one sentence, and costs no more than it may."""

import json
import subprocess
import sys

import pytest

from indicators.importers.grid import MAX_BYTES, TOO_BIG, TOO_MANY_COLUMNS, TOO_MANY_ROWS
from indicators.importers.problems import ReturnRefused, error
from indicators.importers.workbook import process, read_workbook
from indicators.importers.workbook.reading import read_packed
from tests.indicators.importers.workbook.hostile import HOSTILE, ONE
from tests.indicators.importers.workbook.workbooks import bare, packed

SAVE = "open it in a spreadsheet and save it as “Excel Workbook (.xlsx)”."
PARTS = (
    "This workbook has more than 500 parts or unpacks to more than 64 MB, which no return does: save the sheet with the "
    "figures as a workbook of its own."
)
TIGHT = (
    "This workbook unpacks to more than 300 times its size, which no return does: save the sheet with the figures as a "
    "workbook of its own."
)
DAMAGED = "This workbook is damaged or was cut short: open it in a spreadsheet, see that nothing is missing, and save it again."
UNUSUAL = f"This workbook was written in an unusual way that could be read wrongly: {SAVE}"
NO_WORKBOOK = "This is a packed file (zip) and no workbook: unpack it and import the table inside."
PASSWORD = "This workbook is protected with a password: open it, take the password off, and save it again."
ENTITIES = f"This workbook has XML definitions (DOCTYPE or ENTITY) in it, which no spreadsheet writes: {SAVE}"
MACROS = "This workbook has macros in it, whatever its name says: save it as “Excel Workbook (.xlsx)”, which leaves them out."
DOCUMENT = (
    "This is a text document or a presentation, whatever its name says: copy the table to a spreadsheet and save it as "
    "“Excel Workbook (.xlsx)”."
)
ORDER = f"The sheet “S1” has rows or cells out of order or twice, so it could be read wrongly: {SAVE}"
LIMITS = "This workbook could not be read within the limits: save the sheet with the figures as a workbook of its own, or as CSV."

SENTENCES: dict[str, str | tuple[str, int]] = {
    "zip bomb": TIGHT,
    "bigger than 64 MB unpacked": PARTS,
    "too many members": PARTS,
    "declares less than it holds": DAMAGED,
    "same member twice": UNUSUAL,
    "two members at one offset": UNUSUAL,
    "cut short": DAMAGED,
    "cut to its first bytes": DAMAGED,
    "empty archive": NO_WORKBOOK,
    "bytes of a sheet altered": DAMAGED,
    "packed in another way": UNUSUAL,
    "workbook within a zip": NO_WORKBOOK,
    "encrypted member": PASSWORD,
    "entity in a sheet": ENTITIES,
    "entity far down in a part that is not read": ENTITIES,
    "entity in UTF-16": ENTITIES,
    "sheet in UTF-16": UNUSUAL,
    "sheet in another encoding": UNUSUAL,
    "xlsm renamed": MACROS,
    "macros in an xlsx": MACROS,
    "macro sheet that nothing names": MACROS,
    "xlsb renamed": f"This is a binary workbook (.xlsb), whatever its name says: {SAVE}",
    "docx renamed": DOCUMENT,
    "pptx renamed": DOCUMENT,
    "strict Open XML": "This workbook is saved as “Strict Open XML”, which could be read only in part: save it as “Excel "
    "Workbook (.xlsx)”.",
    "macro sheet": f"The sheet “S1” holds macros or is of an unknown kind: delete it, or {SAVE}",
    "sheet outside the file": DAMAGED,
    "sheet that is not there": DAMAGED,
    "sheet with a name of a thousand letters": UNUSUAL,
    "a hundred sheets": "This workbook has more than 50 sheets: save the sheet with the figures as a workbook of its own.",
    "no sheet": "This workbook has no sheet with cells: choose the file that holds the return.",
    "rows reversed": (ORDER, 1),
    "row twice": (ORDER, 1),
    "cells reversed": (ORDER, 1),
    "cell twice": (ORDER, 1),
    "cell of another row": (ORDER, 1),
    "huge column": (TOO_MANY_COLUMNS, 1),
    "column that does not exist": DAMAGED,
    "huge row": TOO_MANY_ROWS,
    "shared string that is not there": DAMAGED,
    "number that is none": DAMAGED,
    "cells that only one reader sees": (f"The sheet “S1” could be read only in part: {SAVE}", 1),
    "shared string without end": LIMITS,
    "nested a million deep": DAMAGED,
    "ods of a million filled rows": TOO_MANY_ROWS,
    "ods of ten thousand filled columns": (TOO_MANY_COLUMNS, 1),
    "ods repeated without end": DAMAGED,
    "ods with a password": PASSWORD,
    "ods with macros": MACROS,
    "odt renamed": DOCUMENT,
    "ods of a table in a cell": DAMAGED,
    "ods without content": DAMAGED,
}


def test_every_hostile_workbook_has_its_sentence():
    assert sorted(SENTENCES) == sorted(HOSTILE)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbook_is_refused_in_one_sentence(name):
    expected = SENTENCES[name]
    sentence, row = expected if isinstance(expected, tuple) else (expected, None)

    with pytest.raises(ReturnRefused) as refusal:
        read_packed(HOSTILE[name]())

    assert refusal.value.problems == (error(sentence, row),)


def test_refusal_reaches_the_parent_with_its_row():
    with pytest.raises(ReturnRefused) as refusal:
        read_workbook(HOSTILE["rows reversed"]())

    assert refusal.value.problems == (error(ORDER, 1),)


def test_too_big_a_file_is_refused_before_any_process_starts():
    with pytest.raises(ReturnRefused) as refusal:
        read_workbook(b"PK\x03\x04" + b"\0" * MAX_BYTES)

    assert refusal.value.problems == (error(TOO_BIG),)


def test_child_that_runs_out_of_time_is_killed_and_the_file_refused(monkeypatch):
    monkeypatch.setattr(process, "WALL_SECONDS", 0.01)

    with pytest.raises(ReturnRefused) as refusal:
        read_workbook(packed(bare(ONE)))

    assert refusal.value.problems == (error(LIMITS),)


def test_child_that_dies_is_a_refusal(monkeypatch):
    monkeypatch.setattr(process, "_CHILD", "indicators.importers.workbook.not_there")

    with pytest.raises(ReturnRefused) as refusal:
        read_workbook(packed(bare(ONE)))

    assert refusal.value.problems == (error(LIMITS),)


def test_child_limits_its_memory_and_time_and_knows_no_django():
    script = (
        "import json, os, resource, sys; from indicators.importers.workbook import child; child.limit(); "
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU), "
        "resource.getrlimit(resource.RLIMIT_FSIZE), 'django' in sys.modules]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, check=True, cwd=process.ROOT
    )

    memory = 512 * 1024 * 1024
    assert json.loads(ended.stdout) == [[memory, memory], [20, 20], [0, 0], False]
