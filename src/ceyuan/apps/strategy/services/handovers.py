"""Acts on hand-over certificates (离任交接): draw one up from what is open, and sign it by both leaders."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.interface import Actor, confirm
from ceyuan.apps.strategy.models import Handover
from ceyuan.apps.strategy.policies.responsibility import may_make_handover
from ceyuan.apps.strategy.selectors import handovers as selectors
from ceyuan.core.kernel.verdict import Refused

SUBJECT = "strategy.handover"


@transaction.atomic
def make(*, actor: Actor, unit_code: str, on: date, today: date | None = None) -> Handover:
    """Freeze what is open in the unit whose top leader changed on the day, for both leaders to sign."""
    change = selectors.change_of(actor, unit_code, on)
    if change is None:
        raise Refused("strategy.no_such_change", unit=unit_code, on=on.isoformat())
    may_make_handover(actor, change.unit.path).require()
    if Handover.objects.filter(unit=change.unit, on=on).exists():
        raise Refused("strategy.handover_exists", unit=str(change.unit), on=on.isoformat())
    content = selectors.snapshot(change, today or timezone.localdate())
    made = Handover.objects.create(
        group_id=change.unit.group_id,
        unit=change.unit,
        on=on,
        from_person=change.from_person,
        to_person=change.to_person,
        content=content,
        sha256=fingerprint(content),
        made_by_id=actor.account_id,
    )
    audit.record(
        actor=actor,
        act="strategy.handover.made",
        subject=_subject(made),
        after={"from": str(change.from_person), "to": str(change.to_person), "sha256": made.sha256},
        unit_path=change.unit.path,
    )
    return made


def sign(*, actor: Actor, handover_id: int, sha256: str, password: str) -> Handover:
    """Sign as the one who leaves or the one who comes, after the password."""
    if selectors.handover_of(actor, handover_id) is None:
        raise Refused("strategy.unknown_handover")
    confirm(actor=actor, password=password)
    with transaction.atomic():
        found: Handover = (
            Handover.objects.select_for_update(of=("self",))
            .select_related("unit", "from_person", "to_person")
            .get(pk=handover_id)
        )
        column = {found.from_person_id: "from_signed_at", found.to_person_id: "to_signed_at"}.get(actor.person_id or 0)
        if column is None:
            raise Refused("strategy.not_a_party", leaving=str(found.from_person), coming=str(found.to_person))
        if getattr(found, column) is not None:
            raise Refused("strategy.signed_already")
        if found.sha256 != sha256 or fingerprint(found.content) != found.sha256:
            raise Refused("strategy.letter_broken")
        setattr(found, column, timezone.now())
        found.save(update_fields=[column])
        audit.record(
            actor=actor,
            act="strategy.handover.signed",
            subject=_subject(found),
            after={"as": "from" if column == "from_signed_at" else "to", "sha256": found.sha256},
            unit_path=found.unit.path,
        )
    return found


def _subject(made: Handover) -> tuple[str, int | str, str]:
    return SUBJECT, made.pk, f"{made.unit} {made.on.isoformat()}"
