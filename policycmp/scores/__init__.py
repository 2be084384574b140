"""Ambition, credibility, and the level above: what rows say of plans."""
