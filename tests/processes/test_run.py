"""
./run as a person meets it: a copy of the tree, the site, its sign-ins, and nothing left when it is stopped.

A start costs seconds, so each serves all the questions that can share it. The first is an empty site's; its migrated,
empty database is what every later first start of a demonstration begins with.
"""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from django.conf import settings

from partnership import roles
from partnership.management.broker import free_port
from tests.fixtures.environment import variables

pytestmark = pytest.mark.processes

ROOT = Path(settings.BASE_DIR)
LEFT_OUT = {
    ".git",
    ".venv",
    "var",
    "tests",
    "bench",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
SECONDS_TO_START = 120
SECONDS_TO_STOP = 20


class Started:
    """A started ./run: its words as they come, and the means to ask for its end."""

    def __init__(self, folder: Path, *arguments: str, command: list[str] | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.lines: list[str] = []
        self.sign_in_page = ""
        clean = {name: value for name, value in os.environ.items() if name not in variables()}
        self.process = subprocess.Popen(
            command or ["./run", "--port", str(self.port), *arguments],
            cwd=folder,
            env={**clean, "PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Started":
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever a test found: the site is asked to end, and made to if it will not."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(timeout=SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self._reader.join(timeout=5)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
        self.process.stdout.close()

    @property
    def words(self) -> str:
        return "\n".join(self.lines)

    def wait_for(self, words: str) -> "Started":
        wait_until(lambda: words in self.words or self.process.poll() is not None, SECONDS_TO_START)
        assert words in self.words, self.words
        return self

    def until_ready(self) -> "Started":
        return self.wait_for("Ctrl-C stops all of it.")

    def stop(self, number: int = signal.SIGINT) -> int:
        """Its exit code; fails if it takes too long."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=SECONDS_TO_STOP)
        self._reader.join(timeout=5)
        return code

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    deadline = monotonic() + seconds
    while not true():
        assert monotonic() < deadline, "it took too long"
        sleep(0.05)


def commands_in(process: Path, folder: Path) -> list[str]:
    """This process's command line if it works in the folder; one that ends this moment does not count."""
    try:
        if not Path(os.readlink(process / "cwd")).is_relative_to(folder):
            return []
        command = (process / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return []
    return [command] if command else []


def processes_of(folder: Path) -> list[str]:
    return [command for process in Path("/proc").glob("[0-9]*") for command in commands_in(process, folder)]


def assert_nothing_is_left(started: Started) -> None:
    wait_until(lambda: not processes_of(started.folder), 5)
    var = started.folder / "var"
    sockets = [path.name for path in var.rglob("*") if stat.S_ISSOCK(path.lstat().st_mode)]
    assert sockets == []
    assert [path.name for path in started.folder.rglob("*.pid") if ".venv" not in path.parts] == []
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", started.port)) != 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the environment that these tests run in."""
    folder = tmp_path_factory.mktemp("clone") / "sscp"
    shutil.copytree(ROOT, folder, ignore=lambda _, names: LEFT_OUT.intersection(names) | {"__pycache__"})
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


@pytest.fixture(scope="module")
def empty(folder: Path) -> Started:
    """The first start in a fresh copy, with --empty, stopped again. Its words and its folder are left to look at."""
    with Started(folder, "--empty") as started:
        started.until_ready()
        started.sign_in_page = read(f"{started.address}/accounts/login/")
        started.stop()
    shutil.copytree(folder / "var", folder / "var-empty")
    return started


@pytest.fixture
def fresh(folder: Path, empty: Started) -> Path:
    """The copy with nothing in var but a migrated, empty database."""
    shutil.rmtree(folder / "var")
    (folder / "var").mkdir()
    shutil.copy(folder / "var-empty" / "sscp.sqlite3", folder / "var")
    return folder


@pytest.fixture(scope="module")
def demonstration(folder: Path, empty: Started) -> Iterator[Started]:
    """The first start with the sample."""
    with Started(folder) as started:
        yield started.until_ready()


@pytest.fixture
def demonstrated(demonstration: Started) -> Path:
    """The copy with the demonstration's data, and nothing running."""
    demonstration.stop()
    return demonstration.folder


def sign_in(started: Started, email: str, password: str) -> urllib.request.OpenerDirector:
    """Somebody with a browser: the form fetched, filled in and sent."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{started.address}/accounts/login/", timeout=20).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    browser.open(
        f"{started.address}/accounts/login/", urllib.parse.urlencode(form).encode(), timeout=20
    ).close()
    return browser


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def password_in(words: str) -> str:
    found = re.search(r"^Password of each: (\S+)$", words, re.MULTILINE)
    assert found, words
    return found[1]


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.key)
def test_each_role_signs_in_with_what_was_printed(demonstration: Started, role: roles.Role) -> None:
    printed = re.search(rf"^  {re.escape(role.name)} +(\S+)$", demonstration.words, re.MULTILINE)
    assert printed

    browser = sign_in(demonstration, printed[1], password_in(demonstration.words))
    with browser.open(demonstration.address, timeout=20) as page:
        content = page.read().decode()

    assert page.status == 200
    assert "Sign out" in content
    assert "6 December 2021" in content


def test_what_is_kept_is_its_owners_alone(demonstration: Started) -> None:
    kept = [
        demonstration.folder / "var" / name for name in ("site.env", "secret_key", "demonstration_password")
    ]

    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}


def test_command_line_acts_on_the_same_site(demonstration: Started) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in variables()}
    code = (
        "from partnership import clock; from django.conf import settings; "
        "print(clock.today(), settings.SITE_URL, settings.EMAIL_PORT != 25)"
    )
    done = subprocess.run(
        [".venv/bin/python", "manage.py", "shell", "--no-imports", "-c", code],
        cwd=demonstration.folder,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip().splitlines()[-1] == f"2021-12-06 {demonstration.address} True"


def test_second_site_from_the_same_folder_is_refused(demonstration: Started) -> None:
    with Started(demonstration.folder) as second:
        second.process.wait(timeout=60)

    assert second.process.returncode == 1
    assert [line for line in second.lines if line] == [
        f"A site already runs from {demonstration.folder / 'var'}: stop that one first, or set VAR_DIR to another folder."
    ]


def test_port_that_is_taken_is_refused_before_anything_is_started(
    demonstration: Started, tmp_path: Path
) -> None:
    command = ["./run", "--port", str(demonstration.port)]
    with Started(demonstration.folder, command=["env", f"VAR_DIR={tmp_path / 'var'}", *command]) as refused:
        refused.process.wait(timeout=60)

    assert refused.process.returncode == 1
    assert [line for line in refused.lines if line] == [
        f"Port {demonstration.port} is taken by another program: start with --port and another number."
    ]


def test_ctrl_c_stops_all_of_it_and_leaves_nothing_behind(demonstration: Started) -> None:
    assert demonstration.stop(signal.SIGINT) == 0

    assert demonstration.lines[-1] == "Stopped."
    assert "Traceback" not in demonstration.words
    assert_nothing_is_left(demonstration)
    kept = (demonstration.folder / "var" / "site.env").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", kept, re.MULTILINE)) == {
        "DEMONSTRATION",
        "CLOCK_SHIFT_DAYS",
        "PARTNERSHIP_NAME",
        "SENDING_WINDOW",
        "SWEEP_SECONDS",
    }


@pytest.mark.thorough
def test_second_start_takes_seconds_and_touches_no_data(demonstration: Started, demonstrated: Path) -> None:
    """As a background job of a script: a shell that is not interactive starts those with SIGINT ignored."""
    script = './run --port "$PORT" & echo "job $!"; wait $!; echo "code $?"'
    before = monotonic()
    with Started(demonstrated, command=["bash", "-c", script]) as again:
        again.until_ready()
        seconds = monotonic() - before
        with sign_in(again, "chair@example.org", password_in(demonstration.words)).open(
            again.address
        ) as page:
            status = page.status
        os.kill(int(re.findall(r"^job (\d+)$", again.words, re.MULTILINE)[0]), signal.SIGINT)
        again.wait_for("code")

        assert again.lines[-2:] == ["Stopped.", "code 0"]
        assert "Loading the sample" not in again.words
        assert (status, password_in(again.words)) == (200, password_in(demonstration.words))
        assert seconds < 30  # four on an idle machine; these tests share theirs
        assert_nothing_is_left(again)


@pytest.mark.thorough
def test_real_date_is_for_one_start_and_a_part_that_dies_ends_the_rest(demonstrated: Path) -> None:
    kept = (demonstrated / "var" / "site.env").read_text()
    with Started(demonstrated, "--today", "real") as started:
        started.until_ready()
        browser = sign_in(started, "board-member@example.org", password_in(started.words))
        with browser.open(started.address, timeout=20) as page:
            content = page.read().decode()
        os.kill(beat_of(demonstrated), signal.SIGKILL)

        assert started.process.wait(timeout=SECONDS_TO_STOP) == 1
        wait_until(lambda: started.lines[-1].startswith("beat ended"), 5)
        assert started.lines[-1] == "beat ended with exit code -9. Everything else is stopped too."
        assert "Demonstration:" in content
        assert "6 December 2021" not in content
        assert_nothing_is_left(started)
    assert (demonstrated / "var" / "site.env").read_text() == kept


def beat_of(folder: Path) -> int:
    return next(
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if any(" beat " in command for command in commands_in(process, folder))
    )


@pytest.mark.parametrize(
    ("moment", "number", "is_demonstration"),
    [
        pytest.param("Bringing the database up to date …", signal.SIGTERM, False, marks=pytest.mark.thorough),
        pytest.param("Loading the sample", signal.SIGINT, False, marks=pytest.mark.thorough),
        pytest.param("Starting …", signal.SIGINT, True, marks=pytest.mark.thorough),
    ],
)
def test_stop_during_the_first_start_leaves_no_half_of_a_demonstration(
    fresh: Path, moment: str, number: int, is_demonstration: bool
) -> None:
    with Started(fresh) as started:
        code = started.wait_for(moment).stop(number)

        assert (code, started.lines[-1]) == (0, "Stopped.")
        assert_nothing_is_left(started)
        assert (fresh / "var" / "site.env").exists() == is_demonstration


def test_empty_site_has_no_people_and_no_passwords(empty: Started) -> None:
    kept = {path.name for path in (empty.folder / "var-empty").iterdir()}

    assert "Nobody can sign in yet." in empty.words
    assert "Password" not in empty.words
    assert "Demonstration:" not in empty.sign_in_page
    assert kept.isdisjoint({"site.env", "demonstration_password"})
