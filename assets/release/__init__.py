"""Stage ``release``: published tables as frames in, a whole release on disk out.

Belongs here: the files of a release (Parquet, DuckDB, CSV, workbook, descriptions), the folder layout, and the one step in which a
release becomes the current one. Does not belong here: what the tables mean, and which checks hold back a publication.

POSIX only: the publication lock and the switch of ``current`` need ``flock`` and symbolic links, so Windows is not supported
(its Linux subsystem is).
"""
