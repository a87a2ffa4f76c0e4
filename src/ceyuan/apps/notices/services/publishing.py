"""Acts on notices: draft, publish, prolong, close, withdraw."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.notices import lines as shown
from ceyuan.apps.notices import notice_templates
from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.lines import Line
from ceyuan.apps.notices.models import Audience, Notice, NoticeLine, NoticeProlonging
from ceyuan.apps.notices.notice_templates import NoticeTemplate
from ceyuan.apps.notices.policies import may_publish
from ceyuan.apps.notices.selectors.notices import facts, notice_seen
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

SUBJECT = "notices.notice"
ACTS: Mapping[str, str] = {"close": "closed", "withdraw": "withdrawn"}
Subject = tuple[str, int | str, str]


class UnitLike(Protocol):
    """What is needed of the unit that publishes."""

    @property
    def pk(self) -> int: ...
    @property
    def path(self) -> str: ...
    @property
    def group_id(self) -> int: ...


@transaction.atomic
def publish(  # noqa: PLR0913 - each one is needed, and all are named
    *,
    actor: Actor,
    unit: UnitLike,
    template: str,
    subject: Subject,
    title: str,
    lines: Sequence[Line] = (),
    working_days: int | None = None,
    reason: str = "",
    audience: str = "",
) -> Notice:
    """Draft a notice and publish it at once: for capabilities whose own decision was taken already."""
    made = draft(
        actor=actor,
        unit=unit,
        template=template,
        subject=subject,
        title=title,
        lines=lines,
        working_days=working_days,
        reason=reason,
        audience=audience,
    )
    return publish_draft(actor=actor, notice_id=made.pk, revision=made.revision)


@transaction.atomic
def draft(  # noqa: PLR0913 - each one is needed, and all are named
    *,
    actor: Actor,
    unit: UnitLike,
    template: str,
    subject: Subject,
    title: str,
    lines: Sequence[Line] = (),
    working_days: int | None = None,
    reason: str = "",
    audience: str = "",
) -> Notice:
    """Write a notice of a kind about a record `(kind, id, label)`; nobody but the office sees it yet.

    `working_days` is the kind's usual number unless given, `audience` the kind's usual one; `reason` is the rule or the
    decision it rests on, which is printed. Raises `Invalid` for what may not be shown or is too short.
    """
    may_publish(actor, unit.path).require()
    kind = notice_templates.template(template)
    days = kind.default_days if working_days is None else working_days
    _check(kind, title, days, audience, lines)
    about, key, label = subject
    made = Notice.objects.create(
        group_id=unit.group_id,
        unit_id=unit.pk,
        template=kind.code,
        title=title.strip()[:300],
        basis=(reason.strip() or kind.basis)[:2000],
        audience=audience or kind.audience,
        subject_kind=about[:60],
        subject_id=str(key)[:64],
        subject_label=label[:300],
        working_days=days,
        drafted_by_id=actor.account_id,
        workflow="notice",
        workflow_version=1,
        state="draft",
    )
    _write_lines(made, lines)
    audit.record(
        actor=actor,
        act="notices.notice.drafted",
        subject=_subject(made),
        after={"template": kind.code, "working_days": days, "lines": len(lines), "about": f"{about} {key}".strip()},
        unit_path=unit.path,
    )
    return made


@transaction.atomic
def redraft(
    *,
    actor: Actor,
    notice_id: int,
    title: str,
    lines: Sequence[Line],
    working_days: int,
    reason: str = "",
    audience: str = "",
) -> Notice:
    """Write a draft anew; its kind and the record it is about stay."""
    notice = _hold(actor, notice_id)
    if notice.state != "draft":
        raise Refused("notices.published_frozen")
    kind = notice_templates.template(notice.template)
    _check(kind, title, working_days, audience, lines)
    before = {"title": notice.title, "working_days": notice.working_days}
    notice.title, notice.basis = title.strip()[:300], reason.strip()[:2000]
    notice.working_days, notice.audience = working_days, audience or kind.audience
    notice.save(update_fields=["title", "basis", "working_days", "audience"])
    notice.lines.all().delete()
    _write_lines(notice, lines)
    audit.record(
        actor=actor,
        act="notices.notice.redrafted",
        subject=_subject(notice),
        before=before,
        after={"title": notice.title, "working_days": working_days, "lines": len(lines)},
        unit_path=notice.unit.path,
    )
    return notice


@transaction.atomic
def publish_draft(*, actor: Actor, notice_id: int, revision: int) -> Notice:
    """Hang a draft: from now on it does not change, and its period begins on the next working day."""
    notice = _hold(actor, notice_id)
    days, today = calendar(), timezone.localdate()
    if notice.state == "draft" and notice.revision == revision:
        notice.published_on, notice.published_by_id = today, actor.account_id
        notice.starts_on = days.add(today, 1)
        notice.least_ends_on = notice.ends_on = days.add(today, notice.working_days)
        notice.save(update_fields=["published_on", "published_by", "starts_on", "least_ends_on", "ends_on"])
    return workflow.advance(
        actor=actor,
        case=notice,
        action="publish",
        revision=revision,
        unit_path=notice.unit.path,
        act="notices.notice.published",
        subject=_subject(notice),
        facts=facts(notice),
    )


@transaction.atomic
def prolong(*, actor: Actor, notice_id: int, more_days: int, seen_end: date, reason: str) -> Notice:
    """Put the end off by working days, with the reason; `seen_end` is the end the actor saw, so it happens once."""
    notice = _hold(actor, notice_id)
    wrong: dict[str, list[str | Reason]] = {}
    if not 1 <= more_days <= 60:
        wrong["more_days"] = [Reason("notices.days_out_of_range", {"most": 60})]
    if not reason.strip():
        wrong["reason"] = ["workflow.reason_missing"]
    if wrong:
        raise Invalid(wrong)
    if notice.state != "running" or notice.ends_on is None or timezone.localdate() > notice.ends_on:
        raise Refused("notices.over")
    if notice.ends_on != seen_end:
        raise Refused("notices.prolonged_meanwhile", ends_on=notice.ends_on)
    before, notice.ends_on = notice.ends_on, calendar().add(notice.ends_on, more_days)
    notice.save(update_fields=["ends_on"])
    NoticeProlonging.objects.create(
        notice=notice, before=before, after=notice.ends_on, reason=reason.strip(), account_id=actor.account_id
    )
    audit.record(
        actor=actor,
        act="notices.notice.prolonged",
        subject=_subject(notice),
        before={"ends_on": before},
        after={"ends_on": notice.ends_on},
        reason=reason.strip(),
        unit_path=notice.unit.path,
    )
    return notice


@transaction.atomic
def step(*, actor: Actor, notice_id: int, action: str, revision: int, reason: str = "") -> Notice:
    """Publish a draft, record the result of a period that is over ("close"), or take a notice down ("withdraw")."""
    if action == "publish":
        return publish_draft(actor=actor, notice_id=notice_id, revision=revision)
    notice = _hold(actor, notice_id)
    done = workflow.advance(
        actor=actor,
        case=notice,
        action=action,
        revision=revision,
        unit_path=notice.unit.path,
        act=f"notices.notice.{ACTS.get(action, 'refused')}",
        subject=_subject(notice),
        facts=facts(notice),
        reason=reason,
    )
    done.closed_on = timezone.localdate()
    done.save(update_fields=["closed_on"])
    return done


def _check(kind: NoticeTemplate, title: str, days: int, audience: str, lines: Sequence[Line]) -> None:
    wrong: dict[str, list[str | Reason]] = {}
    if not title.strip():
        wrong["title"] = ["kit.required"]
    elif personal := shown.personal_number(title):
        wrong["title"] = [personal]
    if days < kind.least_days:
        wrong["working_days"] = [Reason("notices.too_few_days", {"least": kind.least_days})]
    elif days > 250:
        wrong["working_days"] = [Reason("notices.days_out_of_range", {"most": 250})]
    if audience and audience not in Audience.values:
        wrong["audience"] = ["kit.not_a_choice"]
    if wrong:
        raise Invalid(wrong)
    shown.check(kind, lines)


def _write_lines(notice: Notice, lines: Sequence[Line]) -> None:
    root = int(notice.unit.path.partition(".")[0])
    NoticeLine.objects.bulk_create(
        NoticeLine(
            notice=notice,
            position=position,
            key=line.key.strip()[:80],
            text=line.text.strip(),
            fields={code: str(value) for code, value in line.fields.items()},
            subject_kind=line.subject_kind[:60],
            subject_id=str(line.subject_id)[:64],
            party_persons=sorted(set(line.party_persons)),
            # The whole group is on nobody's side: there would be no one left to handle an objection.
            party_units=sorted(set(line.party_units) - {root}),
        )
        for position, line in enumerate(lines, start=1)
    )


def _hold(actor: Actor, notice_id: int) -> Notice:
    if notice_seen(actor, notice_id) is None:
        raise Refused("notices.unknown_notice")
    held: Notice = Notice.objects.select_for_update(of=("self",)).select_related("unit").get(pk=notice_id)
    may_publish(actor, held.unit.path).require()
    return held


def _subject(notice: Notice) -> tuple[str, int | str, str]:
    return SUBJECT, notice.pk, notice.title
