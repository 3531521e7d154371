"""Runs smartphone-support sessions at Tokyo's community centres."""

__version__ = "0.1.0"
