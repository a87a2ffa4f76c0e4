"""Deliveries of any source system as canonical lines.

`maps`: which column of a system is which, as data. `raw`: a file, whatever its kind and encoding, as Parquet of texts,
row by row. `canonical`: expressions that turn texts into lines; what cannot be read becomes null, so that the
accounting rejects the line by name, with its voucher. `profile`: what a delivery holds, before it is taken.
"""

from ceyuan.core.ledger.reading.delivery import Reading, read_delivery
from ceyuan.core.ledger.reading.maps import ColumnMap, builtin, load
from ceyuan.core.ledger.reading.profile import Profile, profile

__all__ = ["ColumnMap", "Profile", "Reading", "builtin", "load", "profile", "read_delivery"]
