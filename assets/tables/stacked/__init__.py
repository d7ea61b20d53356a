"""Tables printed one cell a line: what the print tells of each cell, the headers that may be meant, and the cut that fits best."""
