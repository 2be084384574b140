"""Chinese text and numbers: folding, sentences, numerals, quantities, bounds, measure words, words to look for."""
