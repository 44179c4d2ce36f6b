"""An edition written to a file from the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boardpack.document import from_text
from boardpack.models import Pack
from boardpack.renderers import BY_KEY


def written(tmp_path: Path, *args: str) -> bytes:
    file = tmp_path / "pack"
    call_command("render_pack", "2021-11-24", "-o", str(file), *args)
    return file.read_bytes()


@pytest.mark.parametrize("key", ["pdf", "json", "text"])
def test_an_edition_gives_the_same_bytes_as_its_format(published: Pack, tmp_path: Path, key: str):
    found = written(tmp_path, "--format", key)

    assert found == BY_KEY[key].render(from_text(published.document), published.published_at)


def test_a_draft_is_written_only_when_asked_for(draft: Pack, tmp_path: Path):
    with pytest.raises(CommandError, match="No edition was published for a meeting on 24 November 2021"):
        written(tmp_path, "--format", "text")

    assert written(tmp_path, "--format", "text", "--draft").splitlines()[0] != b""


def test_an_edition_that_is_not_there_is_said(published: Pack, tmp_path: Path):
    with pytest.raises(CommandError, match="No edition numbered 2 was published"):
        written(tmp_path, "--format", "text", "--edition", "2")
    with pytest.raises(CommandError, match="No edition numbered 0 was published"):
        written(tmp_path, "--format", "text", "--edition", "0")
    with pytest.raises(CommandError, match="not allowed with argument"):
        written(tmp_path, "--format", "text", "--edition", "1", "--draft")


def test_a_day_that_is_none_is_said():
    with pytest.raises(CommandError, match="November is no day"):
        call_command("render_pack", "November", "--format", "text")
