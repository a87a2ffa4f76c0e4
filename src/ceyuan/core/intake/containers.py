"""Opening what is packed: gzip and zip as bounded streams, with torn and hostile archives turned into IntakeError."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from ceyuan.core.intake.errors import IntakeError
from ceyuan.core.intake.limits import DEFAULT, Limits

Opener = Callable[[], BinaryIO]
RATIO_LIMIT = 400
RATIO_FREE = 8 * 1024 * 1024


class Bounded(io.RawIOBase):
    """A read-only stream that refuses to hand out more than ``limit`` bytes and names torn archives."""

    def __init__(self, inner: IO[bytes], limit: int, file: str) -> None:
        super().__init__()
        self._inner, self._left, self._limit, self._file = inner, limit, limit, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._inner.read(len(buffer))
        except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, lzma.LZMAError) as problem:
            raise IntakeError("intake.truncated", file=self._file, found=str(problem)) from problem
        self._left -= len(piece)
        if self._left < 0:
            limit = megabytes(self._limit)
            raise IntakeError("intake.compression_bomb", file=self._file, expected=limit, found=f"over {limit}")
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


def megabytes(size: int) -> str:
    """A size in words for a sentence."""
    return f"{size / 1048576:.0f} MB"


def bytes_opener(source: Path | bytes) -> Opener:
    """Opens the same bytes anew at each call."""
    if isinstance(source, bytes):
        return lambda: io.BytesIO(source)
    return lambda: source.open("rb")


def gzip_opener(inner: Opener, *, file: str, limits: Limits = DEFAULT) -> Opener:
    """The unpacked stream of a gzip file."""

    def opened() -> BinaryIO:
        unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=inner()))
        return io.BufferedReader(Bounded(unpacked, limits.unpacked_bytes, file), 1 << 16)

    return opened


@contextmanager
def zip_archive(inner: Opener, *, file: str, limits: Limits = DEFAULT) -> Iterator[zipfile.ZipFile]:
    """The archive, checked for the number of members, the declared size and the ratio of packing."""
    with inner() as raw:
        try:
            archive = zipfile.ZipFile(raw)
        except zipfile.BadZipFile as problem:
            raise IntakeError("intake.truncated", file=file, found=str(problem)) from problem
        check_archive(archive, file=file, unpacked_bytes=limits.unpacked_bytes, limits=limits)
        yield archive


def check_archive(archive: zipfile.ZipFile, *, file: str, unpacked_bytes: int, limits: Limits = DEFAULT) -> None:
    """Refuse an archive whose directory announces too much; streams are bounded again while read."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > limits.members:
        raise IntakeError(
            "intake.too_large", file=file, expected=f"{limits.members} members", found=f"{len(members)} members"
        )
    if total > unpacked_bytes or (total > RATIO_FREE and total / packed > RATIO_LIMIT):
        raise IntakeError(
            "intake.compression_bomb",
            file=file,
            expected=f"{megabytes(unpacked_bytes)} and {RATIO_LIMIT} times the packed size",
            found=megabytes(total),
        )
    if any(member.flag_bits & 1 for member in members):
        raise IntakeError("intake.protected", file=file)


def member_opener(inner: Opener, name: str, *, file: str, limits: Limits = DEFAULT) -> Opener:
    """The unpacked stream of one member of a zip."""

    def opened() -> BinaryIO:
        raw = inner()
        try:
            stream = zipfile.ZipFile(raw).open(name)  # noqa: SIM115 - the stream is handed out, its reader closes it
        except (zipfile.BadZipFile, NotImplementedError, zlib.error) as problem:
            raise IntakeError("intake.truncated", file=f"{file}:{name}", found=str(problem)) from problem
        return io.BufferedReader(Bounded(stream, limits.unpacked_bytes, f"{file}:{name}"), 1 << 16)

    return opened


def find_member(archive: zipfile.ZipFile, wanted: str, *, file: str) -> str:
    """Full name of the member called ``wanted`` (whole path or last part, without regard to case)."""
    names = [member.filename for member in archive.infolist() if not member.is_dir()]
    for name in names:
        if wanted.lower() in (name.lower(), PurePosixPath(name).name.lower()):
            return name
    raise IntakeError("intake.missing_member", file=file, expected=wanted, found=", ".join(names[:8]))
