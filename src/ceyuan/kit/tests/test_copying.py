"""Rows copied in are those that were made: ids, references, moments and values, seen by the database's own rules."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ceyuan.apps.organisation.models import Group, Unit
from ceyuan.kit.copying import copy_in

pytestmark = pytest.mark.django_db


def group() -> Group:
    """A group that stands."""
    made: Group = Group.objects.create(code="CP", name_zh="抄录集团", name_en="Copied Group", currency="CNY")
    return made


def unit(owner: Group, code: str, parent: Unit | None = None) -> Unit:
    """A unit that was not saved."""
    return Unit(group=owner, code=code, kind="group", name_zh=f"单位{code}", name_en=f"Unit {code}", parent=parent)


def test_rows_get_ids_and_refer_to_rows_that_had_none_when_they_were_made() -> None:
    top = unit(group(), "CP")
    below = unit(top.group, "CP01", top)
    below.attributes = {"行业": "铝", "places": [1, 2]}
    copy_in([top])
    copy_in([below])
    found = Unit.objects.get(code="CP01")
    assert (found.pk, found.parent_id) == (below.pk, top.pk)
    assert found.attributes == {"行业": "铝", "places": [1, 2]}
    assert found.path == f"{top.pk}.{below.pk}"


def test_the_database_checks_them_as_any_others() -> None:
    top = unit(group(), "CP")
    copy_in([top])
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_in([unit(top.group, "CP")])
