"""Static files are collected when something about them has changed, and only then."""

import os
from pathlib import Path
from typing import Any

from partnership.management import static_files


def test_files_are_collected_again_only_when_a_source_or_a_collected_file_has_changed(
    tmp_path: Path, settings: Any
) -> None:
    source, root = tmp_path / "source", tmp_path / "var" / "static"
    source.mkdir()
    (source / "house.css").write_text("p { margin: 0 }")
    settings.VAR_DIR, settings.STATIC_ROOT = root.parent, str(root)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

    assert [static_files.collect(), static_files.collect()] == [True, False]
    (root / "staticfiles.json").unlink()
    assert [static_files.collect(), static_files.collect()] == [True, False]
    (source / "house.css").write_text("p { margin: 1 }")
    later = (root / "house.css").stat().st_mtime + 2
    os.utime(source / "house.css", (later, later))
    assert [static_files.collect(), static_files.collect()] == [True, False]
    assert "p { margin: 1 }" in (root / "house.css").read_text()
