"""What policycmp costs, measured by hand: `python -m tests.benchmarks FOLDER` (see `__main__.py`)."""
