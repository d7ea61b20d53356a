"""``plan-indicators defects``: injects defects into good plans and measures how many of them the validation catches.

Belongs here: good plans as figures with the places they are printed at (``model``, ``figures``), the kinds of defects (``kinds``), what
anyone could see of a defect (``sight``, ``relations``), the stages run over a folder (``chain``), the trial and its report. Does not
belong here: any rule. ``sight`` and ``relations`` must know nothing of ``expectations.rules`` and ``assets.validation``, so that the
measure does not call itself right.
"""
