"""The project of a chosen bid (揭榜项目): what was promised comes from the bid, and the task book is drafted from it.

The decision about the bid, with its written reasons and its public notice, is the approval of the project.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.interface import Award, award_for
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Participation, Project, ProjectText, SourceIndicator
from ceyuan.apps.projects.policies.taskbooks import CONTRACT
from ceyuan.apps.projects.selectors import from_bid
from ceyuan.apps.projects.services.taskbooks import starting
from ceyuan.apps.projects.workflows import projects as life
from ceyuan.core.kernel import text
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.core.taskbook.parts import Milestone

KIND = "calls.bid"


@transaction.atomic
def make(
    *,
    actor: Actor,
    bid_id: int,
    code: str,
    programme: str,
    starts_on: date,
    ends_on: date,
    budget_mode: str = "itemised",
) -> Project:
    """Make the project of a chosen bid, with its promises and the draft of its task book.

    Refused: `projects.no_such_award`, `projects.bid_not_pledged`, `projects.bid_has_project`. `Invalid` on "code",
    "programme" and "ends_on".
    """
    award = award_for(actor, bid_id, locked=True)
    if award is None:
        raise Refused("projects.no_such_award")
    if not actor.may(CONTRACT, award.bid.unit.path):
        raise Refused("projects.taskbook_of_the_office", unit=str(award.bid.unit))
    if award.bid.state not in {"pledged", "running"}:
        raise Refused("projects.bid_not_pledged")
    if from_bid.project_of_bid(bid_id) is not None:
        raise Refused("projects.bid_has_project")
    under = selectors.programme(actor, programme.strip())
    wrong: dict[str, list[str | Reason]] = {}
    if under is None:
        wrong["programme"] = ["projects.no_programme_of_code"]
    if not code.strip() or from_bid.is_taken(actor, code.strip()):
        wrong["code"] = ["projects.code_taken"]
    last = max((one.due_on for one in award.milestones), default=ends_on)
    if ends_on <= starts_on or ends_on < last:
        wrong["ends_on"] = ["projects.ends_before_milestones"]
    if wrong or under is None:
        raise Invalid(wrong)
    made = _project(award, code.strip(), under.pk, (starts_on, ends_on), budget_mode)
    _promises(made, award)
    audit.record(
        actor=actor,
        act="projects.project.from_bid",
        subject=("projects.project", made.pk, made.code),
        before={},
        after={"bid": bid_id, "challenge": award.bid.challenge.code, "money": str(award.money.minor)},
        unit_path=award.bid.unit.path,
    )
    starting.start(actor=actor, code=made.code, milestones=_milestones(award))
    return Project.objects.get(pk=made.pk)


def _project(award: Award, code: str, programme_id: int, period: tuple[date, date], budget_mode: str) -> Project:
    bid, asked = award.bid, award.bid.challenge
    title = bid.title
    made: Project = Project.objects.create(
        group_id=bid.group_id,
        code=code,
        programme_id=programme_id,
        lead_unit_id=bid.unit_id,
        leader_id=bid.leader_id,
        leader_name=str(bid.leader)[:120],
        title_zh=title,
        starts_on=period[0],
        ends_on=period[1],
        currency=award.money.currency,
        total_minor=award.money.minor,
        funding_minor=award.money.minor,
        secrecy=asked.secrecy,
        source_level="group" if asked.unit.path.count(".") == 0 else "strategic_unit",
        mode=asked.mode,
        budget_mode=budget_mode,
        direction_id=asked.direction_id,
        facts={"bid": bid.pk, "challenge": asked.code, "approved_on": timezone.localdate().isoformat()},
        workflow=life.NAME,
        workflow_version=1,
        state="approved",
        sort_key=text.sort_key(title),
        search_text=text.search_text(title, code),
        search_initials=text.search_initials(title),
        search_grams=list(text.grams(title, code)),
    )
    Participation.objects.create(
        group_id=bid.group_id,
        project=made,
        unit_id=bid.unit_id,
        role=Participation.Role.LEAD,
        funding_minor=award.money.minor,
    )
    told = (("objective", asked.problem), ("background", asked.background), ("route", bid.route))
    ProjectText.objects.bulk_create(
        ProjectText(project=made, kind=kind, language="zh", text=words) for kind, words in told if words.strip()
    )
    return made


def _promises(made: Project, award: Award) -> None:
    """What the bid offered, never below what the challenge asked for: the floor of every later task book."""
    due = max((one.due_on for one in award.milestones), default=made.ends_on)
    SourceIndicator.objects.bulk_create(
        SourceIndicator(
            project=made,
            key=f"bid{award.bid.pk}-{position}",
            origin=SourceIndicator.Origin.BID,
            source_kind=KIND,
            source_id=str(award.bid.pk),
            position=position,
            name=one.name,
            direction=one.direction,
            baseline=one.baseline,
            final=one.value,
            due_on=due,
            unit_of_measure=one.unit_of_measure,
            method=one.method[:200],
            is_binding=one.is_hard,
        )
        for position, one in enumerate(award.indicators, start=1)
    )


def _milestones(award: Award) -> list[Milestone]:
    """The milestones of the bid with the shares of the money that follow its mode."""
    return [
        Milestone(
            f"m{number}",
            name=one.name,
            due_on=one.due_on,
            criteria=one.criteria,
            payment_share_ppm=one.share_ppm,
        )
        for number, one in enumerate(award.milestones, start=1)
    ]
