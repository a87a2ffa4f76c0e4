"""What a file really is, told from its bytes; the name only serves for messages."""

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from ceyuan.core.intake.containers import Opener
from ceyuan.core.intake.errors import IntakeError

HEAD = 4096


class Kind(StrEnum):
    """The kinds of files that are read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    TEXT = "text"
    PARQUET = "parquet"
    GZIP = "gzip"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class _Magic:
    start: bytes
    words: str


REFUSED = (
    _Magic(b"%PDF", "a PDF document"),
    _Magic(b"\x89PNG", "a picture"),
    _Magic(b"\xff\xd8\xff", "a picture"),
    _Magic(b"GIF8", "a picture"),
    _Magic(b"Rar!", "a RAR archive"),
    _Magic(b"7z\xbc\xaf", "a 7z archive"),
    _Magic(b"\x7fELF", "a program"),
    _Magic(b"MZ", "a program"),
    _Magic(b"{\\rtf", "a rich text document"),
    _Magic(b"SQLite format 3", "a database"),
)
HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|form|div|style|thead|tr)\b", re.IGNORECASE)
XML_MARK = re.compile(rb"<\?xml|<[A-Za-z!]")


def sniff(opener: Opener, *, file: str = "") -> Kind:
    """The kind of the stream; IntakeError names what it is when it is no table."""
    with opener() as stream:
        head = stream.read(HEAD)
    if not head:
        raise IntakeError("intake.empty", file=file)
    if head.startswith(b"PK\x03\x04"):
        return _packed(opener, file=file)
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise IntakeError("intake.empty", file=file)
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(opener, file=file)
    if head[:2] in {b"\x09\x08", b"\x09\x04", b"\x09\x02"}:
        return Kind.XLS
    for magic in REFUSED:
        if head.startswith(magic.start):
            raise IntakeError("intake.unknown_kind", file=file, found=magic.words)
    return _written(head, file=file)


def _packed(opener: Opener, *, file: str) -> Kind:
    with opener() as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                names = set(archive.namelist())
                mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as problem:
            raise IntakeError("intake.truncated", file=file, found=str(problem)) from problem
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if mimetype:
        raise IntakeError("intake.unknown_kind", file=file, found="an office document that is no spreadsheet")
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        raise IntakeError("intake.unknown_kind", file=file, found="an office document that is no spreadsheet")
    return Kind.ZIP


def _compound(opener: Opener, *, file: str) -> Kind:
    """An OLE file holds named streams; the names stand in its directory as UTF-16."""
    with opener() as stream:
        body = stream.read()
    if _named(body, "EncryptedPackage"):
        raise IntakeError("intake.protected", file=file)
    if _named(body, "Workbook") or _named(body, "Book"):
        return Kind.XLS
    for stream_name, words in (("WordDocument", "a Word document"), ("PowerPoint Document", "a presentation")):
        if _named(body, stream_name):
            raise IntakeError("intake.unknown_kind", file=file, found=words)
    raise IntakeError("intake.truncated", file=file, found="an old office file without its directory")


def _named(body: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in body


def _written(head: bytes, *, file: str) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if HTML_MARK.search(head):
            return Kind.HTML
        if XML_MARK.match(start):
            raise IntakeError("intake.unknown_kind", file=file, found="an XML document")
    if start.startswith((b"{", b"[{")):
        raise IntakeError("intake.unknown_kind", file=file, found="a JSON document")
    return Kind.TEXT
