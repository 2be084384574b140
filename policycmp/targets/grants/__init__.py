"""Incentives: what a subsidy clause grants, what only triggers it, and what it is called."""
