"""How a run ended, for the shell."""

DONE, BROKEN, WRONG_USAGE, PARTLY_READ, NOTHING_READ, INTERRUPTED = 0, 1, 2, 3, 4, 130
