"""Stage 5, validation: rules and a reviewer's corrections decide which readings are accepted, flagged or rejected.

Here belong the correction files beside the plans, the severity of a finding turned into a reject or a flag, and the account of every
cell and number. The rules themselves (``expectations.rules``) do not, nor does reading a figure (observations stage).
"""
