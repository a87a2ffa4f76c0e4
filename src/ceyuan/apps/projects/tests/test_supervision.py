"""Supervision over a project: asked from above, answered by its leader, falling to the heads of the unit when late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.organisation.tests.cast import _member
from ceyuan.apps.projects.execution_todo import providers
from ceyuan.apps.projects.services import supervision
from ceyuan.apps.strategy.models import Supervision
from ceyuan.apps.strategy.selectors import supervision as strategy
from ceyuan.apps.strategy.services.supervision import answer as answer_in_unit
from ceyuan.apps.strategy.services.supervision import judge
from ceyuan.core.kernel.verdict import Invalid, Refused

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.worksite import Worksite

pytestmark = pytest.mark.django_db


def ask(site: Worksite, **known: Any) -> Supervision:
    due_on = timezone.localdate() + timedelta(days=7)
    facts = {"actor": site.office, "code": site.code, "title": "节点二逾期", "text": "说明原因", "due_on": due_on}
    return supervision.ask(**{**facts, **known})


def inbox(actor: Any) -> list[str]:
    provider = next(one for one in providers if one.key == "projects-supervision")
    return [item.title for item in provider.items(actor, 9)]


def test_the_leader_is_asked_answers_and_the_office_closes(site: Worksite) -> None:
    item = ask(site)
    assert item.person_id == site.people["leader"].person.pk
    assert inbox(site.leader) == ["节点二逾期"]
    assert inbox(site.topic_leader) == []
    done = supervision.answer(
        actor=site.leader,
        code=site.code,
        item_id=item.pk,
        revision=item.revision,
        answer="样机已到货",
        evidence="验收单",
    )
    assert (done.state, done.answer) == ("answered", "样机已到货")
    assert inbox(site.leader) == []
    closed = judge(actor=site.office, item_id=item.pk, action="close", revision=done.revision)
    assert (closed.state, closed.closed_on) == ("closed", timezone.localdate())


def test_unanswered_past_its_day_it_falls_to_the_heads_of_the_unit(site: Worksite) -> None:
    item = ask(site)
    assert strategy.to_answer(site.head) == []
    Supervision.objects.filter(pk=item.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert strategy.to_answer(site.head) == [item]
    assert inbox(site.leader) == ["节点二逾期"]
    done = answer_in_unit(actor=site.head, item_id=item.pk, revision=item.revision, answer="由分公司协调")
    assert done.state == "answered"
    assert strategy.to_answer(site.head) == []


def test_only_who_stands_above_the_unit_supervises(site: Worksite) -> None:
    assert ask(site, actor=site.head).from_unit == site.cast.units["A"]
    for who in (site.leader, site.finance, site.archivist):
        with pytest.raises(Refused, match=r"projects\.supervised_from_above"):
            ask(site, actor=who)
    with pytest.raises(Refused, match=r"projects\.unknown_project"):
        ask(site, actor=site.cast.manager_b.actor, code="KY-0")
    with pytest.raises(Invalid):
        ask(site, due_on=timezone.localdate() - timedelta(days=1))


def test_only_who_speaks_for_the_project_answers_and_only_about_it(site: Worksite) -> None:
    item = ask(site)
    asked = {"item_id": item.pk, "revision": item.revision, "answer": "已办"}
    with pytest.raises(Refused, match=r"projects\.of_the_team"):
        supervision.answer(actor=site.finance, code=site.code, **asked)
    Supervision.objects.filter(pk=item.pk).update(subject_id="0")
    with pytest.raises(Refused, match=r"strategy\.unknown_supervision"):
        supervision.answer(actor=site.leader, code=site.code, **asked)


def test_who_leads_the_project_now_answers_for_it(site: Worksite) -> None:
    item = ask(site)
    newcomer = _member(site.cast.group, site.cast.units["T"], "newcomer", ("施新人", "Shi Xinren"))
    site.project.leader = newcomer.person
    site.project.save(update_fields=["leader"])
    assert inbox(newcomer.actor) == ["节点二逾期"]
    done = supervision.answer(
        actor=newcomer.actor, code=site.code, item_id=item.pk, revision=item.revision, answer="接手后一周内完成"
    )
    assert done.state == "answered"


def test_the_pages_lead_from_what_is_overdue_to_the_answer(site: Worksite) -> None:
    office, leader = site.cast.st_officer.client(), site.people["leader"].client()
    form, page = (reverse(f"projects:{name}", args=[site.code]) for name in ("supervise", "execution"))
    assert form in office.get(reverse("projects:overdue_list")).content.decode()
    assert form in office.get(page).content.decode()
    assert form not in leader.get(page).content.decode()
    assert leader.get(form).status_code == 403
    assert 'value="KY-7 样机"' in office.get(form, {"title": "KY-7 样机"}).content.decode()
    due = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert office.post(form, {"title": "节点二逾期", "text": "", "due_on": due}).status_code == 302
    item = Supervision.objects.get()
    answer = reverse("projects:supervision_answer", args=[site.code, item.pk])
    assert answer in leader.get(page).content.decode()
    assert site.people["finance"].client().get(answer).status_code == 403
    assert leader.post(answer, {"revision": "0", "answer": ""}).status_code == 422
    assert leader.post(answer, {"revision": str(item.revision), "answer": "样机已到货"}).status_code == 302
    shown = office.get(page).content.decode()
    assert "样机已到货" in shown
    assert reverse("strategy:supervision_detail", args=[item.pk]) in shown
    assert leader.get(answer).status_code == 404
    detail = office.get(reverse("strategy:supervision_detail", args=[item.pk])).content.decode()
    assert site.people["leader"].person.name_zh in detail
