"""Takes a work plan with its log: the project, its units, one adopted version of the task book for every commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.intake import interface as intake
from ceyuan.apps.intake.interface import Outcome, Work
from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.services.taskbooks.projection import follow

from .books import Binder, Frame
from .inconsistencies import inconsistencies
from .project import ensure_project
from .replay import copied, first_state, log_of
from .tables import Files, read_files
from .versions import History, write_history

KIND = "workplan"
GROUP = {"code": "ODK", "name_zh": "OpenDreamKit 联合体", "name_en": "OpenDreamKit consortium", "currency": "EUR"}
# The grant agreement of the plan that is public: number, first day and length are not in its tables.
OPENDREAMKIT = ("676541", "OpenDreamKit", date(2015, 9, 1), 48)

_UNITS = """
INSERT INTO next_unit (code, parent_code, kind, name_zh, name_en, country, region_code, attributes, sort_key)
SELECT used.code, (SELECT u.code FROM organisation_unit u WHERE u.group_id = %(group)s AND u.parent_id IS NULL),
       'institute', '', used.code, '', '', '{}'::jsonb, lower(used.code)
  FROM unnest(%(codes)s::text[]) AS used(code)
 WHERE NOT EXISTS (SELECT 1 FROM organisation_unit u WHERE u.group_id = %(group)s AND u.code = used.code)
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the files do not tell: number and title of the project, its first day and its length in months."""

    code: str = OPENDREAMKIT[0]
    title: str = OPENDREAMKIT[1]
    starts_on: date = OPENDREAMKIT[2]
    months: int = OPENDREAMKIT[3]


def take_workplan(*, actor: Actor, path: Path, plan: Plan | None = None, screen: bool = False) -> Any:
    """Take the plan in the folder `path` into the actor's group; returns the delivery. A second run changes nothing.

    Raises `IntakeError` for files that cannot be read, `Refused` with `projects.workplan_differs` when the group has
    this task book with other versions: what was agreed is not rewritten.
    """
    told = plan or Plan()
    announced = intake.announce(actor=actor, kind=KIND, name=path.name, source={"path": str(path)})
    (taken,) = intake.run(
        actor=actor,
        deliveries=[announced],
        take=lambda deliveries, work: [_take(actor, path, told, deliveries[0].pk, work)],
        screen=screen,
    )
    return taken


def _take(actor: Actor, path: Path, plan: Plan, delivery_id: int, work: Work) -> Outcome:
    work.stage("read the plan and its log")
    files = read_files(path)
    commits = log_of(files)
    first, commits = first_state(files, commits)
    lead = next((row["lead"] for row in files.rows("work_package")), "")
    currency = organisation.group_by_code(actor.group_code).currency
    binder = Binder(files, Frame(plan.code, plan.title, plan.starts_on, plan.months, lead, currency))
    units = _units(actor, files, delivery_id, plan.starts_on)
    work.stage("take the versions", len(commits))
    project, is_new = ensure_project(actor, binder.frame, delivery_id)
    history = History(binder, copied(first), commits)
    written = write_history(project, history, work)
    found = inconsistencies(files, first, commits)
    changed = {"units": {"inserted": units}, "projects": {"inserted": int(is_new)}, **written.counts}
    if written.last is not None:
        _bring_into_force(actor, project, written.last, [one.told() for one in found], changed)
    accounts = [table.close() for table in files.tables.values()]
    return Outcome(accounts, files.rejections, changed, [project.pk], commits[-1].made_at.date() if commits else None)


def _bring_into_force(
    actor: Actor, project: Project, version: Any, found: Sequence[dict[str, Any]], changed: dict[str, dict[str, int]]
) -> None:
    follow(version)
    project.refresh_from_db()
    # A plan without money: unknown is not zero.
    project.total_minor = None
    project.facts = {**project.facts, "workplan": {"inconsistencies": list(found)}}
    project.save(update_fields=["total_minor", "facts"])
    audit.record(
        actor=actor,
        act="projects.workplan.taken",
        subject=("projects.project", project.pk, project.code),
        after={"versions": changed["versions"]["inserted"], "orders": changed["orders"]["inserted"]},
        unit_path=project.lead_unit.path,
    )


def _units(actor: Actor, files: Files, delivery_id: int, on: date) -> int:
    codes = list(dict.fromkeys(row["partner"] for row in files.rows("work_package_effort")))
    codes += [row["lead"] for row in files.rows("work_package") if row["lead"] not in codes]
    organisation.stage_next_units()
    with connection.cursor() as cursor:
        cursor.execute(_UNITS, {"group": actor.group_id, "codes": codes})
    written = organisation.take_next_units(actor=actor, delivery_id=delivery_id, on=on)
    return int(written.inserted)
