"""Whether a notice stands in the way: the question that decisions, payments and pledges ask."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from ceyuan.apps.notices.models import OPEN_STATES, Notice, NoticeLine, Objection
from ceyuan.core.kernel.verdict import Reason, Verdict

_STANDING = ("running", "closed")


def clear(subject_kind: str, subject_id: int | str, key: str = "", *, on: date | None = None) -> Verdict:
    """Truthy when the period is over and no open or upheld objection stands on what is asked about.

    A notice about the record counts as a whole, or by the line with `key`; without one, the line that names the record
    counts. Reasons: "notices.none" (nothing was put on show), "notices.running", "notices.disputed" (postponed until
    the objection is decided), "notices.upheld". Withdrawn notices count as none. It tells no content, so it asks for
    no actor.
    """
    lines = _asked(subject_kind, str(subject_id), key)
    if not lines:
        return Verdict.refused("notices.none")
    notice, today = lines[0].notice, on or timezone.localdate()
    running = notice.ends_on is None or today <= notice.ends_on
    found = standings(lines)
    disputed = sum(1 for standing in found.values() if standing == "disputed")
    upheld = sum(1 for standing in found.values() if standing == "upheld")
    return Verdict.of(
        (
            Reason("notices.running", {"ends_on": notice.ends_on}) if running else None,
            Reason("notices.disputed", {"open_objections": disputed}) if disputed else None,
            Reason("notices.upheld", {"lines": upheld}) if upheld else None,
        )
    )


def notice_of(subject_kind: str, subject_id: int | str) -> Notice | None:
    """The notice about a record that stands today: the latest one that was published and not withdrawn."""
    about = Notice.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id), state__in=_STANDING)
    return about.select_related("unit").order_by("-pk").first()


def standings(lines: Iterable[NoticeLine]) -> dict[int, str]:
    """For each line: "disputed" (an objection is open), "upheld" (one was upheld), or "" (nothing against it)."""
    keys = [line.pk for line in lines]
    against = Objection.objects.filter(disputed__line__in=keys, state__in=(*OPEN_STATES, "upheld"))
    found = dict.fromkeys(keys, "")
    for key, state in against.values_list("disputed__line", "state"):
        if key in found and found[key] != "upheld":
            found[key] = "upheld" if state == "upheld" else "disputed"
    return found


def _asked(kind: str, subject_id: str, key: str) -> Sequence[NoticeLine]:
    notice = notice_of(kind, subject_id)
    if notice is not None:
        lines = notice.lines.filter(key=key) if key else notice.lines.all()
    else:
        named = NoticeLine.objects.filter(
            subject_kind=kind, subject_id=subject_id, notice__state__in=_STANDING
        ).order_by("-notice", "-pk")
        first = (named.filter(key=key) if key else named).first()
        lines = NoticeLine.objects.filter(pk=first.pk if first else 0)
    return list(lines.select_related("notice"))
