"""The demonstration group in the database: complete, replayed through the services, loaded once."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps

from ceyuan.apps.organisation.demo import PASSWORD, SEED, generate, load, log_ins
from ceyuan.apps.organisation.interface import actor_of
from ceyuan.apps.organisation.models import Account, Group, Person, Post, Succession, Unit, UnitVersion
from ceyuan.core.kernel import Invalid

pytestmark = pytest.mark.django_db
Act = apps.get_model("audit", "Act")  # the audit stands above: not imported here


def test_it_writes_everything_once() -> None:
    assert load(SEED) is True
    organisation = generate(SEED)
    own = {"group__code": "KY"}
    assert Unit.objects.filter(**own).count() == len(organisation.structure.units)
    assert Person.objects.filter(**own).count() == len(organisation.people)
    assert Post.objects.count() == len(organisation.posts)
    acts = Act.objects.count()
    assert load(SEED) is False
    assert Act.objects.count() == acts
    assert Unit.objects.filter(**own).count() == len(organisation.structure.units)
    _tree_of_today_is_the_generated_one_after_all_changes()
    _history_keeps_old_names_and_places_and_tells_who_carries_on()
    _log_ins_work_and_reach_as_far_as_their_posts()


def _tree_of_today_is_the_generated_one_after_all_changes() -> None:
    structure = generate(SEED).structure
    units = {unit.code: unit for unit in Unit.objects.filter(group__code="KY").select_related("parent")}
    for seed in structure.units:
        unit = units[seed.code]
        assert (unit.parent.code if unit.parent else "") == structure.parent_on(seed.code, date(2025, 11, 30))
        assert (unit.opened_on, unit.closed_on) == (seed.opened_on, seed.closed_on)
        assert unit.attributes["tier"] == seed.tier
        assert unit.path.endswith(str(unit.pk))
    assert units["KY1101"].name_zh == "昆岳工业软件有限公司"


def _history_keeps_old_names_and_places_and_tells_who_carries_on() -> None:
    renamed = UnitVersion.objects.filter(unit__code="KY1101").order_by("valid")
    assert [version.name_zh for version in renamed] == ["昆岳信息技术有限公司", "昆岳工业软件有限公司"]
    moved = UnitVersion.objects.filter(unit__code="KY0206").order_by("valid")
    assert [version.parent.code for version in moved if version.parent] == ["KY02", "KY08"]
    successions = set(Succession.objects.values_list("predecessor__code", "successor__code", "kind"))
    assert ("KY0108", "KY0107", "merge") in successions
    assert ("KY0203", "KY0208", "split") in successions
    kinds = set(Act.objects.values_list("act", flat=True))
    assert {"organisation.unit.merged", "organisation.unit.split", "organisation.units.loaded"} <= kinds


def _log_ins_work_and_reach_as_far_as_their_posts() -> None:
    assert Account.objects.count() == len(log_ins()) == 13
    root = Unit.objects.get(group__code="KY", parent=None).path
    actors = {account.username: actor_of(account, on=date(2025, 11, 30)) for account in Account.objects.all()}
    assert all(account.check_password(PASSWORD) for account in Account.objects.all()[:2])
    assert actors["keji"].may("projects.manage", root)
    assert actors["dongshizhang"].may("projects.decide", root)
    assert not actors["lingdao"].may("projects.decide", root)
    assert actors["lingdao"].may("projects.decide", Unit.objects.get(code="KY0104").path)
    assert actors["kejike"].may("projects.manage", Unit.objects.get(code="KY0104").path)
    assert actors["xitong"].may("staff.open")
    assert not actors["waixie"].may("organisation.view", root)


def test_it_refuses_when_a_real_group_has_the_code() -> None:
    Group.objects.create(code="KY", name_zh="真实集团")
    with pytest.raises(Invalid):
        load(SEED)
    assert not Unit.objects.exists()
