"""Passages that plans share: found, aligned, without boilerplate, with the direction that their dates tell."""
