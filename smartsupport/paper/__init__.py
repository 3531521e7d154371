"""Every sheet of paper as a PDF."""
