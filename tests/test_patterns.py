"""Patterns that wait for their first use: each must compile, and does then what one of `re` does."""

import importlib
import pkgutil
import re

import policycmp
from policycmp.language import patterns


def unread():
    """Every pattern of the package that waits, by module and name."""
    for module in pkgutil.walk_packages(policycmp.__path__, "policycmp."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, patterns._Unread):
                    yield f"{module.name}.{name}", value


def test_every_pattern_that_waits_compiles():
    found = dict(unread())
    assert len(found) > 500
    for name, pattern in found.items():
        assert pattern.groups >= 0, name


def test_a_pattern_that_waited_matches_as_one_of_re():
    late, early = (module.compile("(?P<unit>家|个)", re.VERBOSE) for module in (patterns, re))
    assert late.pattern == early.pattern
    assert late.search("新增30家", 2)["unit"] == early.search("新增30家", 2)["unit"] == "家"
    assert late.sub("", "30家") == "30"
    assert late.flags == early.flags
