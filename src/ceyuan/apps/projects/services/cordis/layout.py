"""Finds out what a CORDIS delivery consists of, before anything is read."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ceyuan.core.intake.containers import bytes_opener, zip_archive
from ceyuan.core.intake.errors import IntakeError

from .columns import DOWNLOAD, RELATIONAL, TableSpec

SUFFIXES = (".parquet", ".csv", ".csv.gz")
EARLIER = (
    "project_before",
    "amendment_new_project",
    "amendment_project",
    "amendment_participation",
    "amendment_result",
)


@dataclass(frozen=True, slots=True)
class TableFile:
    """Where a table is: a file, or a member of a zip; `name` is what reports call it."""

    spec: TableSpec
    path: Path
    member: str
    name: str

    @property
    def size(self) -> int:
        """Bytes of the file, unpacked when it is a member of a zip."""
        if not self.member:
            return self.path.stat().st_size
        with zipfile.ZipFile(self.path) as archive:
            return archive.getinfo(self.member).file_size

    def digest(self) -> str:
        """SHA-256 of the content."""
        seen = sha256()
        for piece in self._pieces():
            seen.update(piece)
        return seen.hexdigest()

    def _pieces(self) -> Iterator[bytes]:
        if self.member:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                yield from iter(lambda: stream.read(1 << 20), b"")
        else:
            with self.path.open("rb") as stream:
                yield from iter(lambda: stream.read(1 << 20), b"")


@dataclass(frozen=True, slots=True)
class Layout:
    """The tables that are there. `is_download`: CORDIS' own CSV; else the relational tables."""

    path: Path
    is_download: bool
    tables: tuple[TableFile, ...]

    def has(self, name: str) -> bool:
        """Whether the table is there."""
        return any(table.spec.name == name for table in self.tables)

    @property
    def tells_earlier(self) -> bool:
        """Whether the files tell the state of an earlier snapshot besides the present one."""
        return all(self.has(name) for name in EARLIER)


def find_layout(path: Path) -> Layout:
    """The tables of a folder or zip. Raises `IntakeError` naming the file that is missing."""
    if path.is_dir():
        found = {each.name: "" for each in sorted(path.iterdir()) if each.is_file()}
    elif path.is_file():
        found = _members(path)
    else:
        raise IntakeError("intake.missing_file", file=str(path.name or path))
    places = _places(path, found)
    is_download = "participation" not in places and ("legalbasis" in places or "programme" not in places)
    specs: Sequence[TableSpec] = DOWNLOAD if is_download else RELATIONAL
    tables = []
    for spec in specs:
        place = places.get(spec.file.lower())
        if place is not None:
            tables.append(TableFile(spec, *place))
        elif spec.required:
            raise IntakeError(
                "intake.missing_member",
                file=path.name,
                expected=f"{spec.file}.csv or {spec.file}.parquet",
                found=", ".join(sorted(found)[:8]),
            )
    return Layout(path, is_download, tuple(tables))


def _members(path: Path) -> dict[str, str]:
    with zip_archive(bytes_opener(path), file=path.name) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    return {PurePosixPath(name).name: name for name in names if "__MACOSX" not in name}


def _places(path: Path, found: dict[str, str]) -> dict[str, tuple[Path, str, str]]:
    places: dict[str, tuple[Path, str, str]] = {}
    for suffix in SUFFIXES:
        for name, member in found.items():
            if name.lower().endswith(suffix):
                place = (path, member, name) if member else (path / name, "", name)
                places.setdefault(name.lower().removesuffix(suffix), place)
    return places
