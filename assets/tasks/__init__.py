"""Tasks: the work items of a plan and the bodies that answer for them.

Here belong work items in running text and in tables of tasks, and their owners. Figures and what they say do not (statements, tables).
"""
