"""
How long a pack of 60 indicators takes in every format, its PDF beside what others make of the same pages, and its web page.

The PDF is made by a process that has made another before, as a worker has. README.md beside this says how to run it.
"""

# ruff: noqa: PLC0415 -- the child imports only what it measures, once Django is set up
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AT = datetime(2021, 12, 6, 9, 0, tzinfo=UTC)
INDICATORS, MONTHS, LONGER = 60, 7, 60
MOST_SECONDS, MOST_QUERIES = 1.0, 3
GIVEN_UP = 170  # seconds, after which a rival is stopped

Took = tuple[float, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=INDICATORS)
    parser.add_argument("--rounds", type=int, default=3, help="of the published page, the quickest is told")
    parser.add_argument("--no-rivals", action="store_true", help="ours only")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(asked.child or scratch)
        if asked.child is None:
            environment = {**os.environ, "DATABASE_URL": "", "VAR_DIR": str(folder), "PYTHONPATH": str(ROOT)}
            environment["DJANGO_SETTINGS_MODULE"] = "sscp.settings"
            command = [sys.executable, __file__, *sys.argv[1:], "--child", str(folder)]
            return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode
        kept = measure(folder, asked.indicators, asked.rounds, with_rivals=not asked.no_rivals)
    print("kept" if kept else "NOT KEPT")
    return 0 if kept else 1


def measure(folder: Path, indicators: int, rounds: int, *, with_rivals: bool) -> bool:
    import django

    django.setup()
    from boardpack.renderers.formats import FORMATS
    from tests.boardpack.made_packs import made

    small, document = made(5, MONTHS), made(indicators, MONTHS)
    longer = made(indicators, LONGER)
    seconds = {}
    for one in FORMATS:
        one.render(small, AT)
        # Once each, and never a document a second time: Typst remembers what it has set before.
        took = timed(lambda of=one: (folder / f"pack.{of.suffix}").write_bytes(of.render(document, AT)))
        beside = timed(lambda of=one: of.render(longer, AT))
        seconds[one.key] = took[0]
        print(f"  {one.name:24} {told(took)}; of {LONGER} months {told(beside)}", flush=True)
    if with_rivals:
        compare_rivals(folder)
    queries = measure_page(document, rounds)
    print(f"  asked: a PDF in less than {MOST_SECONDS:.0f} s on the clock, at most {MOST_QUERIES} queries")
    return seconds["pdf"] < MOST_SECONDS and queries <= MOST_QUERIES


def compare_rivals(folder: Path) -> None:
    """Each as a command starts it, in a process of its own; then once more, when the machine has read its files."""
    html, slides = folder / "pack.html", folder / "pack.pptx"
    browser, office = found("chromium", "google-chrome"), found("soffice", "libreoffice")
    weasy = [sys.executable, "-m", "weasyprint", "-q", str(html), str(folder / "weasyprint.pdf")]
    chromium = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
        *(
            f"--user-data-dir={folder / 'browser'}",
            f"--print-to-pdf={folder / 'chromium.pdf'}",
            html.as_uri(),
        ),
    ]
    convert = [
        *(office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"),
        *("--convert-to", "pdf", "--outdir", str(folder / "office-out"), str(slides)),
    ]
    rivals = (
        ("Chromium, of our html", chromium if browser else None, folder / "chromium.pdf"),
        ("LibreOffice, of our pptx", convert if office else None, folder / "office-out" / "pack.pdf"),
        ("WeasyPrint, of our html", weasy if find_spec("weasyprint") else None, folder / "weasyprint.pdf"),
    )
    for name, command, result in rivals:
        print(f"  {name:24} {command_took(command, result)}", flush=True)
    if (folder / "weasyprint.pdf").exists():
        from weasyprint import HTML

        warm = quickest(1, lambda: HTML(filename=str(html)).write_pdf())
        print(f"  {'WeasyPrint, warm':24} {told(warm)}", flush=True)


def command_took(command: list[str] | None, result: Path) -> str:
    if command is None:
        return "not here"
    took = []
    for _ in range(2):
        result.unlink(missing_ok=True)
        try:
            took.append(
                timed(lambda: subprocess.run(command, capture_output=True, check=False, timeout=GIVEN_UP))
            )
        except subprocess.TimeoutExpired:
            return f"not done after {GIVEN_UP} s, and given up"
        if not result.exists():
            return "not here: it started and made no file"
    cold, warm = took
    return f"{told(cold)}; again {told(warm)}"


def found(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def measure_page(document: Any, rounds: int) -> int:
    """The published page as a member of the board opens it: the first time, and every time after. Queries of the latter."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)
    client, address = Client(), published(document)
    client.force_login(member())

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
            return len(found)  # now: the next request empties the log

    first, again = queries(), queries()
    took = quickest(rounds, lambda: client.get(address))
    print(f"  {'The published page':24} {told(took)}, {again} queries ({first} when it is first opened)")
    return again


def published(document: Any) -> str:
    """The document as the edition that stands, as publishing would have left it."""
    from boardpack.document import digest, to_text
    from boardpack.models import Pack
    from partnership.models import Meeting

    text = to_text(document)
    meeting = Meeting.objects.create(title="Board", date=document.meeting_date)
    Pack.objects.create(
        meeting=meeting,
        month=document.month,
        as_at=document.meeting_date,
        edition=1,
        status="published",
        published_at=AT,
        document=text,
        sha256=digest(text),
    )
    return f"/packs/{meeting.date}/"


def member() -> Any:
    from partnership.operations.people import store_person

    role = frozenset({"board_member"})
    return store_person(
        person=None, by=None, email="member@example.org", name="Member", is_active=True, role_keys=role
    )


def quickest(rounds: int, work: Callable[[], object]) -> Took:
    return min(timed(work) for _ in range(rounds))


def timed(work: Callable[[], object]) -> Took:
    """Seconds on the clock, and of processor: this process and those that it started."""
    begun, cpu = perf_counter(), cpu_seconds()
    work()
    return perf_counter() - begun, cpu_seconds() - cpu


def cpu_seconds() -> float:
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def told(took: Took) -> str:
    return f"{took[0]:6.2f} s on the clock, {took[1]:6.2f} s of processor"


if __name__ == "__main__":
    raise SystemExit(main())
