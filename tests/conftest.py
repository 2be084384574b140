"""Properties draw the same examples in every run, so that a failure is a change and not a chance."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
