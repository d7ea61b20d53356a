"""What a value cell says: a small grammar of figures, years, arrows, brackets, labels and words, to one or several sayings.

Here belong the words of cells (``words.yaml``), their tokens and how these make clauses and sayings. The reading of one number
with its unit and bounds does not: that is :mod:`assets.language.quantity`. Nor does what a saying means in its table: that is
decided where it becomes an observation.
"""
