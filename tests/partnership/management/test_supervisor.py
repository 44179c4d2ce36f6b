"""Processes are started, watched and ended together, whatever they do."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from partnership.management import supervisor as module
from partnership.management.supervisor import Part, PartEnded, Stopped, Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
PARENT = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
    "print('up', flush=True); time.sleep(60)"
)


@pytest.fixture
def said() -> list[str]:
    return []


def python(name: str, code: str, **fields: object) -> Part:
    return Part(name, (sys.executable, "-c", code), **fields)  # type: ignore[arg-type]


def group_is_gone(group: int) -> bool:
    """Whether nothing of this session's is left; a process that ended a moment ago may still be being cleared away."""
    deadline = monotonic() + 5
    while monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        sleep(0.05)
    return False


def test_part_that_ends_by_itself_ends_the_watch(tmp_path: Path, said: list[str]) -> None:
    with Supervisor(tmp_path, said.append) as supervisor:
        other = supervisor.start(python("other", "import time; time.sleep(60)"))
        supervisor.start(python("brief", "print('cannot go on'); raise SystemExit(3)"))
        with pytest.raises(PartEnded, match="brief ended with exit code 3"):
            supervisor.watch()

    assert other.process.returncode == -signal.SIGTERM
    assert "   brief | cannot go on" in said


def test_quiet_part_speaks_only_when_it_fails(tmp_path: Path, said: list[str]) -> None:
    with Supervisor(tmp_path, said.append) as supervisor:
        supervisor.start(python("redis", "print('no memory'); raise SystemExit(1)", quiet=True))
        with pytest.raises(PartEnded, match="no memory\nredis ended with exit code 1"):
            supervisor.watch()

    assert said == []


def test_part_gets_its_environment_and_its_standard_input(tmp_path: Path, said: list[str]) -> None:
    code = "import os, sys; print(os.environ['SITE'], os.environ['OWN'], sys.stdin.read())"
    with Supervisor(tmp_path, said.append) as supervisor:
        supervisor.environment["SITE"] = "of all"
        running = supervisor.finish(
            python("one", code, environment={"OWN": "of one"}, standard_input="words")
        )

    assert running.process.returncode == 0
    assert said == ["     one | of all of one words"]


def test_what_others_rest_on_ends_last(tmp_path: Path, said: list[str]) -> None:
    code = (
        "import pathlib, signal, sys, time\n"
        "def end(*_):\n    pathlib.Path('{0}').write_text(str(time.monotonic())); sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\nprint('up', flush=True)\ntime.sleep(60)"
    )
    with Supervisor(tmp_path, said.append) as supervisor:
        supervisor.start(python("redis", code.format("redis"), last=True))
        supervisor.start(python("worker", code.format("worker")))
        assert supervisor.watch(lambda: len(said) == 2, seconds=10)

    assert float((tmp_path / "worker").read_text()) < float((tmp_path / "redis").read_text())


def test_part_that_will_not_end_is_made_to(tmp_path: Path, said: list[str], monkeypatch) -> None:
    monkeypatch.setattr(module, "SECONDS_TO_END", 0.5)
    with Supervisor(tmp_path, said.append) as supervisor:
        running = supervisor.start(python("worker", STUBBORN))
        assert supervisor.watch(lambda: bool(said), seconds=10)

    assert running.process.returncode == -signal.SIGKILL


def test_what_a_part_started_ends_with_it(tmp_path: Path, said: list[str]) -> None:
    with Supervisor(tmp_path, said.append) as supervisor:
        running = supervisor.start(python("web", PARENT))
        assert supervisor.watch(lambda: bool(said), seconds=10)

    assert group_is_gone(running.process.pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_the_watch_and_handlers_are_put_back(
    tmp_path: Path, said: list[str], number: signal.Signals
) -> None:
    before = signal.getsignal(number)
    with pytest.raises(Stopped), Supervisor(tmp_path, said.append) as supervisor:  # noqa: PT012 -- it ends within
        running = supervisor.start(python("web", "import time; time.sleep(60)"))
        os.kill(os.getpid(), number)
        supervisor.watch(seconds=10)

    assert running.ended
    assert signal.getsignal(number) == before


def test_signal_stops_what_is_waited_for_to_finish(tmp_path: Path, said: list[str]) -> None:
    with pytest.raises(Stopped), Supervisor(tmp_path, said.append) as supervisor:  # noqa: PT012 -- it ends within
        os.kill(os.getpid(), signal.SIGINT)
        supervisor.finish(python("sample", "import time; time.sleep(60)"))


def test_second_signal_insists(tmp_path: Path, said: list[str]) -> None:
    started = monotonic()
    with pytest.raises(Stopped), Supervisor(tmp_path, said.append) as supervisor:  # noqa: PT012 -- it ends within
        supervisor.start(python("worker", STUBBORN))
        assert supervisor.watch(lambda: bool(said), seconds=10)
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        supervisor.watch()

    assert monotonic() - started < module.SECONDS_TO_END


def test_watch_tells_when_time_is_up(tmp_path: Path, said: list[str]) -> None:
    with Supervisor(tmp_path, said.append) as supervisor:
        assert supervisor.watch(lambda: False, seconds=0.3) is False


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's word to the children is Linux's")
def test_killed_supervisor_leaves_nothing_running(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom partnership.management.supervisor import Part, Supervisor\n"
        "with Supervisor(Path('.'), print) as supervisor:\n"
        "    part = Part('web', (sys.executable, '-c', 'import time; time.sleep(60)'))\n"
        "    print(supervisor.start(part).process.pid, flush=True)\n    supervisor.watch()\n"
    )
    killed = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    group = int(killed.stdout.readline())
    killed.kill()
    killed.wait()
    killed.stdout.close()

    assert group_is_gone(group)
