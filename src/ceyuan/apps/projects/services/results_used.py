"""Counting results at an acceptance: each once, with its share, and never one that another project counts."""

from django.db import IntegrityError, transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project, Result, ResultUse
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.result_keys import key_of
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.core.kernel import Invalid, Refused

from .acceptance import subject_of, under_way
from .held import held, noted, words

WHOLE = 1_000_000


@transaction.atomic
def count(
    *,
    actor: Actor,
    code: str,
    result_id: int | None = None,
    title: str = "",
    identifier: str = "",
    share_ppm: int = WHOLE,
) -> ResultUse:
    """Count a result of the project, or one that is named here, with its share.

    Refused when other acceptances leave no such share (they are named), when it is older than the project, or counted.
    """
    project = held(actor, code)
    acceptance = under_way(project)
    policies.may_speak(actor, project).require()
    result = _result(project, result_id)
    shown = (result.title or result.source_key) if result else words("title", title, 600)
    key = key_of(result.identifier if result else identifier, shown)
    if not key:
        raise Invalid({"identifier": ["projects.result_without_identifier"]})
    if not 0 < share_ppm <= WHOLE:
        raise Invalid({"share_ppm": ["projects.share_outside"]})
    _is_of_its_time(project, result, shown)
    if acceptance.results_used.filter(identifier=key).exists():
        raise Refused("projects.result_counted_here", result=shown[:120])
    _is_free(project, key, share_ppm, shown)
    try:
        with transaction.atomic():
            made = ResultUse.objects.create(
                group_id=project.group_id,
                acceptance=acceptance,
                result=result,
                identifier=key,
                title=shown[:600],
                share_ppm=share_ppm,
                used_by_id=actor.person_id,
            )
    except IntegrityError:
        # Somebody else was faster by a moment: say who.
        _is_free(project, key, share_ppm, shown)
        raise
    noted(
        actor,
        "projects.result.counted",
        project,
        subject_of(acceptance),
        after={"result": shown[:200], "identifier": key, "share_ppm": share_ppm},
    )
    return made


@transaction.atomic
def release(*, actor: Actor, code: str, use_id: int) -> Project:
    """Count it no longer; another project may then."""
    project = held(actor, code)
    acceptance = under_way(project)
    policies.may_speak(actor, project).require()
    found = acceptance.results_used.filter(pk=use_id).first()
    if found is None:
        raise Refused("projects.unknown_result_use")
    title = found.title
    found.delete()
    noted(actor, "projects.result.released", project, subject_of(acceptance), before={"result": title[:200]})
    return project


def _result(project: Project, result_id: int | None) -> Result | None:
    if result_id is None:
        return None
    found: Result | None = project.results.filter(pk=result_id, withdrawn_on=None).first()
    if found is None:
        raise Invalid({"result_id": ["projects.unknown_result"]})
    return found


def _is_of_its_time(project: Project, result: Result | None, shown: str) -> None:
    if result and result.year and project.starts_on and result.year < project.starts_on.year:
        raise Refused("projects.result_before_project", result=shown[:120], year=result.year)


def _is_free(project: Project, key: str, share_ppm: int, shown: str) -> None:
    others = selectors.other_uses(project, key)
    if sum(one.share_ppm for one in others) + share_ppm > WHOLE:
        raise Refused(
            "projects.result_used",
            result=shown[:120],
            project="、".join(sorted({one.acceptance.project.code for one in others})),
            left=f"{(WHOLE - sum(one.share_ppm for one in others)) / 10_000:g}",
        )
