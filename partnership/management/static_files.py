"""
The static files of a site, collected for a start when anything about them has changed: compressing takes seconds.

What changes is seen from names, sizes and times of the files as they come and of those collected, not from what is in them.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> bool:
    """Whether they had to be collected."""
    note = settings.VAR_DIR / "static-made-from"
    if note.is_file() and note.read_text(encoding="utf-8") == _as_they_are():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    note.write_text(_as_they_are(), encoding="utf-8")
    return True


def _as_they_are() -> str:
    makers = [version("django"), version("whitenoise"), repr(settings.STORAGES)]
    return sha256("\n".join([*makers, *sorted(_sources()), *sorted(_collected())]).encode()).hexdigest()


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            held = Path(storage.path(name)).stat()
            yield f"{name} {held.st_size} {held.st_mtime_ns}"


def _collected() -> Iterator[str]:
    root = Path(settings.STATIC_ROOT)
    for file in root.rglob("*"):
        if file.is_file():
            yield f"{file.relative_to(root)} {file.stat().st_size}"
