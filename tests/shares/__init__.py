"""Shares: what one plan says, made once and kept."""
