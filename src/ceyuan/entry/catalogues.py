"""Builds the binary message catalogues that Django reads from the readable ones, one per area.

`locale/zh_Hans/organisation.po`, `kit.po`, ... are merged into `locale/zh_Hans/LC_MESSAGES/django.mo`. No
gettext tools are needed. What two areas share must read the same in both.
"""

from __future__ import annotations

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


class CatalogueConflict(Exception):
    """Two areas translate one text differently."""


def languages(locale: Path = LOCALE) -> list[Path]:
    """The folder of each language that has readable catalogues."""
    return sorted({po.parent for po in locale.glob("*/*.po")})


def merge(folder: Path) -> polib.POFile:
    """All areas of one language as one catalogue."""
    merged = polib.POFile()
    merged.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": folder.name,
        "Plural-Forms": "nplurals=1; plural=0;" if folder.name.startswith("zh") else "nplurals=2; plural=(n != 1);",
    }
    seen: dict[tuple[str | None, str], tuple[polib.POEntry, Path]] = {}
    for source in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(source)):
            if entry.obsolete or entry.fuzzy:
                continue
            key = (entry.msgctxt, entry.msgid)
            if key not in seen:
                seen[key] = (entry, source)
                merged.append(entry)
            elif (seen[key][0].msgstr, seen[key][0].msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise CatalogueConflict(
                    f"{entry.msgid!r} reads {seen[key][0].msgstr!r} in {seen[key][1].name}, "
                    f"but {entry.msgstr!r} in {source.name}. Use one text in both."
                )
    return merged


def compile_stale(locale: Path = LOCALE) -> list[Path]:
    """Build each catalogue that is older than its sources; returns the files written."""
    written = []
    for folder in languages(locale):
        target = folder / "LC_MESSAGES" / "django.mo"
        newest = max(path.stat().st_mtime_ns for path in (*folder.glob("*.po"), folder))
        if target.exists() and target.stat().st_mtime_ns >= newest:
            continue
        catalogue = merge(folder)
        target.parent.mkdir(exist_ok=True)
        new = target.with_suffix(f".{os.getpid()}")
        catalogue.save_as_mofile(str(new))
        new.replace(target)  # at once: another process may be reading
        written.append(target)
    return written
