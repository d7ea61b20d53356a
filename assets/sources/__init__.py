"""Stage 1, sources: what lies in the input folder.

Here belong finding the raw files, their hashes, twins (same bytes) and sidecars, and telling what a file's bytes are. What a
file says does not: that is the documents stage.
"""
