"""Acts on challenges: draft, change, indicators, invitations, the deadline, and the steps of their life."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls import challenge_facts
from ceyuan.apps.calls.models import Challenge, ChallengeIndicator, Invitation
from ceyuan.apps.calls.modes import MODES, background_words
from ceyuan.apps.calls.policies import challenges as policies
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.organisation.interface import Actor, units_of
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

SUBJECT = "calls.challenge"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
TEXTS = ("title", "end_user", "problem", "background", "constraints", "deliverables", "reward", "ip_terms")
CHOICES = ("secrecy", "scope", "applicants", "gates", "is_blind", "awarded_min", "awarded_max")
OTHERS = ("budget_minor", "closes_at", "kill_on", "direction_id")
Facts = Mapping[str, Any]
# Steps whose guards look at what is kept here; the rest is taken by the parts that keep decisions and races.
LEAST_DAYS = 1


@transaction.atomic
def draft(*, actor: Actor, code: str, mode: str, unit_id: int, demander_id: int, **facts: Any) -> Challenge:
    """A new challenge of an office for a demander; `facts` are those of `TEXTS`, `CHOICES` and `OTHERS`."""
    units = units_of(actor, [unit_id, demander_id])
    for name, key in (("unit_id", unit_id), ("demander_id", demander_id)):
        if key not in units:
            raise Invalid({name: ["organisation.unknown_unit"]})
    unit = units[unit_id]
    policies.may_manage(actor, unit.path).require()
    code = code.strip()
    if not _CODE.fullmatch(code):
        raise Invalid({"code": ["calls.challenge_code"]})
    if Challenge.objects.filter(group=actor.group_id, code=code).exists():
        raise Invalid({"code": ["calls.challenge_code_taken"]})
    if mode not in MODES:
        raise Invalid({"mode": ["kit.not_a_choice"]})
    low, high = MODES[mode].awarded
    start = {"awarded_min": low, "awarded_max": high, "is_blind": MODES[mode].blind, "problem": ""}
    given = {name: value for name, value in facts.items() if value is not None}
    made = Challenge(
        group_id=unit.group_id,
        unit=unit,
        demander=units[demander_id],
        code=code,
        mode=mode,
        made_by_id=actor.account_id,
        workflow="challenge",
        workflow_version=1,
        state="draft",
        **{**start, **_checked(mode, {**start, **given}, timezone.now())},
    )
    made.save()
    _record(actor, "calls.challenge.drafted", made, after={"code": code, "mode": mode, "demander": str(made.demander)})
    return made


@transaction.atomic
def edit(*, actor: Actor, challenge_id: int, **facts: Any) -> Challenge:
    """Other words, bounds, money or deadline, while the challenge is not published."""
    one = hold(actor, challenge_id)
    _unpublished(actor, one)
    wanted = _checked(one.mode, facts, timezone.now(), one)
    before = {name: getattr(one, name) for name in wanted if getattr(one, name) != wanted[name]}
    if not before:
        return one
    for name in before:
        setattr(one, name, wanted[name])
    one.save(update_fields=list(before))
    _record(
        actor,
        "calls.challenge.edited",
        one,
        before={name: str(value) for name, value in before.items()},
        after={name: str(wanted[name]) for name in before},
    )
    return one


@transaction.atomic
def set_indicators(*, actor: Actor, challenge_id: int, rows: Sequence[Facts]) -> list[ChallengeIndicator]:
    """All indicators in order: `name direction value unit_of_measure baseline method is_hard third_party` of each."""
    one = hold(actor, challenge_id)
    _unpublished(actor, one)
    names = [str(row["name"]).strip() for row in rows]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Invalid({"": [Reason("calls.indicator_twice", {"name": twice[0]})]})
    before = {each.name: str(each.value) for each in one.indicators.all()}
    one.indicators.all().delete()
    made = ChallengeIndicator.objects.bulk_create(
        ChallengeIndicator(challenge=one, position=position, **{**row, "name": name})
        for position, (row, name) in enumerate(zip(rows, names, strict=True), start=1)
    )
    _record(
        actor,
        "calls.challenge.indicators_set",
        one,
        before=before,
        after={each.name: str(each.value) for each in made},
    )
    return made


@transaction.atomic
def invite(*, actor: Actor, challenge_id: int, unit_id: int, reason: str) -> Invitation:
    """Ask a unit to bid, with the reason why this one; inviting it twice changes nothing."""
    one = hold(actor, challenge_id)
    policies.may_manage(actor, one.unit.path).require()
    unit = units_of(actor, [unit_id]).get(unit_id)
    if unit is None:
        raise Invalid({"unit_id": ["organisation.unknown_unit"]})
    if not reason.strip():
        raise Invalid({"reason": ["kit.required"]})
    made, is_new = Invitation.objects.get_or_create(challenge=one, unit=unit, defaults={"reason": reason.strip()[:300]})
    if is_new:
        _record(actor, "calls.challenge.invited", one, after={"unit": str(unit)}, reason=reason)
    return made


@transaction.atomic
def extend(
    *, actor: Actor, challenge_id: int, closes_at: datetime, reason: str, now: datetime | None = None
) -> Challenge:
    """A later deadline for everybody, while the present one has not passed; never an earlier one."""
    one = hold(actor, challenge_id)
    policies.may_manage(actor, one.unit.path).require()
    moment = now or timezone.now()
    if one.state != "published" or one.closes_at is None or one.closes_at <= moment:
        raise Refused("calls.deadline_over")
    if not reason.strip():
        raise Invalid({"reason": ["kit.required"]})
    if closes_at <= one.closes_at:
        raise Invalid({"closes_at": ["calls.deadline_earlier"]})
    before = {"closes_at": one.closes_at.isoformat()}
    one.closes_at = closes_at
    one.save(update_fields=["closes_at"])
    after = {"closes_at": closes_at.isoformat()}
    _record(actor, "calls.challenge.extended", one, before=before, after=after, reason=reason)
    return one


@transaction.atomic
def advance(
    *, actor: Actor, challenge_id: int, action: str, revision: int, reason: str = "", now: datetime | None = None
) -> Challenge:
    """Take a step of the challenge's life. Publishing fixes its words and opens it until the deadline."""
    one = hold(actor, challenge_id)
    policies.may_step(actor, one.unit.path).require()
    moment = now or timezone.now()
    if action == "publish":
        _fit_to_publish(one).require_all()
    told = {**selectors.facts(one, moment), **challenge_facts.of_challenge(one)}
    if action in {"publish", "reopen"} and one.state in {"demand_review", "unfilled"} and told["deadline_ahead"]:
        one.published_at = moment
        one.round += 1
        one.save(update_fields=["published_at", "round"])
    return workflow.advance(
        actor=actor,
        case=one,
        action=action,
        revision=revision,
        unit_path=one.unit.path,
        act="calls.challenge.stepped",
        subject=subject_of(one),
        facts=told,
        reason=reason,
    )


