"""Commitments of many plans → rows: units, windows, baselines, context, and what may be compared."""
