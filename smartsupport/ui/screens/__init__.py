"""One widget a screen."""
