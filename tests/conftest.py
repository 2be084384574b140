"""Properties draw the same examples in every run, and nothing is kept from run to run, so that a failure is a change."""

import os

from hypothesis import settings

os.environ["POLICYCMP_CACHE"] = "off"

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
