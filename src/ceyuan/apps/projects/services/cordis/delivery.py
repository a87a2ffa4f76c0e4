"""Takes a CORDIS delivery: reads all files, checks them, and brings the group's records to what they say.

Where the files also tell an earlier snapshot and the group has none yet, that one is taken first, as a delivery of its
own; both stand or fall together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from ceyuan.apps.intake import interface as intake
from ceyuan.apps.intake.interface import FileAccount, Outcome, Work
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.intake.errors import Rejected
from ceyuan.core.kernel.verdict import Refused

from . import views
from .checks import DOWNLOAD_CHECKS, RELATIONAL_CHECKS, check
from .columns import DOWNLOAD, RELATIONAL
from .download import make_relational
from .layout import EARLIER, Layout, find_layout
from .participations import take_participations
from .programmes import known_names, take_programmes
from .projects import take_projects
from .results import take_results
from .staging import Account, stage
from .tags import take_links, take_tags
from .units import take_spellings, take_units

KIND = "cordis"
GROUP = {"code": "EU", "name_zh": "欧洲联盟", "name_en": "European Union", "currency": "EUR"}
# A delivery that lacks more of the known projects than this is hardly a full snapshot.
_MISSING_SHARE = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command wants: the day of the delivery when the files do not tell it, and whether it is only a part."""

    as_of: date | None = None
    is_partial: bool = False


def take_cordis(
    *, actor: Actor, path: Path, as_of: date | None = None, is_partial: bool = False, screen: bool = False
) -> list[Any]:
    """Take the delivery at `path` (folder or zip) into the actor's group; returns the deliveries, the newest last.

    `is_partial`: what is missing in it is left as it is. Raises `IntakeError` for files that cannot be read,
    `Refused` for a delivery that is older than the last one or lacks too much; then nothing of it is taken.
    """
    layout = find_layout(path)
    group_id = actor.group_id or 0
    names = [layout.path.name]
    if layout.tells_earlier and intake.last_taken(group_id, KIND) is None:
        names.insert(0, f"{layout.path.name} (earlier)")
    announced = [intake.announce(actor=actor, kind=KIND, name=name, source={"path": str(path)}) for name in names]
    plan = Plan(as_of, is_partial)
    return intake.run(
        actor=actor,
        deliveries=announced,
        take=lambda deliveries, work: _take(actor, layout, [each.pk for each in deliveries], plan, work),
        screen=screen,
    )


def _take(actor: Actor, layout: Layout, delivery_ids: Sequence[int], plan: Plan, work: Work) -> list[Outcome]:
    with connection.cursor() as cursor:
        # Roll-ups follow once at the end; foreign keys are checked as rows go in instead of all at once at the end.
        cursor.execute("SET LOCAL ceyuan.rollup_deferred = 'on'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL maintenance_work_mem = '128MB'")
        cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
        cursor.execute("SET LOCAL client_min_messages = warning")
    accounts = _read(layout, work)
    days = _days(layout, plan)
    last = intake.last_taken(actor.group_id or 0, KIND)
    if last and days[-1] < last:
        raise Refused("projects.cordis_older", as_of=days[-1].isoformat(), last=last.isoformat())
    outcomes = []
    for number, delivery_id in enumerate(delivery_ids):
        is_earlier = number < len(delivery_ids) - 1
        as_of = days[0] if is_earlier else days[-1]
        if is_earlier:
            views.show_earlier()
        else:
            views.show_present()
        counts, touched = _bring(
            actor, delivery_id, as_of, work, is_first=last is None and number == 0, withdraw=not plan.is_partial
        )
        chosen = {name: each for name, each in accounts.items() if not is_earlier or name in EARLIER}
        files, rejections = _close(chosen)
        outcomes.append(Outcome(files, rejections, counts, None if last is None else sorted(touched), as_of))
    return outcomes


def _read(layout: Layout, work: Work) -> dict[str, Account]:
    specs = (*RELATIONAL, *DOWNLOAD) if layout.is_download else RELATIONAL
    accounts = stage(layout, specs, work)
    work.stage("check")
    if layout.is_download:
        check(accounts, DOWNLOAD_CHECKS)
        make_relational(known_names())
    else:
        check(accounts, RELATIONAL_CHECKS)
    return accounts


def _bring(
    actor: Actor, delivery_id: int, as_of: date, work: Work, *, is_first: bool, withdraw: bool
) -> tuple[dict[str, Mapping[str, int]], set[int]]:
    group_id = actor.group_id or 0
    counts: dict[str, Mapping[str, int]] = {}
    work.stage("take organisations", 8)
    counts["units"] = take_units(actor=actor, delivery_id=delivery_id, on=as_of)
    counts["names"] = take_spellings(actor=actor)
    work.stage("take programmes")
    counts["programmes"] = take_programmes(group_id)
    work.stage("take projects")
    counts["projects"], touched = take_projects(
        group_id=group_id, delivery_id=delivery_id, as_of=as_of, is_first=is_first, withdraw=withdraw
    )
    if not is_first and withdraw:
        _refuse_if_much_is_missing(group_id, counts["projects"]["withdrawn"])
    work.stage("take participations")
    counts["participations"], also = take_participations(group_id=group_id, delivery_id=delivery_id, as_of=as_of)
    work.stage("take results")
    counts["results"] = take_results(group_id=group_id, delivery_id=delivery_id, as_of=as_of, is_first=is_first)
    work.stage("take classifications")
    counts["tags"], counts["links"] = take_tags(), take_links()
    return counts, touched | also


def _refuse_if_much_is_missing(group_id: int, withdrawn: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM projects_project WHERE group_id = %s", [group_id])
        known = cursor.fetchone()[0]
    if withdrawn * _MISSING_SHARE > known:
        raise Refused("projects.cordis_incomplete", missing=withdrawn, known=known)


def _days(layout: Layout, plan: Plan) -> list[date]:
    """The days of the earlier and the present snapshot: the last change that CORDIS made before it was drawn."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT greatest(max(last_update_date), max(content_update_date))::date FROM read_project_before),"
            " (SELECT greatest(max(last_update_date), max(content_update_date))::date FROM read_project)"
        )
        earlier, present = cursor.fetchone()
    present = plan.as_of or present or timezone.localdate()
    return [min(earlier or present, present), present]


def _close(accounts: Mapping[str, Account]) -> tuple[list[FileAccount], list[Rejected]]:
    rejections = [rejected for account in accounts.values() for rejected in account.rejections]
    return [account.close() for account in accounts.values()], rejections
