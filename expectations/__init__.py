"""What the data must be: the registry (facts as data), the suites made from it and the asset checks.

Belongs here: tables.yaml, rules.yaml, the catalogue of indicators, units and regions; Great Expectations suites; asset checks.
Does not belong here: reading plans (``assets``) and running things (``pipelines``). The registry imports neither; checks and
suites name assets by key only.
"""
