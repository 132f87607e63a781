"""Originals by content: put, open, verify."""
