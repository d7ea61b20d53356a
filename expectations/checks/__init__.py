"""The asset checks: what must hold of the published tables before a release is made of them.

Belongs here: stand-alone Dagster checks (a blocking check inside a multi-asset holds back the wrong things: Dagster issue 20659),
made from the registry or written by hand. Does not belong here: what a constraint means (``expectations.constraints``), how Great
Expectations runs it (``expectations.suites``), and the assets, which checks name by key only.

Blocking checks (severity ERROR) stop the publication; the others (WARN) are questions, shown beside the asset.
"""
