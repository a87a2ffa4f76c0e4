"""The chain as lines of JSON, for a verifier that is not ours.

One act per line, an object of texts (null where there is none): the fields of `chain.FIELDS` in their order, then
`hash`. To verify a line, write each field as its length in UTF-8 bytes, ":", its text, ";" (a null field as "-;"), join
them, and take SHA-256 in hex: it must equal `hash`; `previous` must equal the `hash` of the line before, and 64 zeros
in the first line; `seq` must count from 1 without a gap. See docs/operate/audit.md.
"""

import json
from collections.abc import Iterable
from typing import IO

from .chain import FIELDS, Row
from .selectors import chain_rows


def write_chain(target: IO[str], rows: Iterable[Row] | None = None) -> tuple[int, str]:
    """Write the whole chain; returns the number of acts and the last hash, to be noted outside."""
    count, head = 0, ""
    for row in chain_rows() if rows is None else rows:
        line = {name: row[name] for name in (*FIELDS, "hash")}
        target.write(json.dumps(line, ensure_ascii=False) + "\n")
        count, head = count + 1, str(row["hash"])
    return count, head
