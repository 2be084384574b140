"""The version of the program, which stores, clusters and reports name."""

__version__ = "0.1.0"
