"""The taxonomy itself: how its terms fire, what is wrong with it, what it lacks, and how to test it by hand."""
