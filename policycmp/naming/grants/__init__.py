"""What a grant is for and how it is called: thing, act, grade, whole, step, allowances, the words of its name."""
