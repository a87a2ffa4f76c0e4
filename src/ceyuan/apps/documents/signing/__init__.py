"""Signatures on PDF: the installation's own authority, keys, time stamps, PAdES, and reading what a file says.

Nothing here knows the database. Times come in as arguments; keys live in one folder, readable by the server alone.
"""

import logging

from .asn1_lengths import set_right

# Whom a foreign signature does not lead to, or that we never fetch anything, is told in words and not in traces.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

set_right()
