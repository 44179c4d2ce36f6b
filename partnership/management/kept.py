"""
What ./run keeps for its site between starts: lines in var/site.env, and the demonstration's password.

settings.py reads the lines, so that manage.py by hand acts on the same site; environment variables win over them.
Knows nothing of what the lines mean.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HEADING = "# Kept by ./run, read by settings.py; an environment variable of the same name wins.\n"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class AlreadyRunning(Exception):
    """A site runs from this folder already; the message says so."""


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """The folder for this process alone. The kernel lets go of it whatever happens, so no lock file stays behind."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise AlreadyRunning(
            f"A site already runs from {folder}: stop that one first, or set VAR_DIR to another folder."
        ) from error
    finally:
        os.close(descriptor)


def write_private(file: Path, text: str) -> None:
    """Replaces the file at once, readable by its owner alone."""
    new = file.with_name(f"{file.name}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
    new.replace(file)


def keep(file: Path, changes: Mapping[str, str | None]) -> None:
    """The file with these lines put in, or taken out where the value is None; no file when no line is left."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    stay = [line for line in lines if "=" in line and line.partition("=")[0] not in changes]
    stay += [f"{name}={value}" for name, value in changes.items() if value is not None]
    if stay:
        write_private(file, HEADING + "\n".join(stay) + "\n")
    else:
        file.unlink(missing_ok=True)


def password_in(file: Path) -> str:
    """The password kept in this file, made the first time."""
    if not file.is_file():
        groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        write_private(file, "-".join(groups) + "\n")
    return file.read_text(encoding="utf-8").strip()
