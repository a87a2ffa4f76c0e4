"""Founding a group of companies: the wall, and the root unit that everything in it stands below."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ceyuan.apps.organisation.models import Group, Unit, UnitVersion
from ceyuan.apps.organisation.models.units import UnitKind
from ceyuan.apps.organisation.recording import record, subject_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services.units import checked_names
from ceyuan.core.kernel import CURRENCIES, Invalid
from ceyuan.core.kernel.text import sort_key


@transaction.atomic
def found(
    *,
    actor: Actor,
    code: str,
    names: tuple[str, str],
    currency: str = "CNY",
    on: date | None = None,
    head_code: str = "",
    is_demonstration: bool = False,
) -> Group:
    """A new group with the unit at its head, which has the same code unless `head_code` is given.

    Only whoever runs the machine can do this, not an account.
    """
    code = code.strip()
    if not code or len(code) > 32:
        raise Invalid({"code": ["organisation.code_needed"]})
    if actor.account_id is not None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    if Group.objects.filter(code__iexact=code).exists():
        raise Invalid({"code": ["organisation.code_taken"]})
    if currency not in CURRENCIES:
        raise Invalid({"currency": ["kit.not_a_choice"]})
    name_zh, name_en = checked_names(names)
    group = Group.objects.create(
        code=code,
        name_zh=name_zh[:200],
        name_en=name_en[:200],
        currency=currency,
        is_demonstration=is_demonstration,
    )
    shape = {"kind": UnitKind.GROUP, "name_zh": name_zh, "name_en": name_en}
    root = Unit.objects.create(
        group=group, code=head_code or code, opened_on=on, sort_key=sort_key(name_zh or name_en), **shape
    )
    UnitVersion.objects.create(unit=root, valid=DateRange(on, None), **shape)
    root.refresh_from_db(fields=["path"])
    record(
        replace(actor, group_id=group.pk, group_code=code),
        "organisation.group.created",
        subject_of(root),
        after={"code": code, "name_zh": name_zh, "name_en": name_en, "currency": currency},
        unit_path=root.path,
    )
    return group
