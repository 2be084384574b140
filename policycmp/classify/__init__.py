"""Clause → topics with scores and the words that tell so."""

from policycmp.classify.classifier import Classifier
from policycmp.classify.term_lexicon import Lexicon

__all__ = ["Classifier", "Lexicon"]
