"""Taking organisations from files: ownership trees (nodes and edges), flat registers, ROR tables.

`take` recognises what the files are, reads them with every row accounted for, and loads them in one transaction.
"""

from ceyuan.apps.organisation.services.imports.accounts import FileTally, Taken
from ceyuan.apps.organisation.services.imports.taking import FORMATS, recognise, take

__all__ = ["FORMATS", "FileTally", "Taken", "recognise", "take"]
