"""How the assets run: Dagster's definitions, the nightly schedule, the folder sensor, the folders of a run, and the command line.

Belongs here: jobs, schedules, sensors, resources, the CLI and its summary. Does not belong here: what the data are (``assets``) and
what they must be (``expectations``). Nothing imports from here.
"""
