"""Clause → topics with scores and the words that tell so."""

from policycmp.classify.classifier import Classifier

__all__ = ["Classifier"]
