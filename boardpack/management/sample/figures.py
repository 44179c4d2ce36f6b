"""
The sample's figures: its return goes through the importer as an officer's upload does; then what a return cannot say.

That is: whose figures they are, where each target came from, and how many children there are. The targets' values
stay as the return gave them.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from boardpack.management.sample.people import Cast
from indicators.importers import read_return
from indicators.importers.problems import Severity
from indicators.measures.kinds import TargetKind
from indicators.measures.readings import Reading
from indicators.models import Geography, Indicator, Target
from indicators.operations.comparators import record_population
from indicators.operations.returns import apply_return
from indicators.operations.setup import save_geography, save_indicator
from indicators.operations.targets import set_target

_WARNINGS_NOTE = (
    "Loaded as the published report of November 2021 has it, to be looked into with whoever supplied it."
)


class ReturnNotLoaded(Exception):
    """The sample's return was refused; the message lists why."""


def load_figures(sample: Mapping[str, Any], folder: Path, cast: Cast, now: datetime) -> dict[str, Indicator]:
    """The indicators by code, with their outturns, targets, comparators and population in place."""
    geographies = {
        entry["code"]: save_geography(geography=None, by=cast.officer, **entry)
        for entry in sample["geographies"]
    }
    _load_return(folder / sample["return"], cast, now)
    for entry in sample["populations"]:
        _record_population(entry, geographies, cast, now)
    indicators = {row.code: _give_owner(row, sample["indicators"], cast) for row in Indicator.objects.all()}
    for entry in sample["targets"]:
        _explain_target(entry, indicators[entry["indicator"]], sample["target_year"], cast)
    return indicators


def _load_return(file: Path, cast: Cast, now: datetime) -> None:
    content = file.read_bytes()
    outcome = apply_return(
        table=read_return(content),
        file_name=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        by=cast.officer,
        now=now,
        create_missing=True,
        warnings_note=_WARNINGS_NOTE,
    )
    if not outcome.applied:
        errors = [problem for problem in outcome.problems if problem.severity is Severity.ERROR]
        raise ReturnNotLoaded(" ".join(f"{problem.where}: {problem.message}" for problem in errors))


def _record_population(
    entry: Mapping[str, Any], geographies: Mapping[str, Geography], cast: Cast, now: datetime
) -> None:
    fields = {name: value for name, value in entry.items() if name != "geography"}
    record_population(geography=geographies[entry["geography"]], by=cast.officer, now=now, **fields)


def _give_owner(indicator: Indicator, owner: Mapping[str, Any], cast: Cast) -> Indicator:
    return save_indicator(
        indicator=indicator,
        by=cast.officer,
        agency=cast.agencies[owner["agency"]],
        data_owner=cast.people[owner["data_owner"]],
    )


def _explain_target(entry: Mapping[str, Any], indicator: Indicator, year: int, cast: Cast) -> None:
    """The return's own value, with its kind and where it came from."""
    value = Target.objects.get(indicator=indicator, year=year, month=None).value
    change = entry.get("change_percent")
    set_target(
        indicator=indicator,
        year=year,
        by=cast.officer,
        reading=Reading(value=value),
        kind=TargetKind(entry["kind"]),
        change_percent=None if change is None else Decimal(change),
        source=entry["source"],
        rationale=entry["rationale"],
    )
