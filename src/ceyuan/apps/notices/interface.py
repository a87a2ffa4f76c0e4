"""What other capabilities may call.

`publish` hangs a notice about a decision; what follows from the decision asks `clear` and goes on when it answers yes.
"""

from .calendars import calendar
from .lines import Line
from .models import Notice
from .notice_templates import NoticeTemplate, template, templates
from .selectors.clearing import clear, notice_of, standings
from .services.publishing import publish

__all__ = [
    "Line",
    "Notice",
    "NoticeTemplate",
    "calendar",
    "clear",
    "notice_of",
    "publish",
    "standings",
    "template",
    "templates",
]
