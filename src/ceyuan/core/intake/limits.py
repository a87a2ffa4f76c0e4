"""Bounds on what one delivery may ask of the machine. Beyond them a file is refused, never half read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds; the defaults keep the memory of one load below about 300 MB."""

    file_bytes: int = 256 * 1024 * 1024
    workbook_bytes: int = 48 * 1024 * 1024
    unpacked_bytes: int = 1024 * 1024 * 1024
    unpacked_workbook_bytes: int = 192 * 1024 * 1024
    html_bytes: int = 24 * 1024 * 1024
    members: int = 4096
    rows: int = 2_000_000
    columns: int = 512
    cell_characters: int = 200_000
    workbook_cells: int = 4_000_000


DEFAULT = Limits()
