"""What is kept between starts is written at once, for its owner alone, and never more than asked."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from partnership.management.kept import HEADING, AlreadyRunning, claimed, keep, password_in


def test_keep_puts_lines_in_changes_them_and_takes_them_out(tmp_path: Path) -> None:
    file = tmp_path / "site.env"

    keep(file, {"DEMONSTRATION": "yes", "SITE_URL": "http://127.0.0.1:8000"})
    keep(file, {"SITE_URL": "http://127.0.0.1:8765", "REDIS_URL": None})
    keep(file, {"DEMONSTRATION": None})

    assert file.read_text() == HEADING + "SITE_URL=http://127.0.0.1:8765\n"


def test_keep_leaves_no_file_without_lines(tmp_path: Path) -> None:
    file = tmp_path / "site.env"

    keep(file, {"SITE_URL": "http://127.0.0.1:8000"})
    keep(file, {"SITE_URL": None})

    assert list(tmp_path.iterdir()) == []


def test_kept_files_are_their_owners_alone(tmp_path: Path) -> None:
    keep(tmp_path / "site.env", {"REDIS_URL": "redis://:password@127.0.0.1:6379/0"})
    password_in(tmp_path / "password")

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}


def test_password_is_made_once_and_for_each_folder(tmp_path: Path) -> None:
    first = password_in(tmp_path / "one")

    assert password_in(tmp_path / "one") == first
    assert password_in(tmp_path / "two") != first
    assert len(first) == 19


def test_folder_is_claimed_by_one_process_alone(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom partnership.management.kept import claimed\n"
        "with claimed(Path(sys.argv[1])):\n    print('mine')\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    with claimed(tmp_path):
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
        with pytest.raises(AlreadyRunning, match="set VAR_DIR to another folder"), claimed(tmp_path):
            pytest.fail("claimed twice")
    allowed = subprocess.run(command, capture_output=True, text=True, check=False)

    assert refused.stdout == ""
    assert allowed.stdout == "mine\n"
    assert list(tmp_path.iterdir()) == []
