"""Plans held to the rules of a config, for CI."""

from policycmp.check.checking import check
from policycmp.check.ci_reports import write_annotations, write_junit
from policycmp.check.findings import Finding

__all__ = ["Finding", "check", "write_annotations", "write_junit"]
