"""Files in docs/ that are made from the code: the picture of the asset graph, the data dictionary."""
