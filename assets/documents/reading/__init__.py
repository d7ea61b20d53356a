"""From a file to a read document: which reader, under which limits, in which process, and what is kept from one run to the next."""
