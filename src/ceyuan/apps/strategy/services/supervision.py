"""Acts on supervision items (督办): issue, answer, return, close, withdraw."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, people_of, unit_by_code, units_of
from ceyuan.apps.strategy.models import Supervision
from ceyuan.apps.strategy.policies.responsibility import (
    SUPERVISE,
    may_answer_supervision,
    may_judge_supervision,
    supervising_path,
)
from ceyuan.apps.strategy.selectors.supervision import item_of
from ceyuan.apps.strategy.services import meanwhile
from ceyuan.apps.strategy.services.matters import Link
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

SUBJECT = "strategy.supervision"
ACTS: Mapping[str, str] = {"answer": "answered", "return": "returned", "close": "closed", "withdraw": "withdrawn"}


@transaction.atomic
def issue(
    *,
    actor: Actor,
    unit_code: str,
    title: str,
    text: str,
    due_on: date,
    link: Link | None = None,
    person_id: int | None = None,
) -> Supervision:
    """Ask a unit below to solve something by a day; `link` names the record that it is about.

    With `person_id` that person of the group is asked first; past its day the item falls to the heads of the unit.
    """
    unit, above = _unit_below(actor, unit_code)
    about = link or Link()
    about.require_own_page()
    _require_sound(title, due_on)
    asked = people_of(actor, [person_id]).get(person_id) if person_id else None
    from_id = int(above.rpartition(".")[2])
    made = Supervision.objects.create(
        group_id=unit.group_id,
        unit=unit,
        from_unit=units_of(actor, [from_id])[from_id],
        person=asked,
        title=title.strip()[:200],
        text=text.strip(),
        subject_kind=about.kind[:60],
        subject_id=about.key[:60],
        url=about.url[:300],
        due_on=due_on,
        issued_by_id=actor.account_id,
        workflow="supervision",
        workflow_version=1,
        state="open",
    )
    audit.record(
        actor=actor,
        act="strategy.supervision.issued",
        subject=_subject(made),
        after={
            "unit": unit.code,
            "person": made.person_id,
            "due_on": due_on.isoformat(),
            "about": f"{about.kind} {about.key}".strip(),
        },
        unit_path=unit.path,
    )
    return made


def _unit_below(actor: Actor, unit_code: str) -> tuple[Any, str]:
    """The unit that is asked, and the path of the one that asks."""
    unit = unit_by_code(actor, unit_code, SUPERVISE)
    if unit is None:
        raise Invalid({"unit_code": ["strategy.unknown_unit"]})
    above = supervising_path(actor, unit.path)
    if above is None:
        raise Invalid({"unit_code": [Reason("strategy.supervises_below", {"unit": str(unit)})]})
    return unit, above


def _require_sound(title: str, due_on: date) -> None:
    wrong: dict[str, list[str | Reason]] = {}
    if not title.strip():
        wrong["title"] = ["kit.required"]
    if due_on < timezone.localdate():
        wrong["due_on"] = ["strategy.due_in_the_past"]
    if wrong:
        raise Invalid(wrong)


@transaction.atomic
def answer(
    *, actor: Actor, item_id: int, revision: int, answer: str, evidence: str = "", about: tuple[str, str] | None = None
) -> Supervision:
    """Say what was done about it, with the evidence.

    `about` (kind, key): the capability of that record says that the actor answers for it; then only an item about this
    very record is answered, and the actor needs no right in the unit. Refused: `strategy.unknown_supervision`.
    """
    item = _hold(actor, item_id) if about is None else _hold_about(actor, item_id, about)
    answers_for = about is not None or (item.person_id is not None and item.person_id == actor.person_id)
    if not answers_for:
        may_answer_supervision(actor, item.unit.path, item.from_unit.path).require()
    if not answer.strip():
        raise Invalid({"answer": ["strategy.no_answer"]})
    if item.state == "open":
        item.answer, item.evidence = answer.strip(), evidence.strip()[:300]
        item.save(update_fields=["answer", "evidence"])
    facts = {"answer": answer.strip(), "evidence": evidence.strip()}
    # What was answered stands in the act, so that a later answer does not wipe out an earlier one.
    path, words = item.unit.path, answer.strip()
    return _step(actor, item, "answer", revision, path=path, facts=facts, reason=words, by_policy=answers_for)


@transaction.atomic
def judge(*, actor: Actor, item_id: int, action: str, revision: int, reason: str = "") -> Supervision:
    """Return an answer with the reason, close the item, or withdraw it: the side that issued it."""
    item = _hold(actor, item_id)
    if action == "answer":
        raise Refused("workflow.unknown_action", action=action)
    may_judge_supervision(actor, item.from_unit.path).require()
    done = _step(actor, item, action, revision, path=item.from_unit.path, reason=reason)
    if done.state in {"closed", "withdrawn"}:
        done.closed_on = timezone.localdate()
        done.save(update_fields=["closed_on"])
    return done


def _hold(actor: Actor, item_id: int) -> Supervision:
    if item_of(actor, item_id) is None:
        raise Refused("strategy.unknown_supervision")
    held: Supervision = (
        Supervision.objects.select_for_update(of=("self",)).select_related("unit", "from_unit").get(pk=item_id)
    )
    return held


def _hold_about(actor: Actor, item_id: int, about: tuple[str, str]) -> Supervision:
    found: Supervision | None = (
        Supervision.objects.select_for_update(of=("self",))
        .select_related("unit", "from_unit")
        .filter(pk=item_id, group=actor.group_id or 0, subject_kind=about[0], subject_id=about[1])
        .first()
    )
    if found is None:
        raise Refused("strategy.unknown_supervision")
    return found


def _step(
    actor: Actor,
    item: Supervision,
    action: str,
    revision: int,
    *,
    path: str,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
    by_policy: bool = False,
) -> Supervision:
    with meanwhile.told(actor, SUBJECT, item.pk):
        return workflow.advance(
            actor=actor,
            case=item,
            action=action,
            revision=revision,
            unit_path=path,
            act=f"strategy.supervision.{ACTS.get(action, 'refused')}",
            subject=_subject(item),
            facts=facts,
            reason=reason,
            by_policy=by_policy,
        )


def _subject(item: Supervision) -> tuple[str, int | str, str]:
    return SUBJECT, item.pk, item.title
