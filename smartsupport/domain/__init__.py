"""What the program is about: values and rules, on the standard library alone."""
