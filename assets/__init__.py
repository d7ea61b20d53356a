"""The data, stage by stage: sources → documents → tables → observations → release.

One package per stage, each with a thin ``asset.py`` (the Dagster assets) beside pure functions that know nothing of
Dagster. ``language`` is no stage: it holds the words, numbers and years that every stage reads. A stage may import
``language``, an earlier stage and the registry, never a later one; a test holds that.
"""
