"""Numerals: what became of every number printed in a plan's running text.

Here belong the account of every numeral, its disposition and the words that show one. Reading figures as statements does not (statements),
nor what became of the figures in validation.
"""
