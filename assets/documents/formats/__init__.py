"""Readers of the forms that files come in, one wing a family; no wing knows another.

Here belong bytes to lines and grids of one form. Which reader is for which file does not (reading), nor how lines and grids become a
rendition (writing).
"""
