"""The list of acts."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table

from .messages import subject_text
from .services.acts import known_acts


def act_text(act: Any) -> str:
    """What was done, in the reader's language."""
    return str(known_acts().get(act.act, act.act))


class ActTable(Table):
    """Acts, newest first."""

    caption = _("Acts")
    default_sort = "-seq"
    columns = (
        Column("seq", _("No."), "code", sort="seq", url=lambda act: reverse("audit:act", args=[act.seq])),
        Column("at", _("Time"), "date"),
        Column("actor_name", _("Who"), sort="actor"),
        Column("act", _("Act"), sort="act", value=act_text),
        Column("subject_kind", _("Kind"), value=lambda act: str(subject_text(act.subject_kind)), priority=3),
        Column("subject_label", _("Subject"), wide=True),
        Column("reason", _("Reason"), priority=2, wide=True),
    )