@transaction.atomic
def reopen(
    *, actor: Actor, challenge_id: int, revision: int, closes_at: datetime, now: datetime | None = None
) -> Challenge:
    """Open an unfilled list again until a new deadline; what was admitted before stays in."""
    one = hold(actor, challenge_id)
    policies.may_step(actor, one.unit.path).require()
    moment = now or timezone.now()
    if one.state != "unfilled":
        raise Refused("workflow.wrong_state")
    if closes_at < moment + timedelta(days=LEAST_DAYS):
        raise Invalid({"closes_at": ["calls.deadline_too_soon"]})
    one.closes_at = closes_at
    one.save(update_fields=["closes_at"])
    return advance(actor=actor, challenge_id=challenge_id, action="reopen", revision=revision, now=now)


def hold(actor: Actor, challenge_id: int) -> Challenge:
    """The challenge, locked; refused when it is not within reach. Call it inside a transaction."""
    if selectors.by_id(actor, challenge_id) is None:
        raise Refused("calls.unknown_challenge")
    held: Challenge = (
        Challenge.objects.select_for_update(of=("self",))
        .select_related("unit", "demander", "group")
        .get(pk=challenge_id)
    )
    return held


def subject_of(one: Challenge) -> tuple[str, int | str, str]:
    """How acts name a challenge."""
    return SUBJECT, one.pk, str(one)


