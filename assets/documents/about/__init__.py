"""What a plan is about, as a hypothesis: pieces of evidence, each with a weight, and one chooser for title, place and period.

Belongs here: ``Candidate``, ``Choice``, the weights (``weights.yaml``) and what gathers evidence that no other module reads. Does not
belong here: how a document's head is parted into lines (``assets.documents.outline.front``), or what follows from a thin choice.
"""
