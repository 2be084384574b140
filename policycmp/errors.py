"""Failures of a whole run. What befalls one plan is an `Issue` (models.py), not an exception."""


class PolicycmpError(Exception):
    """A failure that ends the run; `str()` of it is what the user reads, one problem a line."""


class ConfigError(PolicycmpError):
    """The config cannot be used; the message has a line `file:line: what and how to mend` for every mistake."""


class UsageError(PolicycmpError):
    """The command line asks for something that does not exist (a format, a topic, a clause)."""


class ReadError(PolicycmpError):
    """One input cannot be read; `policycmp.readers` turns it into an `Issue` and goes on with the others."""


class EngineError(PolicycmpError):
    """The processes or the cluster that read the plans cannot go on; the message says why on one line."""


class StoreError(PolicycmpError):
    """A store cannot be used: it is none, of another version, damaged, or its disk refuses."""
