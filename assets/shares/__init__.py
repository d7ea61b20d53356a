"""Shares: all that one plan says, whatever other plans there are, made once and kept.

A share is a pure function of a plan's bytes, its sidecar and corrections, its id, the registry and the code. Belongs here: how shares
are made of a batch of plans, written, kept from run to run, and put together to published tables. Does not belong here: what the
stages do (their packages), and what plans say against each other (``assets.validation.together``, ``assets.targets``).
"""
