"""What is found, in the forms of other tools."""
