"""Where relational rows come from: parquet by batches, text by lines; the columns asked for, in their order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ceyuan.core.intake import delimited, encoding
from ceyuan.core.intake.containers import Opener, bytes_opener, find_member, gzip_opener, member_opener, zip_archive
from ceyuan.core.intake.errors import IntakeError, Rejected, excerpt
from ceyuan.core.intake.limits import Limits

Wanted = Sequence[tuple[tuple[str, ...], bool]]
Rows = Iterator[tuple[int, Sequence[Any] | Rejected]]
OTHER_KINDS = {b"\xd0\xcf\x11\xe0": "an old Excel workbook", b"%PDF": "a PDF document", b"\x89PNG": "a picture"}


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table ready to stream: the name for messages and the rows with cells in the order asked for."""

    file: str
    rows: Callable[[int], Rows]


def open_table(path: Path, *, member: str, wanted: Wanted, limits: Limits) -> RawTable:
    """Find out what the file is and check its columns, before the first row is read."""
    file = path.name
    if not path.is_file():
        raise IntakeError("intake.missing_file", file=file)
    if path.stat().st_size == 0:
        raise IntakeError("intake.empty", file=file)
    opener = bytes_opener(path)
    head = _head(opener)
    if head.startswith(b"PK\x03\x04"):
        opener, file = _member(opener, member or path.stem, file=file, limits=limits)
        head = _head(opener)
    elif head.startswith(b"\x1f\x8b"):
        opener = gzip_opener(opener, file=file, limits=limits)
        head = _head(opener)
    if head.startswith(b"PAR1"):
        return _parquet(opener, file=file, wanted=wanted)
    for magic, words in OTHER_KINDS.items():
        if head.startswith(magic):
            raise IntakeError("intake.wrong_file", file=file, expected="parquet or CSV", found=words)
    if head.lstrip()[:1] == b"<":
        raise IntakeError("intake.wrong_file", file=file, expected="parquet or CSV", found="an HTML or XML document")
    return _text(opener, file=file, wanted=wanted, limits=limits)


def _head(opener: Opener) -> bytes:
    with opener() as stream:
        return stream.read(16)


def _member(opener: Opener, member: str, *, file: str, limits: Limits) -> tuple[Opener, str]:
    with zip_archive(opener, file=file, limits=limits) as archive:
        inside = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        name = inside[0] if len(inside) == 1 else find_member(archive, member, file=file)
    return member_opener(opener, name, file=file, limits=limits), f"{file}:{name}"


def positions(found: Sequence[str], wanted: Wanted, *, file: str) -> list[int | None]:
    """Place of each wanted column among the found ones; None where a column may be absent and is."""
    places: dict[str, int] = {}
    for index, name in enumerate(found):
        key = name.strip().lower()
        if key in places and any(key == each.lower() for names, _ in wanted for each in names):
            raise IntakeError("intake.duplicate_column", file=file, line=1, column=name, found=name)
        places.setdefault(key, index)
    chosen: list[int | None] = []
    for names, present in wanted:
        hit = next((places[name.lower()] for name in names if name.lower() in places), None)
        if hit is None and present:
            expected = " or ".join(f"'{name}'" for name in names)
            listed = ", ".join(name.strip() for name in found)
            raise IntakeError(
                "intake.missing_column", file=file, line=1, column=names[-1], expected=expected, found=listed
            )
        chosen.append(hit)
    return chosen


def _parquet(opener: Opener, *, file: str, wanted: Wanted) -> RawTable:
    try:
        parquet = pq.ParquetFile(opener())
    except (pa.ArrowInvalid, OSError) as problem:
        raise IntakeError("intake.truncated", file=file, found=excerpt(problem)) from problem
    names = parquet.schema_arrow.names
    chosen = positions(names, wanted, file=file)
    read = [names[index] for index in chosen if index is not None]

    def rows(batch_rows: int) -> Rows:
        line = 0
        try:
            for batch in parquet.iter_batches(batch_size=max(batch_rows, 64), columns=read):
                columns = {name: batch.column(name).to_pylist() for name in read}
                absent = [None] * batch.num_rows
                ordered = [absent if index is None else columns[names[index]] for index in chosen]
                for cells in zip(*ordered, strict=True):
                    line += 1
                    yield line, cells
        except (pa.ArrowInvalid, OSError) as problem:
            raise IntakeError("intake.corrupt", file=file, line=line + 1, found=excerpt(problem)) from problem

    return RawTable(file, rows)


def _text(opener: Opener, *, file: str, wanted: Wanted, limits: Limits) -> RawTable:
    codec = encoding.detect(opener, file=file)
    dialect = delimited.find_dialect(sample_text(opener, codec))
    stream = delimited.rows(opener, encoding=codec, dialect=dialect, file=file, limits=limits)
    header = next(stream, None)
    if header is None:
        raise IntakeError("intake.empty", file=file)
    chosen = positions(header.cells, wanted, file=file)
    width = len(header.cells)

    def rows(_batch_rows: int) -> Rows:
        for row in stream:
            if len(row.cells) == width:
                yield row.line, [None if index is None else row.cells[index] for index in chosen]
            elif row.torn and len(row.cells) < width:
                found = f"{len(row.cells)} of {width} cells in the last line"
                raise IntakeError("intake.truncated", file=file, line=row.line, found=found)
            else:
                yield row.line, Rejected(file, "", row.line, "", "row.ragged", str(len(row.cells)), str(width))

    return RawTable(file, rows)


def sample_text(opener: Opener, codec: str) -> str:
    """The beginning of the text, without a last line that is cut."""
    with opener() as stream:
        piece = stream.read(delimited.SAMPLE_CHARACTERS)
    text = piece.decode(codec, errors="ignore")
    whole, _, _ = text.rpartition("\n")
    return whole or text
