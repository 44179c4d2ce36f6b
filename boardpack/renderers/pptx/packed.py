"""
Zip files whose bytes depend on nothing but what is in them and the instant they are given.

Slides and the workbooks inside their charts are zip files that would otherwise tell when this machine made them.
"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)


def packed(content: bytes, at: datetime) -> bytes:
    """The same members in the same order, each dated `at` (an aware instant, shown in UTC)."""
    moment = at.astimezone(UTC)
    day = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    out = BytesIO()
    with ZipFile(BytesIO(content)) as held, ZipFile(out, "w") as parts:
        for name in held.namelist():
            member = ZipInfo(name, max(day, EARLIEST))
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0  # else it names the system of the machine
            parts.writestr(member, held.read(name))
    return out.getvalue()
