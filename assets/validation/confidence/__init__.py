"""How sure a row is, and whether it is an indicator's: a log-linear model over what spoke for its reading.

Here belong the signs of a row (``row_signs.py``: phrases of closed lists, an aspect each) and their weights (``weights.csv``, made by
``python -m tests.workbench confidence`` from annotated plans). Judging a figure by rules does not belong here.
"""
