"""Plans held to the rules of a config, for CI."""

from policycmp.check.annotations import write_annotations
from policycmp.check.checking import check
from policycmp.check.findings import Finding
from policycmp.check.junit import write_junit

__all__ = ["Finding", "check", "write_annotations", "write_junit"]
