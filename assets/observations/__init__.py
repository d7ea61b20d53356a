"""Stage 4, observations: each value cell becomes an observation, is not set, or is rejected with its reason.

Here belong the catalogue's indicator for a printed name, units and lawful conversions, years, areas and scopes of a figure, the
questions that rules ask of it, and the pairing of targets with baselines. What a grid looks like and which cells hold values does
not (tables stage), nor does the catalogue itself (``expectations.registry``).
"""
