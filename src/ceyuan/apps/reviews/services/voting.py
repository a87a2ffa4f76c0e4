"""Votes of a panel on its cases: opened by the office, said by the members, counted by the core.

A member who is recused of a case is in neither side of its fractions, and neither sees nor votes on it. Who has to be
kept from some cases only votes in a box of their own for the others, so that a ballot never tells who is recused.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews import outcome
from ceyuan.apps.reviews import vote_rules as rules
from ceyuan.apps.reviews.models import OpenVote, Outcome, Panel, PanelCase, Recusal, Seat, Vote
from ceyuan.apps.reviews.policies import panels as policies
from ceyuan.apps.reviews.selectors.own import own
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review.canonical import canonical, fingerprint
from ceyuan.core.review.votes import Choice

from . import secret
from .records import held, note

SUBJECT = "reviews.vote"
TITLE = 200
_VOTING = ("reviewing", "closed")


def open_vote(
    *,
    actor: Actor,
    panel_id: int,
    title: str,
    case_ids: Sequence[int],
    rule: Mapping[str, Any],
    attending: Sequence[int] = (),
    is_secret: bool = False,
) -> list[Vote]:
    """Put cases to the vote; `attending` are the seats that are there, who votes later is added.

    Open: one vote. Secret: one for each group of cases from which the same members are recused. Returns them all.
    Invalid: `title`, `case_ids` (none, unknown, or already in an open vote), `rule` fields. Refused: not permitted,
    `reviews.no_votes_now`, `review.too_few_for_secrecy`, `reviews.list_with_recusals`.
    """
    with transaction.atomic():
        panel = _run(actor, panel_id)
        chosen = _cases(panel, case_ids)
        checked = rules.checked(rule, len(chosen))
        if not title.strip():
            raise Invalid({"title": ["kit.required"]})
        boxes = _boxes(panel, chosen) if is_secret else [chosen]
        if len(boxes) > 1 and checked["places"] is not None:
            raise Refused("reviews.list_with_recusals", panel=panel.title)
        made = []
        for number, box in enumerate(boxes, start=1):
            name = title.strip()[:TITLE] if len(boxes) == 1 else f"{title.strip()[: TITLE - 8]} ({number})"
            made.append(_open(actor, panel, name, box, checked, attending, is_secret=is_secret))
            note(panel, "vote.opened", _told(made[-1]))
    return made


def next_round(*, actor: Actor, vote_id: int) -> Vote:
    """Vote again on those that tied for the last places. Refused: `review.no_round_left`, not permitted."""
    with transaction.atomic():
        panel, vote = known_vote(actor, vote_id)
        policies.may_run(actor, panel.unit.path).require()
        last = vote.result or {}
        if vote.state != Vote.State.CLOSED or vote.rounds.exists() or not rules.may_go_on(vote):
            raise Refused("review.no_round_left", rounds=rules.round_number(vote))
        tied = [int(item) for item in last["tied"]]
        rule = {**vote.rule, "places": vote.rule["places"] - len(last["elected"])}
        made = _open(actor, panel, vote.title, tied, rule, vote.attending, is_secret=vote.is_secret, round_of=vote)
        note(panel, "vote.opened", _told(made))
    return made


def say(*, actor: Actor, vote_id: int, choices: Mapping[int, str]) -> list[OpenVote]:
    """A member votes by name, once, on all cases of an open vote that he or she is not recused of.

    Refused: `reviews.unknown_vote`, `reviews.vote_not_open`, `reviews.voted_already`, `review.recused`,
    `reviews.vote_is_secret`. Invalid: `choices` for a case without an answer, or too many yes.
    """
    with transaction.atomic():
        panel, vote = known_vote(actor, vote_id)
        if vote.is_secret:
            raise Refused("reviews.vote_is_secret")
        seat = voting_seat(actor, panel, vote)
        if OpenVote.objects.filter(vote=vote, seat=seat).exists():
            raise Refused("reviews.voted_already")
        mine = [case for case in vote.items if case not in recused_of(panel, seat)]
        if not mine or set(choices) - set(mine):
            raise Refused("review.recused")
        said = {case: Choice(choices[case]) for case in mine if choices.get(case) in set(Choice)}
        rules.check_paper(vote, {str(case): choice for case, choice in said.items()}, len(mine))
        made = OpenVote.objects.bulk_create(
            OpenVote(vote=vote, seat=seat, case_id=case, choice=choice.value) for case, choice in said.items()
        )
        attend(vote, seat)
        told = {str(case): choice.value for case, choice in said.items()}
        note(panel, "vote.said", {"vote": vote.pk, "seat": seat.pk, "choices": told})
        _record(actor, panel, vote, "reviews.vote.said")
    return made


def close_vote(*, actor: Actor, vote_id: int) -> Vote:
    """Count the vote and write down the result, once. Without a quorum nothing is decided: `review.quorum_missed`."""
    with transaction.atomic():
        panel, vote = known_vote(actor, vote_id)
        policies.may_run(actor, panel.unit.path).require()
        if vote.state != Vote.State.OPEN:
            raise Refused("reviews.vote_not_open", title=vote.title)
        sittings = rules.sittings(vote.items, members_of(panel), vote.attending, _recusals(panel))
        shown = secret.emptied(panel, vote) if vote.is_secret else None
        papers = shown.papers if shown is not None else _open_papers(vote)
        vote.result = rules.result(vote, sittings, papers, _ranks(panel)) | (
            {"publication": shown.told} if shown else {}
        )
        vote.state, vote.closed_at = Vote.State.CLOSED, timezone.now()
        vote.save(update_fields=["result", "state", "closed_at"])
        note(panel, "vote.closed", {"vote": vote.pk, "result": fingerprint("result", canonical(vote.result))})
        _record(actor, panel, vote, "reviews.vote.closed", after={"result": vote.result["decisions"]})
    return vote


def cancel_vote(*, actor: Actor, vote_id: int, reason: str) -> Vote:
    """End a vote that came to nothing; what was said stays on record and counts for nothing."""
    if not reason.strip():
        raise Invalid({"reason": ["workflow.reason_missing"]})
    with transaction.atomic():
        panel, vote = known_vote(actor, vote_id)
        policies.may_run(actor, panel.unit.path).require()
        if vote.state != Vote.State.OPEN:
            raise Refused("reviews.vote_not_open", title=vote.title)
        vote.state, vote.closed_at = Vote.State.CANCELLED, timezone.now()
        vote.save(update_fields=["state", "closed_at"])
        vote.waiting.all().delete()
        note(panel, "vote.cancelled", {"vote": vote.pk, "reason": reason.strip()})
        _record(actor, panel, vote, "reviews.vote.cancelled", reason=reason.strip())
    return vote


def known_vote(actor: Actor, vote_id: int) -> tuple[Panel, Vote]:
    """The vote, held with its panel, for who runs the panel or sits in it. Refused: `reviews.unknown_vote`."""
    panel_id = Vote.objects.filter(pk=vote_id, panel__group=actor.group_id or 0).values_list("panel", flat=True).first()
    if panel_id is None:
        raise Refused("reviews.unknown_vote")
    panel = held(panel_id)
    sits = Seat.objects.filter(own(actor, "expert__"), panel=panel, state="accepted").exists()
    if not sits and not actor.may(policies.RUN, panel.unit.path):
        raise Refused("reviews.unknown_vote")
    return panel, Vote.objects.select_for_update().get(pk=vote_id)


def voting_seat(actor: Actor, panel: Panel, vote: Vote) -> Seat:
    """The actor's seat in an open vote. Refused: `reviews.vote_not_open`, `reviews.not_seated`."""
    if vote.state != Vote.State.OPEN:
        raise Refused("reviews.vote_not_open", title=vote.title)
    seat: Seat | None = Seat.objects.filter(own(actor, "expert__"), panel=panel, state=Seat.State.ACCEPTED).first()
    if seat is None:
        raise Refused("reviews.not_seated")
    return seat


