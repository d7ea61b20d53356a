"""Prints of tables that are no plain rows: columns held apart by blanks alone, cards of labels and values."""
