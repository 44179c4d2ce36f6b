"""
Starts the site's processes, watches them, and leaves none behind.

Knows nothing of what they are: `Part` says how each is started and in what order they end. Each is a session of
its own, so that Ctrl-C in a terminal reaches this process alone, and all of its descendants can be ended with it.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

SECONDS_TO_END = 10
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Part:
    """One process. `quiet`: its lines are shown only when it fails. `last`: it ends after those that rest on it."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    standard_input: str = ""
    inherits: tuple[int, ...] = ()
    quiet: bool = False
    last: bool = False


class PartEnded(Exception):
    """A process ended by itself; the message says which and how."""


class Stopped(Exception):
    """Somebody asked for the end while something was being waited for."""


def _die_with_parent() -> None:
    """
    Where the kernel can do it, a process ends when this one is gone, however that came about.

    At once: nobody is left to insist, and a worker asked politely would wait for a Redis that is gone too.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Running:
    """A started part, its output read line by line."""

    def __init__(self, part: Part, folder: Path, environment: Mapping[str, str], say: Callable[[str], None]):
        self.part = part
        self._say = say
        self.ending = False  # what it says on being stopped interests nobody
        self._last_lines: deque[str] = deque(maxlen=15)
        self.process = subprocess.Popen(  # noqa: S603 -- commands are this package's own
            part.command,
            cwd=folder,
            env={**environment, **part.environment},
            stdin=subprocess.PIPE if part.standard_input else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=part.inherits,
            preexec_fn=_die_with_parent,
        )
        if self.process.stdin is not None:
            self.process.stdin.write(part.standard_input.encode())
            self.process.stdin.close()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            words = line.decode(errors="replace").rstrip()
            self._last_lines.append(words)
            if not self.part.quiet and not self.ending:
                self._say(f"{self.part.name:>8} | {words}")
        self.process.stdout.close()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def signal_all(self, number: int) -> None:
        """The process and whatever it started."""
        try:
            os.killpg(self.process.pid, number)
        except (ProcessLookupError, PermissionError):
            return

    def how_it_ended(self) -> str:
        """Which, with what exit code, and its last lines where they were not shown."""
        self._reader.join(timeout=2)
        shown = "\n".join(self._last_lines) if self.part.quiet else ""
        return f"{shown}\n{self.part.name} ended with exit code {self.process.returncode}.".strip()

    def close(self) -> None:
        """After its end: nothing of its session is left, and its output is read to the last line."""
        self.signal_all(signal.SIGKILL)
        self.process.wait()
        self._reader.join(timeout=2)


class Supervisor:
    """The site's processes together. Use as a context: leaving it ends them all."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.environment: dict[str, str] = dict(os.environ)
        self._folder = folder
        self._say = say
        self._running: list[Running] = []
        self._asked = threading.Event()
        self._insisted = threading.Event()
        self._before: dict[int, object] = {}

    def __enter__(self) -> "Supervisor":
        # SIGINT even where it was ignored, as it is for a shell script's background jobs; nohup's wish stands.
        wanted = [n for n in SIGNALS if n != signal.SIGHUP or signal.getsignal(n) != signal.SIG_IGN]
        self._before = {number: signal.signal(number, self._on_signal) for number in wanted}
        return self

    def __exit__(self, *_: object) -> None:
        self._end(running for running in self._running if not running.part.last)
        self._end(running for running in self._running if running.part.last)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal.signal gave

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """The first asks, the second insists. Nothing is raised here, so no start is ever cut in half."""
        (self._insisted if self._asked.is_set() else self._asked).set()

    def start(self, part: Part) -> Running:
        running = Running(part, self._folder, self.environment, self._say)
        self._running.append(running)
        return running

    def finish(self, part: Part) -> Running:
        """Runs a part to its end. Stopped if the end is asked for meanwhile."""
        running = self.start(part)
        while not running.ended:
            self._pause(0.1)
        running.close()
        self._running.remove(running)
        return running

    def watch(self, until: Callable[[], bool] = lambda: False, seconds: float | None = None) -> bool:
        """
        Waits until `until` (True) or for so many seconds (False).

        Raises PartEnded when a process ends by itself, Stopped when somebody asks for the end.
        """
        deadline = None if seconds is None else time.monotonic() + seconds
        while not until():
            if deadline is not None and time.monotonic() > deadline:
                return False
            self._pause(0.2)
            for running in self._running:
                if running.ended:
                    raise PartEnded(f"{running.how_it_ended()} Everything else is stopped too.")
        return True

    def _pause(self, seconds: float) -> None:
        if self._asked.wait(seconds):
            raise Stopped

    def _end(self, parts: Iterable[Running]) -> None:
        """Asked first, made to after SECONDS_TO_END or a second signal."""
        waiting = list(parts)
        for running in waiting:
            running.ending = True
            running.process.terminate()
        deadline = time.monotonic() + SECONDS_TO_END
        while not all(running.ended for running in waiting):
            if time.monotonic() > deadline or self._insisted.wait(0.05):
                break
        for running in waiting:
            running.close()
