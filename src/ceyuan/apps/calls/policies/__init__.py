"""Who may: pure questions, one file per part."""

from .bids import SUBJECT as _BID
from .bids import bid_documents

DOCUMENT_RULES = {_BID: bid_documents}
