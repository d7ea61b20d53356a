"""The words and numbers of plans: what every stage reads by. Not a stage.

Here belong folding, numerals, years and periods, comparators and the reading of one quantity. What a word means for one
table or sentence does not: that is decided where the table or the sentence is read.
"""
