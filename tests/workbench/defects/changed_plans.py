"""The project's own stages over a folder of plans, and over the same plans with the text of some of them changed.

What did not change is read once; a changed plan is read anew from a file of its own, and all plans are validated together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.chain import Judged, ReadPlan, judge, read_plan
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import ReadOutcome, read_batch
from assets.sources.scan import Role, scan
from expectations.registry import Registry
from tests.workbench.defects.defect import DefectsError

SUFFIX = ".txt"


class Chain:
    """The plans of a folder and the stages from a text to its findings. Raises ``InputError`` and ``DefectsError`` for a bad folder."""

    def __init__(self, input_dir: Path, registry: Registry) -> None:
        """Read every text file of the folder."""
        self._registry = registry
        self._parts: dict[str, ReadPlan] = {}
        found = [file for file in scan(input_dir) if file.role is Role.PLAN and file.source_path.endswith(SUFFIX) and not file.duplicate_of]
        # A reviewer's word is about the plan as it stands; held against a plan with a defect it would stop the validation.
        files = [replace(file, corrections=None, corrections_sha256=None) for file in found]
        self._outcomes = {outcome.source.source_path: outcome for outcome in read_batch(files) if outcome.document is not None}
        if not self._outcomes:
            raise DefectsError(f"There is no plan as plain text (*{SUFFIX}) in {input_dir}; give a folder that holds some with --input.")

    def clean(self) -> Judged:
        """The plans as they are."""
        return self._judged(self._outcomes)

    def with_texts(self, texts: Mapping[str, str]) -> Judged:
        """The plans with another text of some of them, by source."""
        with TemporaryDirectory() as folder:
            changed = {source: self._anew(source, text, Path(folder)) for source, text in texts.items()}
        return self._judged({**self._outcomes, **changed})

    def _anew(self, source: str, text: str, folder: Path) -> ReadOutcome:
        before = self._outcomes[source].source
        data = text.encode()
        path = folder / hashlib.sha256(source.encode()).hexdigest()
        path.write_bytes(data)
        (outcome,) = read_batch([replace(before, path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())])
        if outcome.document is None:
            raise DefectsError(f"The plan {source} could not be read with a defect in it: {outcome.reason}")
        return outcome

    def _judged(self, outcomes: dict[str, ReadOutcome]) -> Judged:
        return judge([self._read(plan) for plan in identify(list(outcomes.values()))], self._registry)

    def _read(self, plan: Plan) -> ReadPlan:
        """A plan's tables and statements, those of the time before where neither its text nor its id has changed."""
        known = self._parts.get(plan.plan_id)
        if known is None or known.plan.document is not plan.document:
            known = self._parts[plan.plan_id] = read_plan(plan)
        return known
