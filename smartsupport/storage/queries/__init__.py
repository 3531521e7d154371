"""Read models: what a screen or a document shows, asked for in SQL and answered as values."""
