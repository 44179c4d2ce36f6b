"""Each rule stands beside its worked example: every example of the product runs."""

import doctest
import importlib

import pytest

from tests.fixtures.environment import ROOT

APPS = ("partnership", "indicators", "actions", "boardpack", "sscp")
MODULES = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts)
    for app in APPS
    for file in (ROOT / app).rglob("*.py")
    if ">>>" in file.read_text()
)


@pytest.mark.parametrize("name", MODULES)
def test_worked_examples_hold(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert (found.failed, found.attempted > 0) == (0, True)