def members_of(panel: Panel) -> list[int]:
    """The seats that make up the committee."""
    seats = Seat.objects.filter(panel=panel, state=Seat.State.ACCEPTED)
    return list(seats.order_by("pk").values_list("pk", flat=True))


def recused_of(panel: Panel, seat: Seat) -> set[int]:
    """The cases that a seat is kept from."""
    return set(Recusal.objects.filter(case__panel=panel, expert=seat.expert_id).values_list("case", flat=True))


def attend(vote: Vote, seat: Seat) -> None:
    """Who votes is there."""
    if seat.pk not in vote.attending:
        vote.attending = sorted([*vote.attending, seat.pk])
        vote.save(update_fields=["attending"])


def _run(actor: Actor, panel_id: int) -> Panel:
    if not Panel.objects.visible_to(actor, policies.VIEW).filter(pk=panel_id).exists():
        raise Refused("reviews.unknown_panel")
    panel = held(panel_id)
    policies.may_run(actor, panel.unit.path).require()
    if panel.state not in _VOTING:
        raise Refused("reviews.no_votes_now", panel=panel.title)
    return panel


def _cases(panel: Panel, case_ids: Sequence[int]) -> list[int]:
    known = set(PanelCase.objects.filter(panel=panel, pk__in=case_ids).values_list("pk", flat=True))
    chosen = [one for one in dict.fromkeys(case_ids) if one in known]
    if not chosen or len(known) < len(set(case_ids)):
        raise Invalid({"case_ids": ["reviews.vote_without_cases"]})
    for vote in Vote.objects.filter(panel=panel, state=Vote.State.OPEN):
        if set(vote.items) & set(chosen):
            raise Invalid({"case_ids": [Reason("reviews.case_in_other_vote", {"title": vote.title})]})
    return chosen


