"""The releases of an output folder: which is current, whether it is whole, going back, and pruning."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from assets.release.changed.feed import write_index
from assets.release.errors import BrokenReleaseError, ReleaseError, disk_errors
from assets.release.layout import INFO_FILE, Layout, clear_leftovers, current_id, locked, remove_folder, switch
from assets.release.parquet import RELEASES, content_hash, file_hash

if TYPE_CHECKING:
    import pandas as pd

PACKAGE_FILE = "datapackage.json"
DATABASE_FILE = "plan_indicators.duckdb"
_INFO_TEXTS = ("release_id", "code_version", "input_hash", "content_hash")


@dataclass(frozen=True, slots=True)
class ReleaseInfo:
    """What a release says about itself, in its ``release.json``. ``rows`` counts the rows of each table."""

    release_id: str
    made_at: datetime
    code_version: str
    input_hash: str
    content_hash: str
    rows: Mapping[str, int]

    def to_json(self) -> str:
        """The text of ``release.json``."""
        return json.dumps(asdict(self) | {"made_at": self.made_at.isoformat()}, ensure_ascii=False, indent=2) + "\n"


def read_info(folder: Path) -> ReleaseInfo:
    """What a release's folder says about itself. Raises ``BrokenReleaseError`` where it cannot be read."""
    try:
        said = json.loads((folder / INFO_FILE).read_text(encoding="utf-8"))
        texts = {name: str(said[name]) for name in _INFO_TEXTS}
        rows = {str(name): int(count) for name, count in said["rows"].items()}
        return ReleaseInfo(**texts, made_at=datetime.fromisoformat(said["made_at"]), rows=rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenReleaseError(
            f"The release {folder.name} has no readable {INFO_FILE}; go back to another one or publish anew."
        ) from error


def current_release(output: Path) -> ReleaseInfo | None:
    """The current release, None where nothing has been published. Raises ``BrokenReleaseError`` where it cannot be read."""
    layout = Layout(output)
    release_id = current_id(layout)
    return None if release_id is None else read_info(layout.releases / release_id)


def verify(release: Path) -> list[str]:
    """One sentence per file that is not what the release says of it; empty for a release that is whole.

    ``datapackage.json`` says each file's size and hash. It is held itself: ``release.json`` names the tables that it must list, and the
    folder's name the hash over their bytes.
    """
    try:
        resources = {str(one["path"]): (one["bytes"], one["hash"]) for one in _resources(release)}
        info = read_info(release)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{PACKAGE_FILE} cannot be read ({error})."]
    except BrokenReleaseError as error:
        return [str(error)]
    wanted = [INFO_FILE, DATABASE_FILE, *(f"parquet/{table}.parquet" for table in info.rows)]
    problems = [f"{path} is not listed in {PACKAGE_FILE}." for path in wanted if path not in resources]
    for path, (size, digest) in resources.items():
        file = release / path
        if not PurePosixPath(path).parts or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            problems.append(f"{PACKAGE_FILE} lists {path!r}, which is no file of a release.")
        elif file.is_symlink() or not file.is_file():
            problems.append(f"{path} is missing.")
        elif file.stat().st_size != size or f"sha256:{file_hash(file)}" != digest:
            problems.append(f"{path} has been changed since it was published.")
    return problems or _unlike_its_name(release, info)


def _resources(release: Path) -> list[Mapping[str, object]]:
    """What the descriptor lists."""
    listed = json.loads((release / PACKAGE_FILE).read_text(encoding="utf-8"))["resources"]
    if not isinstance(listed, list):
        raise TypeError("its resources are no list")
    return listed


def _unlike_its_name(release: Path, info: ReleaseInfo) -> list[str]:
    """Whether the tables are those that the release was named by, all else being as the descriptor says: it may have been changed, too."""
    if release.resolve().name != info.release_id or not info.release_id.endswith(f"-{info.content_hash[:8]}"):
        return [f"{INFO_FILE} is that of the release {info.release_id}, not of this folder."]
    if content_hash(release / "parquet") != info.content_hash:
        return [f"The tables in {PACKAGE_FILE} are others than those that {info.release_id} was published with."]
    return []


def release_folder(output: Path, release_id: str) -> Path:
    """The folder of a release named by its id. Raises ``ReleaseError`` where there is none; a path is no id."""
    layout = Layout(output)
    target = layout.releases / release_id
    if target not in layout.release_folders():
        known = ", ".join(folder.name for folder in layout.release_folders()) or "none"
        raise ReleaseError(f"There is no release {target.name} in {output}; there are: {known}.")
    return target


def rollback(output: Path, release_id: str | None = None) -> ReleaseInfo:
    """Make an earlier release current: the one named, else the one before the current one. Gives the release that is current now.

    The next run publishes its own content again, as a new release, unless its input has been mended. Raises ``ReleaseError`` where
    there is no such release or it is not whole.
    """
    layout = Layout(output)
    with disk_errors(output), locked(layout):
        clear_leftovers(layout)
        target = release_folder(output, release_id or _before(layout))
        if problems := verify(target):
            raise ReleaseError(f"The release {target.name} is not whole: {problems[0]} Choose another one.")
        switch(layout, target.name)
        write_index(layout)
        return read_info(target)


def _before(layout: Layout) -> str:
    current = current_id(layout)
    earlier = [folder.name for folder in layout.release_folders() if current is not None and folder.name < current]
    if not earlier:
        raise ReleaseError(f"There is no release before the current one in {layout.output}; nothing was changed.")
    return earlier[-1]


def prune(output: Path, keep: int) -> list[str]:
    """Remove the oldest releases until ``keep`` are left, never the current one. Gives the ids removed, oldest first."""
    if keep < 1:
        raise ReleaseError(f"At least 1 release must be kept, not {keep}; mend the setting.")
    layout = Layout(output)
    with disk_errors(output), locked(layout):
        clear_leftovers(layout)
        current = current_id(layout)
        others = [folder for folder in layout.release_folders() if folder.name != current]
        kept_beside_current = keep - 1 if current is not None else keep
        removed = others[: max(0, len(others) - kept_beside_current)]
        for folder in removed:
            remove_folder(layout, folder)
        write_index(layout)
        return [folder.name for folder in removed]


def history(output: Path) -> list[ReleaseInfo]:
    """Every release known, oldest first: those the current release tells of (pruned ones too) and those whose folders stand there.

    A release that cannot be read is left out: what it said of itself is gone.
    """
    layout = Layout(output)
    known: dict[str, ReleaseInfo] = {}
    current = current_id(layout)
    if current is not None:
        known |= {info.release_id: info for info in _told_by(layout.releases / current)}
    for folder in layout.release_folders():
        try:
            known[folder.name] = read_info(folder)
        except BrokenReleaseError:
            known.pop(folder.name, None)
    return [known[release_id] for release_id in sorted(known)]


def _told_by(release: Path) -> list[ReleaseInfo]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows = pq.read_table(release / "parquet" / f"{RELEASES}.parquet").to_pylist()
    except (OSError, pa.ArrowException):
        return []  # a broken current release: the folders beside it still tell of theirs
    return [ReleaseInfo(**row | {"rows": json.loads(row["rows"])}) for row in rows]


def releases_frame(infos: list[ReleaseInfo]) -> pd.DataFrame:
    """The table ``releases``: a row per release."""
    import pandas as pd

    rows = [asdict(info) | {"rows": json.dumps(dict(info.rows), sort_keys=True)} for info in infos]
    return pd.DataFrame(rows, dtype="object")
