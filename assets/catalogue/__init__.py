"""Stage ``catalogue``: the reference tables (indicators, aliases, ranges, units, regions, vocabulary) as they stand in the registry.

Belongs here: showing the registry, with a user's own additions, as assets and published tables. Does not belong here: the data
itself and how it is read, which is ``expectations.registry``.
"""
