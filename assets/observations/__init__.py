"""Stage 4, observations: every figure of tables and text as a row, before any rule is asked.

Here belong the catalogue's indicator for a printed name, units and lawful conversions, years, areas and scopes of a figure, and value
cells that cannot be read. What a grid looks like and which cells hold values does not (tables stage), nor what rules question
(validation stage), nor the catalogue itself (``expectations.registry``).
"""
