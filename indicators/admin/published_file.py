"""
A published file between its preview and its import: kept as it came, under its hash, for a day at most.

Everybody may read what it holds, so it is kept whole. The page's address carries what was asked of it, signed; nothing
of it is in the database until it is applied.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO, cast

from django.core import signing
from django.core.files.base import File
from django.core.files.storage import default_storage

_SALT = "published file"
_FOLDER = "published"
_KEPT_FOR = timedelta(days=1)
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Upload:
    """Which file, and what was asked of it: its edition's name, the first day of a list, whether it is provisional."""

    sha256: str
    name: str
    edition: str = ""
    since: str = ""
    provisional: bool = False

    @property
    def token(self) -> str:
        return signing.dumps(asdict(self), salt=_SALT, compress=True)

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.since) if self.since else None

    @property
    def _path(self) -> str:
        return f"{_FOLDER}/{self.sha256}.csv"

    def opened(self) -> BinaryIO | None:
        """The file, open at its beginning; None when it is no longer kept."""
        if not default_storage.exists(self._path):
            return None
        return cast(BinaryIO, default_storage.open(self._path, "rb").file)

    def forget(self) -> None:
        default_storage.delete(self._path)


def upload_of(token: str) -> Upload | None:
    """What the token says; None when it is not one of ours or too old."""
    try:
        found: dict[str, Any] = signing.loads(token, salt=_SALT, max_age=_KEPT_FOR)
        return Upload(**found)
    except (signing.BadSignature, TypeError):
        return None


def keep(content: BinaryIO, name: str, now: datetime, **asked: Any) -> Upload:
    """The file kept; those that nobody came back for in a day go."""
    _forget_old(now)
    digest = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    upload = Upload(digest.hexdigest(), name, **asked)
    if not default_storage.exists(upload._path):
        content.seek(0)
        default_storage.save(upload._path, File(content))
    return upload


def _forget_old(now: datetime) -> None:
    if not default_storage.exists(_FOLDER):
        return
    for name in default_storage.listdir(_FOLDER)[1]:
        path = f"{_FOLDER}/{name}"
        if default_storage.get_modified_time(path) < now - _KEPT_FOR:
            default_storage.delete(path)
