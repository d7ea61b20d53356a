"""The command line ``plan-indicators``: one module a group of commands, thin functions over the other packages.

Exit codes: 0 done, 1 not published or not whole, 2 wrong use (a missing folder), 3 published without plans that a stage broke down over,
4 done, but what was to be said could not be written (a full disk), 5 published, but not copied to the storage, 130 interrupted. Heavy
libraries are imported only once there is something to build. What is printed is said in the reader's language.
"""

from pipelines.cli.entry import app, main

__all__ = ["app", "main"]
