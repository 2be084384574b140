"""What a target or a rule counts and how it is called: thing, step, share, time limit."""
