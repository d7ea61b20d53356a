"""The rules that question what was read: pure functions over frames, one family a module; what each means stands in rules.yaml.

Belongs here: ``Evidence`` (what rules may look at), ``Found`` (what they give) and one function a rule, named in ``ask.py``. Does not
belong here: what follows from a finding (``assets.validation``), Great Expectations, Dagster, or how a figure was read.
"""
