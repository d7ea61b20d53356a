"""What a release says otherwise than the one before: the table, the page, and the list and feed of all releases."""
