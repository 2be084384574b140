"""Pages to look at: one file each, that loads nothing and works from the disk."""
