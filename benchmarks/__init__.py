"""Measurements: each module prints what it measured; docs/performance.md holds the results."""
