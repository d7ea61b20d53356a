"""How the work stands: what the last build came to, how far a running one is, what waits, when the next run starts; and the logs.

Belongs here: notes that builds leave below the output, the state made of them, the lines of logs. Alerts over it are in ``alerts``.
"""
