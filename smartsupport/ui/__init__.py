"""The window: shows and asks; no rule, no SQL."""
