"""From a rendition's lines to blocks: headings, front matter, lists of contents, what a page prints around a plan.

What the words say about the plan as a whole does not belong here (about).
"""
