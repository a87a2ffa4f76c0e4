"""File names as people may see and save them: never a way to another folder, never a disguise."""

import re
import unicodedata

from ceyuan.core.kernel.verdict import Invalid, Reason

LONGEST = 120
LONGEST_BYTES = 240
# What Windows takes for a device, whatever its ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Control, format (with the signs that turn the direction of reading), private, unassigned and line-breaking characters.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(name: str) -> str:
    """The name without path, hidden characters and reserved words, at most 120 characters and 240 bytes long.

    Raises `Invalid` ("documents.name_missing") when nothing readable is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        " " if c in "\t\n\r" else c for c in last if c in "\t\n\r" or unicodedata.category(c) not in _HIDDEN
    )
    text = _FORBIDDEN.sub("_", " ".join(visible.split())).strip(". ")
    stem, dot, _ending = text.rpartition(".")
    if not (stem if dot else text).strip(". _"):
        raise Invalid({"file": [Reason("documents.name_missing")]})
    if _DEVICES.match(text):
        text = f"_{text}"
    return _shortened(text)


def extension(name: str) -> str:
    """The ending in lower case without its dot, "" when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _shortened(text: str) -> str:
    stem, dot, ending = text.rpartition(".")
    if not dot or len(ending) > 10:
        stem, tail = text, ""
    else:
        tail = f".{ending}"
    stem = stem[: LONGEST - len(tail)]
    while len((stem + tail).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + tail
