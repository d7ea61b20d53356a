"""Dataset: the tables of a release, each made from what the stages hand on.

Here belong the table assets alone, one a published table, without the plans that a stage left out. What is in them does not (each stage
has its frames), nor how they are published (release).
"""
