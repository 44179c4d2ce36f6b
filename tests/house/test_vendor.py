"""What others wrote and this site serves: unaltered since it was taken in, licensed, and asking no other host."""

import base64
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
FILES = tomllib.loads((VENDOR / "VERSIONS.toml").read_text(encoding="utf-8"))["files"]
NAMES = [entry["file"] for entry in FILES]


@pytest.mark.parametrize("entry", FILES, ids=NAMES)
def test_vendored_file_has_the_hash_that_versions_gives(entry: dict[str, str]) -> None:
    held = hashlib.sha384((VENDOR / entry["file"]).read_bytes()).digest()
    assert base64.b64encode(held).decode() == entry["sha384"]


@pytest.mark.parametrize("entry", FILES, ids=NAMES)
def test_vendored_file_says_its_version_and_carries_its_licence(entry: dict[str, str]) -> None:
    assert entry["version"] in (VENDOR / entry["file"]).read_text(encoding="utf-8")
    assert "Permission is hereby granted" in (VENDOR / entry["licence_file"]).read_text(encoding="utf-8")


def test_vendor_holds_nothing_that_versions_does_not_name() -> None:
    named = {"VERSIONS.toml", *NAMES, *(entry["licence_file"] for entry in FILES)}
    held = {file.relative_to(VENDOR).as_posix() for file in VENDOR.rglob("*") if file.is_file()}
    assert held == named


@pytest.mark.parametrize("entry", FILES, ids=NAMES)
def test_vendored_file_asks_for_no_other_file_and_no_other_host(entry: dict[str, str]) -> None:
    text = (VENDOR / entry["file"]).read_text(encoding="utf-8")
    spoken = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)  # an address in a notice is not asked for
    assert re.findall(r"https?://[^\s\"'`)]+", spoken) == []
    assert re.findall(r"url\([^)]*\)|@import|@font-face|sourceMappingURL", spoken) == []


def test_the_sites_own_styles_and_scripts_ask_no_other_host() -> None:
    own = [file for folder in ("css", "js", "img") for file in (VENDOR.parent / folder).rglob("*.*")]
    assert own
    for file in own:
        addresses = re.findall(
            r"(?:https?:)?//[a-z0-9.\-]+\.[a-z]{2,}[^\s\"']*", file.read_text(encoding="utf-8")
        )
        assert [address for address in addresses if address != "http://www.w3.org/2000/svg"] == [], file.name