def _boxes(panel: Panel, case_ids: Sequence[int]) -> list[list[int]]:
    """The cases by who is recused of them."""
    recusals = _recusals(panel)
    found: dict[frozenset[int], list[int]] = {}
    for case in case_ids:
        found.setdefault(frozenset(recusals.get(case, ())), []).append(case)
    return list(found.values())


def _recusals(panel: Panel) -> dict[int, set[int]]:
    """The seats that are recused, by case."""
    seats = dict(Seat.objects.filter(panel=panel).values_list("expert", "pk"))
    found: dict[int, set[int]] = {}
    for case, expert in Recusal.objects.filter(case__panel=panel).values_list("case", "expert"):
        if expert in seats:
            found.setdefault(case, set()).add(seats[expert])
    return found


def _ranks(panel: Panel) -> dict[str, int]:
    """The rank of each case by its scores, where a tie is settled by it."""
    kept = Outcome.objects.filter(panel=panel).first()
    return {str(one.case_id): one.rank for one in outcome.cases(kept.computed)} if kept else {}


def _open_papers(vote: Vote) -> list[dict[str, Choice]]:
    papers: dict[int, dict[str, Choice]] = {}
    for seat, case, choice in OpenVote.objects.filter(vote=vote).values_list("seat", "case", "choice"):
        papers.setdefault(seat, {})[str(case)] = Choice(choice)
    return list(papers.values())


def _open(
    actor: Actor,
    panel: Panel,
    title: str,
    items: Sequence[int],
    rule: Mapping[str, Any],
    attending: Sequence[int],
    *,
    is_secret: bool,
    round_of: Vote | None = None,
) -> Vote:
    members = set(members_of(panel))
    vote: Vote = Vote(
        panel=panel,
        number=Vote.objects.filter(panel=panel).count() + 1,
        title=title,
        is_secret=is_secret,
        items=list(items),
        rule=dict(rule),
        attending=sorted(members & set(attending)),
        round_of=round_of,
        opened_by_id=actor.account_id,
    )
    recused = {seat for case, seats in _recusals(panel).items() if case in items for seat in seats}
    tokens = secret.fresh_tokens(vote, len(members - recused)) if is_secret else []
    vote.save()
    secret.lay_out(vote, tokens)
    _record(actor, panel, vote, "reviews.vote.opened")
    return vote


def _told(vote: Vote) -> dict[str, Any]:
    return {
        "vote": vote.pk,
        "items": vote.items,
        "secret": vote.is_secret,
        "rule": dict(vote.rule),
        "commitments": vote.commitments,
        "round_of": vote.round_of_id,
    }


def _record(
    actor: Actor, panel: Panel, vote: Vote, act: str, *, reason: str = "", after: Mapping[str, Any] | None = None
) -> None:
    label = f"{panel.title}: {vote.title}"[:200]
    audit.record(
        actor=actor, act=act, subject=(SUBJECT, vote.pk, label), after=after, reason=reason, unit_path=panel.unit.path
    )
