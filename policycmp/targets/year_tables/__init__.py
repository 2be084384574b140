"""Commitments in tables of targets by year."""
