"""Statements: what a plan's running text says, before any figure is made comparable.

Here belong the quantitative statements of sentences with the period and the subject that govern them. The grids of tables (tables
stage) do not, nor does what a printed name, value or unit is in the catalogue's terms (observations stage); tasks and the account of every
numeral are packages of their own.
"""
