"""What is measured, on the officers' desk."""

from indicators.admin import (
    areas,
    commentary,
    comparator_maps,
    comparators,
    concerns,
    events,
    indicators,
    neighbours,
    outturns,
    relations,
    returns,
    targets,
)

__all__ = [
    "areas",
    "commentary",
    "comparator_maps",
    "comparators",
    "concerns",
    "events",
    "indicators",
    "neighbours",
    "outturns",
    "relations",
    "returns",
    "targets",
]
