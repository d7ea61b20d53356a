"""Alerts: what is told to people who do not look, and the ways it goes out. When it is told is decided in ``automation``."""