def _unpublished(actor: Actor, one: Challenge) -> None:
    policies.may_manage(actor, one.unit.path).require()
    if one.published_at is not None or one.state not in {"draft", "demand_review"}:
        raise Refused("calls.challenge_frozen")


class _Missing:
    """What a challenge still lacks before it can be published, by field."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str | Reason]] = {}

    def require_all(self) -> None:
        """Raise `Invalid` unless nothing is missing."""
        if self.fields:
            raise Invalid(self.fields)


def _fit_to_publish(one: Challenge) -> _Missing:
    missing = _Missing()
    for name in ("problem", "deliverables", "reward", "ip_terms"):
        if not getattr(one, name).strip():
            missing.fields[name] = [Reason("calls.text_missing", {"field": name})]
    if MODES[one.mode].by_invitation and not one.invitations.exists():
        missing.fields["invitations"] = ["calls.nobody_invited"]
    return missing


def _checked(mode: str, facts: Facts, now: datetime, one: Challenge | None = None) -> dict[str, Any]:
    wanted = {name: facts[name] for name in (*TEXTS, *CHOICES, *OTHERS) if name in facts}
    for name in TEXTS:
        if name in wanted:
            wanted[name] = str(wanted[name]).strip()
    wrong = _wrong(mode, wanted, now, one)
    if wrong:
        raise Invalid(wrong)
    return wanted


def _wrong(mode: str, wanted: Facts, now: datetime, one: Challenge | None) -> dict[str, list[str | Reason]]:
    rule, wrong = MODES[mode], dict[str, list[str | Reason]]()
    if one is None and not wanted.get("title"):
        wrong["title"] = ["kit.required"]
    if wanted.get("secrecy", "public") not in {"public", "internal"}:
        wrong["secrecy"] = ["calls.classified_offline"]
    if wanted.get("applicants", min(rule.applicants)) not in rule.applicants:
        wrong["applicants"] = ["calls.applicants_not_of_mode"]
    if foreign := sorted(set(wanted.get("gates", ())) - rule.gates):
        wrong["gates"] = [Reason("calls.gate_not_of_mode", {"gate": foreign[0]})]
    for name in ("constraints", "deliverables"):
        if found := background_words(str(wanted.get(name, ""))):
            wrong[name] = [Reason("calls.background_gate", {"words": "、".join(found)})]
    least = int(wanted.get("awarded_min", one.awarded_min if one else rule.awarded[0]))
    most = int(wanted.get("awarded_max", one.awarded_max if one else rule.awarded[1]))
    if not rule.awarded[0] <= least <= most <= rule.awarded[1]:
        wrong["awarded_max"] = [Reason("calls.awarded_bounds", {"low": rule.awarded[0], "high": rule.awarded[1]})]
    if int(wanted.get("budget_minor") or 0) < 0:
        wrong["budget_minor"] = ["calls.budget_negative"]
    wrong.update(_wrong_times(wanted, now))
    return wrong


def _wrong_times(wanted: Facts, now: datetime) -> dict[str, list[str | Reason]]:
    wrong: dict[str, list[str | Reason]] = {}
    deadline, last = wanted.get("closes_at"), wanted.get("kill_on")
    if deadline is not None and deadline <= now:
        wrong["closes_at"] = ["calls.deadline_not_ahead"]
    if deadline is not None and last is not None and last <= timezone.localdate(deadline):
        wrong["kill_on"] = ["calls.kill_before_deadline"]
    return wrong


def _record(
    actor: Actor, act: str, one: Challenge, *, before: Facts | None = None, after: Facts | None = None, reason: str = ""
) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=subject_of(one),
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
        unit_path=one.unit.path,
    )
