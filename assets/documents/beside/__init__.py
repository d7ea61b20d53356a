"""Files that lie beside a plan and say something of it: sidecars (facts) and correction files (what a reviewer mended).

What the corrections do to the rows does not belong here (validation).
"""
