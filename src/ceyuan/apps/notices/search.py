"""What the search finds among notices."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import Hit, SearchProvider
from ceyuan.kit.templatetags.kit import named

from .messages import PHASE_TONES, PHASES
from .policies import VIEW
from .selectors import notices
from .wording import notice_url


def _find(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    today = timezone.localdate()
    found = [(one, notices.phase(one, today)) for one in notices.search(actor, query, limit)]
    return [
        Hit(one.title, notice_url(one), named(one.unit), str(PHASES[phase]), PHASE_TONES[phase]) for one, phase in found
    ]


providers = [SearchProvider("notices", _("Public notices"), "speakerphone", 45, _find, VIEW, "notices:list")]
