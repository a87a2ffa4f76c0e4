"""Who may do what while a project runs and at its end. Each answers with a `Verdict`; the services require it."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project, Topic
from ceyuan.apps.strategy.interface import supervising_path
from ceyuan.core.kernel import Verdict
from ceyuan.core.taskbook import CLASSIFIED

MANAGE, LEAD, DECIDE, SIGN = "projects.manage", "projects.lead", "projects.decide", "projects.sign"
TEAM = "project_leader"
CHECK_MONEY, ARCHIVE, ASSESS = "projects.check_money", "projects.archive", "projects.assess"


def is_leader(actor: Actor, project: Project) -> bool:
    """Whether the actor leads this very project."""
    return actor.person_id is not None and actor.person_id == project.leader_id


def as_leader(actor: Actor, project: Project) -> Actor:
    """The actor with what leading this very project brings, for one act on it: never kept, and over nothing else.

    It rests on the name in the project alone, so that it begins and ends with it; nobody has to grant a role. Files
    may be attached with it, because an act that the policies allow may carry its evidence.
    """
    if not is_leader(actor, project):
        return actor
    permissions = ("projects.view", LEAD, SIGN, "documents.add")
    return actor.also(project.lead_unit.path, permissions=permissions, roles=(TEAM,))


def in_team(actor: Actor, project: Project) -> bool:
    """Whether the actor leads the project or a topic of it, or gives it person-months."""
    if actor.person_id is None:
        return False
    mine = actor.person_id
    return (
        is_leader(actor, project)
        or project.topics.filter(leader=mine).exists()
        or project.allocations.filter(person=mine).exists()
    )


def may_report(actor: Actor, project: Project, topic: Topic | None = None) -> Verdict:
    """Monthly progress is told by the leader of the topic or of the project, or by the office for them."""
    leads_topic = topic is not None and actor.person_id is not None and topic.leader_id == actor.person_id
    if leads_topic or leads(actor, project):
        return Verdict.allowed()
    return Verdict.refused("projects.progress_of_the_leader", unit=str(project.lead_unit))


def leads(actor: Actor, project: Project) -> bool:
    """Whether the actor may speak for the project: its leader, a leader of projects of the unit, or the office."""
    path = project.lead_unit.path
    return is_leader(actor, project) or actor.may(LEAD, path) or actor.may(MANAGE, path)


def may_speak(actor: Actor, project: Project) -> Verdict:
    """Bring evidence, name risks, apply for acceptance, enter what was achieved."""
    if leads(actor, project):
        return Verdict.allowed()
    return Verdict.refused("projects.of_the_team", unit=str(project.lead_unit))


def may_add_to_log(actor: Actor, project: Project) -> Verdict:
    """Everybody in the team keeps the log of experiments and decisions."""
    if in_team(actor, project) or leads(actor, project):
        return Verdict.allowed()
    return Verdict.refused("projects.of_the_team", unit=str(project.lead_unit))


def may_run(actor: Actor, project: Project) -> Verdict:
    """Decide on milestones, hold mid-term checks, conclude acceptances: the office, not on a project of its own."""
    if not actor.may(MANAGE, project.lead_unit.path):
        return Verdict.refused("projects.of_the_office", unit=str(project.lead_unit))
    return apart(actor, project)


def apart(actor: Actor, project: Project) -> Verdict:
    """Nobody decides on a project that he leads or works in."""
    return Verdict.refused("projects.own_project") if in_team(actor, project) else Verdict.allowed()


def may_decide(actor: Actor, project: Project) -> Verdict:
    """Exempt, conclude or fail: the leaders of the unit or above, or the office."""
    path = project.lead_unit.path
    if not (actor.may(DECIDE, path) or actor.may(MANAGE, path)):
        return Verdict.refused("projects.of_the_heads", unit=str(project.lead_unit))
    return apart(actor, project)


def may_terminate(actor: Actor, project: Project) -> Verdict:
    """End a project before its time: a decision of the leaders of the unit or above, which the office prepares."""
    if not actor.may(DECIDE, project.lead_unit.path):
        return Verdict.refused("projects.heads_terminate", unit=str(project.lead_unit))
    return apart(actor, project)


def may_conclude_midterm(actor: Actor, project: Project) -> Verdict:
    """Hold a mid-term check: the office for every other conclusion, the leaders to terminate."""
    return may_run(actor, project) or may_terminate(actor, project)


def may_supervise(actor: Actor, project: Project) -> Verdict:
    """Ask the project to put something right: who supervises from strictly above its lead unit."""
    if supervising_path(actor, project.lead_unit.path) is None:
        return Verdict.refused("projects.supervised_from_above", unit=str(project.lead_unit))
    return apart(actor, project)


def may_check_money(actor: Actor, project: Project) -> Verdict:
    """The money side is accepted by the finance of the unit or above."""
    if not actor.may(CHECK_MONEY, project.lead_unit.path):
        return Verdict.refused("projects.of_finance", unit=str(project.lead_unit))
    return apart(actor, project)


def may_check_file(actor: Actor, project: Project) -> Verdict:
    """The file is checked by the archive."""
    if not actor.may(ARCHIVE, project.lead_unit.path):
        return Verdict.refused("projects.of_the_archive", unit=str(project.lead_unit))
    return apart(actor, project)


def may_assess(actor: Actor, project: Project) -> Verdict:
    """Readiness is assessed by an expert outside the team."""
    if not actor.may(ASSESS, project.lead_unit.path):
        return Verdict.refused("projects.of_the_assessor")
    if in_team(actor, project):
        return Verdict.refused("projects.assessor_in_team")
    return Verdict.allowed()


def is_online(project: Project) -> Verdict:
    """Of a classified project only code, unit, public title and the state of its nodes are kept here."""
    if project.secrecy in CLASSIFIED:
        return Verdict.refused("projects.classified_offline", code=project.code)
    return Verdict.allowed()
