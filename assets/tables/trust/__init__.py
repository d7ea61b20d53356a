"""How sure a table is: the score of its grid, and the parts that nothing is published from."""
