"""Every import contract holds, and each has been seen to break: one offence per contract, in a copy of the house."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract["name"] for contract in LINTER["contracts"]}

# What is added, by contract: file and text.
OFFENCES = {
    "product": {"partnership/operations/offence.py": "import indicators.models\n"},
    "roof": {"sscp/attic.py": '"""A module with no place in the order."""\n'},
    "inside-an-app": {"partnership/permissions.py": "import partnership.operations.rows\n"},
    "rules": {"actions/lifecycle.py": "import django\n"},
    "codecs": {"boardpack/renderers/offence.py": "import boardpack.models\n"},
    "measures-acyclic": {
        "indicators/measures/one.py": "import indicators.measures.other\n",
        "indicators/measures/other.py": "import indicators.measures.one\n",
    },
    "settings": {"partnership/queries.py": "import sscp.settings\n"},
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house's packages and its contracts, elsewhere."""
    folder = tmp_path_factory.mktemp("house")
    for package in LINTER["root_packages"]:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *chosen]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_holds(copy: Path) -> None:
    found = lint(copy)

    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in found.stdout
    assert found.returncode == 0


def test_every_contract_has_an_offence() -> None:
    assert set(OFFENCES) == set(CONTRACTS)


@pytest.mark.parametrize("contract", OFFENCES)
def test_contract_breaks(copy: Path, contract: str) -> None:
    before = {
        name: (copy / name).read_text() if (copy / name).exists() else None for name in OFFENCES[contract]
    }
    for name, text in OFFENCES[contract].items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text((before[name] or "") + text)

    found = lint(copy, contract)

    for name, text in before.items():
        (copy / name).unlink() if text is None else (copy / name).write_text(text)
    assert f"{CONTRACTS[contract]} BROKEN" in found.stdout
    assert found.returncode == 1
