"""Arkiv: a contract archive in the terminal."""

__version__ = "0.1.0"
