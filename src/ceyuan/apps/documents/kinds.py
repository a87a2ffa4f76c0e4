"""What a file really is, by its bytes; its name must say the same.

Only kinds that people exchange in projects are taken. Macros, encrypted containers, archives that unpack to
something monstrous, web pages and programs are refused, whatever they are called.
"""

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ceyuan.core.kernel.verdict import Invalid, Reason

from .names import extension

MOST_MEMBERS = 20_000
MOST_UNPACKED = 2 * 1024**3
# A real workbook shrinks to about a fortieth; what shrinks far more is made to fill a disk.
HIGHEST_RATIO = 250
_TAIL = 4096
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the endings it may have, its media type, and the check of its content (a reason code or "")."""

    media_type: str
    extensions: tuple[str, ...]
    fault: Callable[[BinaryIO], str]


def recognise(content: BinaryIO, name: str) -> Kind:
    """The kind of the file called `name` with this (seekable) content; raises `Invalid` on the field "file"."""
    kind = _BY_EXTENSION.get(extension(name))
    if kind is None:
        raise Invalid({"file": [Reason("documents.kind_not_taken", {"extension": extension(name) or "–"})]})
    content.seek(0)
    if not content.read(1):
        raise Invalid({"file": [Reason("documents.empty")]})
    if fault := kind.fault(content):
        raise Invalid({"file": [Reason(f"documents.{fault}", {"extension": extension(name)})]})
    content.seek(0)
    return kind


def _head(content: BinaryIO, length: int) -> bytes:
    content.seek(0)
    return content.read(length)


def _tail(content: BinaryIO) -> bytes:
    content.seek(0, 2)
    content.seek(max(0, content.tell() - _TAIL))
    return content.read()


def _framed(begin: tuple[bytes, ...], end: bytes) -> Callable[[BinaryIO], str]:
    """A kind that begins with one signature and ends with another one."""

    def fault(content: BinaryIO) -> str:
        if not _head(content, 16).startswith(begin):
            return "other_content"
        return "" if end in _tail(content) else "truncated"

    return fault


def _package(*needed: str, mimetype: bytes = b"") -> Callable[[BinaryIO], str]:
    """An office file: a zip that holds the members which make it one, and no macros."""

    def fault(content: BinaryIO) -> str:
        if not _head(content, 4).startswith(b"PK\x03\x04"):
            return "other_content"
        content.seek(0)
        try:
            with zipfile.ZipFile(content) as package:
                return _package_fault(package, needed, mimetype)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
            return "truncated"

    return fault


def _package_fault(package: zipfile.ZipFile, needed: tuple[str, ...], mimetype: bytes) -> str:
    members = package.infolist()
    if _is_bomb(members):
        return "bomb"
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        return "encrypted"
    if not names.issuperset(needed):
        return "other_content"
    if mimetype:
        with package.open("mimetype") as declared:
            if declared.read(200).strip() != mimetype:
                return "other_content"
    lowered = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in lowered):
        return "macros"
    return ""


def _is_bomb(members: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    return len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 65536)


def _old_workbook(content: BinaryIO) -> str:
    """An Excel file of before 2007: a compound file with a workbook stream (names are UTF-16 in its directory)."""
    if not _head(content, 8).startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return "other_content"
    streams = {"Workbook": False, "Book": False, "_VBA_PROJECT": False, "EncryptedPackage": False}
    wanted = {name: name.encode("utf-16-le") for name in streams}
    content.seek(0)
    carry = b""
    while block := content.read(1 << 20):
        window = carry + block
        streams = {name: seen or wanted[name] in window for name, seen in streams.items()}
        carry = window[-64:]
    if streams["EncryptedPackage"]:
        return "encrypted"
    if streams["_VBA_PROJECT"]:
        return "macros"
    return "" if streams["Workbook"] or streams["Book"] else "other_content"


def _text(content: BinaryIO) -> str:
    """Text in UTF-8, UTF-16 with its mark, or GB18030, without control characters."""
    head = _head(content, 4)
    encodings = ("utf-16",) if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8", "gb18030")
    return "" if any(_reads_as(content, encoding) for encoding in encodings) else "not_text"


def _reads_as(content: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    content.seek(0)
    try:
        while block := content.read(1 << 20):
            if any(ord(c) < 32 and c not in "\t\n\r\f" for c in decoder.decode(block)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_CONTENT_TYPES = "[Content_Types].xml"
KINDS: tuple[Kind, ...] = (
    Kind("application/pdf", ("pdf",), _framed((b"%PDF-1.", b"%PDF-2."), b"%%EOF")),
    Kind(f"{_OFFICE}wordprocessingml.document", ("docx",), _package(_CONTENT_TYPES, "word/document.xml")),
    Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",), _package(_CONTENT_TYPES, "xl/workbook.xml")),
    Kind(f"{_OFFICE}presentationml.presentation", ("pptx",), _package(_CONTENT_TYPES, "ppt/presentation.xml")),
    Kind(
        "application/vnd.oasis.opendocument.spreadsheet",
        ("ods",),
        _package("mimetype", "content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    ),
    Kind("application/vnd.ms-excel", ("xls",), _old_workbook),
    Kind("image/png", ("png",), _framed((b"\x89PNG\r\n\x1a\n",), b"IEND")),
    Kind("image/jpeg", ("jpg", "jpeg"), _framed((b"\xff\xd8\xff",), b"\xff\xd9")),
    Kind("text/plain", ("txt",), _text),
    Kind("text/csv", ("csv",), _text),
)
_BY_EXTENSION = {ending: kind for kind in KINDS for ending in kind.extensions}
EXTENSIONS: tuple[str, ...] = tuple(_BY_EXTENSION)
