"""Stage 3, tables: the grid of every table, and what each of its columns and cells is.

Here belong rebuilding grids (spans, lines, bars, ragged rows), telling indicator tables from others, roles of columns and cells,
and the notes that govern them. Reading a cell's figure and the name of its indicator does not: that is the observations stage.
"""
