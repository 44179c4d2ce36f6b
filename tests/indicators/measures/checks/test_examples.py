"""Each check stands beside its worked example: the examples run."""

import doctest
import importlib
import pkgutil

import pytest

import indicators.measures.checks as package

MODULES = [f"{package.__name__}.{module.name}" for module in pkgutil.iter_modules(package.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_worked_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
