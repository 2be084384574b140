"""What a text reports as reached: the numbers of a review, a situation part or a bulletin, each with its year."""

from policycmp.targets.actuals.reporting import Reporter

__all__ = ["Reporter"]
