"""How one plan was read, sentence by sentence and cell by cell, for the command `explain`."""
