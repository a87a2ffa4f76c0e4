"""Acts on grants: give a role over a unit for a bounded time, and revoke it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Grant
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import reaching
from ceyuan.core.kernel import Invalid, Refused

LONGEST = timedelta(days=3 * 366)


@transaction.atomic
def give(
    *,
    actor: Actor,
    person_id: int,
    role: str,
    unit_id: int,
    start: date,
    until: date,
    reason: str,
) -> Grant:
    """The person holds the role over the unit and all below it from `start` up to, not including, `until`."""
    person = reaching.present_person(actor, person_id)
    unit = reaching.open_unit(actor, unit_id)
    policies.may_grant(actor, unit).require()
    policies.not_to_oneself(actor, person).require()
    policies.same_group(person, unit).require()
    wrong: dict[str, list[str]] = {}
    if role not in policies.GRANTABLE_ROLES:
        wrong["role"] = ["organisation.role_not_grantable"]
    if until <= start:
        wrong["until"] = ["organisation.ends_before_it_starts"]
    elif until - start > LONGEST:
        wrong["until"] = ["organisation.grant_too_long"]
    if not reason.strip():
        wrong["reason"] = ["organisation.reason_needed"]
    if wrong:
        raise Invalid(wrong)
    term = DateRange(start, until)
    if Grant.objects.filter(person=person, role=role, unit=unit, valid__overlap=term).exists():
        raise Refused("organisation.grant_held_already", person=str(person), unit=str(unit))
    grant = Grant.objects.create(person=person, role=role, unit=unit, valid=term, reason=reason.strip()[:300])
    record(
        actor,
        "organisation.grant.given",
        _subject(grant),
        after={"role": role, "unit": unit.code, "start": start.isoformat(), "until": until.isoformat()},
        reason=reason,
        unit_path=unit.path,
    )
    return grant


@transaction.atomic
def revoke(*, actor: Actor, grant_id: int, reason: str = "", today: date | None = None) -> None:
    """The grant ends today; one that has not begun is taken back altogether."""
    grant = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("person", "unit")
        .filter(pk=grant_id, unit__group=actor.group_id)
        .first()
    )
    if grant is None:
        raise Refused("organisation.unknown_grant")
    policies.may_grant(actor, grant.unit).require()
    now = today or timezone.localdate()
    lower, upper = grant.valid.lower, grant.valid.upper
    if upper is not None and upper <= now:
        raise Refused("organisation.grant_has_ended", on=upper.isoformat())
    subject = _subject(grant)
    if lower is not None and lower >= now:
        grant.delete()
    else:
        grant.valid = DateRange(lower, now)
        grant.save(update_fields=["valid"])
    record(
        actor,
        "organisation.grant.revoked",
        subject,
        before={"role": grant.role, "unit": grant.unit.code, "until": upper.isoformat() if upper else ""},
        after={"until": now.isoformat()},
        reason=reason,
        unit_path=grant.unit.path,
    )


def _subject(grant: Grant) -> tuple[str, int | str, str]:
    return "organisation.grant", grant.pk, f"{grant.person} · {grant.role} · {grant.unit}"
