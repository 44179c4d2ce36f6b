"""
The process in which a workbook is read: bytes in, JSON out, with limits on time and memory set before the first byte.

Knows no Django, no settings and no files. Run as `python -m indicators.importers.workbook.child`.
"""

import resource
import sys
from contextlib import suppress

from indicators.importers.problems import ReturnRefused
from indicators.importers.workbook.reading import read_packed
from indicators.importers.workbook.wire import book_as_json, refusal_as_json

MEMORY_BYTES = 512 * 1024 * 1024  # of addresses, so what is resident stays below it whatever happens
CPU_SECONDS = 20


def limit() -> None:
    """
    No more than the memory and time above, no file written, no picture of the memory left behind.

    Where a limit cannot be set the system has none of that kind, or a tighter one; the parent's clock always holds.
    """
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def main() -> int:
    limit()
    content = sys.stdin.buffer.read()
    try:
        answer = book_as_json(read_packed(content))
    except ReturnRefused as refusal:
        answer = refusal_as_json(refusal)
    sys.stdout.write(answer)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
