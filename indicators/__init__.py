"""What is measured: indicators, outturns, targets, comparators, commentary, returns. Knows no action and no pack."""
