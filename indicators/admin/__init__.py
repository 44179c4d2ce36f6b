"""What is measured, on the officers' desk."""

from indicators.admin import areas, commentary, comparators, indicators, outturns, returns, targets

__all__ = ["areas", "commentary", "comparators", "indicators", "outturns", "returns", "targets"]
