"""Stage 6, targets: accepted observations paired for readers, targets with baselines and with what was reached later.

Here belong the pairing of a target with its baseline and growth inside a plan, and with actuals of any plan. Judging a figure does not
belong here (validation stage).
"""
