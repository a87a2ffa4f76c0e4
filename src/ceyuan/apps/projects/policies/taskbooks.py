"""Who may draft, issue and change task books. Classified projects have none here: they are contracted offline."""

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.models.taskbooks import project_behind
from ceyuan.core.kernel import Verdict
from ceyuan.core.taskbook import CLASSIFIED

VIEW, CONTRACT, LEAD = "projects.view", "projects.contract", "projects.lead"


def may_keep_online(project: Project) -> Verdict:
    """Of a classified project only code, unit, public title and state of the nodes may stand in this system."""
    if project.secrecy in CLASSIFIED:
        return Verdict.refused("projects.classified_offline", code=project.code)
    return Verdict.allowed()


def may_draft(actor: Actor, project: Project) -> Verdict:
    """Write a task book or the draft of a change: the office, or the leader of the project."""
    is_leader = actor.person_id is not None and actor.person_id == project.leader_id
    if is_leader or actor.may(CONTRACT, project.lead_unit.path):
        return may_keep_online(project)
    return Verdict.refused("projects.taskbook_not_permitted", unit=str(project.lead_unit))


def may_issue(actor: Actor, project: Project) -> Verdict:
    """Offer a task book for signing, recall it, put it into force: the office."""
    if actor.may(CONTRACT, project.lead_unit.path):
        return may_keep_online(project)
    return Verdict.refused("projects.taskbook_of_the_office", unit=str(project.lead_unit))


def task_book_documents(actor: Actor, subject_id: str, act: str) -> Verdict:
    """Files of a task book are read like the project; nothing may be uploaded to a classified one."""
    found = project_behind(actor, VIEW, task_book__versions__pk=subject_id)
    return _documents(actor, found, act)


def project_documents(actor: Actor, subject_id: str, act: str) -> Verdict:
    """Files of a project: nothing may be uploaded to a classified one."""
    found = project_behind(actor, VIEW, pk=subject_id)
    return _documents(actor, found, act)


def _documents(actor: Actor, project: Project | None, act: str) -> Verdict:
    if project is None:
        return Verdict.refused("documents.not_found")
    return Verdict.allowed() if act == "view" else may_keep_online(project)


DOCUMENT_RULES = {"projects.taskbookversion": task_book_documents, "projects.project": project_documents}
