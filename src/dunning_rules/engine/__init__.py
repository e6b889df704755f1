"""Engines: one meaning, several speeds."""
