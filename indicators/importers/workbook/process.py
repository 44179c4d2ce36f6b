"""
A workbook read in a process of its own, so that no file can take this one's memory or time.

Knows no format. The child gets the bytes and none of this process's environment, and every way in which it can die is
one refusal.
"""

import subprocess
import sys
from pathlib import Path

from indicators.importers.grid import MAX_BYTES, TOO_BIG, Book
from indicators.importers.problems import refused
from indicators.importers.workbook.refusals import over_limits
from indicators.importers.workbook.wire import book_from_json

WALL_SECONDS = 25
ROOT = Path(__file__).resolve().parents[3]
_CHILD = "indicators.importers.workbook.child"


def read_apart(content: bytes) -> Book:
    """The book, or ReturnRefused: what the child refused, or that it did not live to answer."""
    if len(content) > MAX_BYTES:
        raise refused(TOO_BIG)
    try:
        ended = subprocess.run(  # noqa: S603 (our own module, and the bytes go to its input)
            [sys.executable, "-m", _CHILD],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=WALL_SECONDS,
            check=True,
        )
        return book_from_json(ended.stdout)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError, TypeError) as problem:
        raise over_limits() from problem
