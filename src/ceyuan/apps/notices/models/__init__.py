"""Tables of public notices."""

from .notices import Audience, Notice, NoticeLine, NoticeProlonging, shown_fields
from .objections import OPEN_STATES, Objection, ObjectionLine, disputed_parties

__all__ = [
    "OPEN_STATES",
    "Audience",
    "Notice",
    "NoticeLine",
    "NoticeProlonging",
    "Objection",
    "ObjectionLine",
    "disputed_parties",
    "shown_fields",
]
