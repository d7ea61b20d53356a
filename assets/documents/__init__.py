"""Stage 2, documents: from a file's bytes to one model of the plan, whatever the format.

Here belong character sets, the text with its blocks and offsets, page furniture, headings and what a plan says about itself
(title, number, issuer, area, dates, period), and which files are one plan. What a table's cells mean does not: a table is only
found here, its grid is read by the tables stage.
"""
