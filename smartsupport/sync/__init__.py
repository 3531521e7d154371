"""The shared folder: what laptops tell one another through files that each writes alone."""
