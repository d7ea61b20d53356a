"""Errors whose message is a sentence for people; a module of its own, as what raises them takes long to load and few runs fail."""

from __future__ import annotations

from assets.cluster import ClusterError
from assets.documents.beside.correction_files import CorrectionError
from assets.documents.beside.sidecar import SidecarError
from assets.documents.unreadable import LimitsError
from assets.release.errors import ReleaseError
from assets.sources.remote.provenance import ProvenanceError
from assets.sources.scan import InputError
from expectations.registry import RegistryError
from pipelines.storage.bucket import StorageError

SENTENCES = (
    ClusterError, CorrectionError, InputError, LimitsError, ProvenanceError, RegistryError, ReleaseError, SidecarError, StorageError,
)  # fmt: skip
