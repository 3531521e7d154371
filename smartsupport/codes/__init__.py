"""Card codes: their text, their picture, and reading them back."""
