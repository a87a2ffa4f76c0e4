"""Votes of a panel: the list, one vote with its result, and voting by name."""

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.reviews.messages import engine
from ceyuan.apps.reviews.messages import votes as words
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import votes as selectors
from ceyuan.apps.reviews.services import voting
from ceyuan.apps.reviews.vote_rules import may_go_on
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.trees import explained
from ceyuan.kit.views import Action, ActorView, Crumb

from .panel_parts import panel_crumb, panel_tabs


class VoteListView(ActorView):
    """All votes of a panel."""

    template_name = "reviews/vote_list.html"
    title = gettext_lazy("Votes")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(context["panel"])]

    def actions(self, **context: Any) -> list[Action]:
        panel = context["panel"]
        if not self.actor.may(RUN, panel.unit.path) or panel.state not in {"reviewing", "closed"}:
            return []
        return [Action(gettext_lazy("New vote"), reverse("reviews:vote_open", args=[panel.pk]), "plus", primary=True)]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.votes_of(self.actor, pk)
        if found is None:
            raise Http404
        panel, votes = found
        rows = [{"vote": one, "state": words.STATES[one.state], "tone": words.TONES[one.state]} for one in votes]
        return render(
            request, self.template_name, self.frame(panel=panel, rows=rows, tabs=panel_tabs(panel, "vote_list"))
        )


class VoteView(ActorView):
    """One vote: what to do, or what came out, with the tree of each decision."""

    template_name = "reviews/vote.html"

    def page_title(self, **context: Any) -> str:
        return str(context["sight"].vote.title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        panel = context["sight"].panel
        votes = Crumb(gettext_lazy("Votes"), reverse("reviews:vote_list", args=[panel.pk]))
        return [panel_crumb(panel), votes]

    def actions(self, **context: Any) -> list[Action]:
        sight = context["sight"]
        place = [sight.vote.pk]
        if sight.runs and sight.vote.state == "open":
            return [
                Action(gettext_lazy("Cancel the vote"), reverse("reviews:vote_cancel", args=place), "x"),
                Action(gettext_lazy("Close and count"), reverse("reviews:vote_close", args=place), "check"),
            ]
        shown = []
        if sight.runs and sight.vote.state == "closed" and may_go_on(sight.vote) and not sight.vote.rounds.exists():
            shown.append(Action(gettext_lazy("Next round"), reverse("reviews:vote_round", args=place), "refresh"))
        if sight.vote.is_secret and sight.vote.state == "closed":
            shown.append(Action(gettext_lazy("Recount"), reverse("reviews:recount", args=place), "checklist"))
        return shown

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, self.found(pk), [], 200)

    def found(self, pk: int) -> selectors.VoteSight:
        """The vote, or 404."""
        sight = selectors.vote_of(self.actor, pk)
        if sight is None:
            raise Http404
        return sight

    def show(
        self, request: HttpRequest, sight: selectors.VoteSight, faults: list[str], status: int
    ) -> HttpResponseBase:
        """The page, after a mistake with what stands against the paper."""
        vote = sight.vote
        context = self.frame(
            sight=sight,
            vote=vote,
            faults=faults,
            state=words.STATES[vote.state],
            tone=words.TONES[vote.state],
            rule=rule_text(vote.rule),
            choices=words.CHOICES.items(),
            typed={case.pk: request.POST.get(f"case-{case.pk}", "") for case in sight.cases},
            results=[_result(sight, case) for case in sight.cases] if vote.state == "closed" else [],
            said=[
                (str(seat.expert), [words.CHOICES.get(said.get(case.pk, ""), "–") for case in sight.cases])
                for seat, said in selectors.said_by_name(sight)
            ],
        )
        return render(request, self.template_name, context, status=status)


class SayView(VoteView):
    """A member votes by name."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        sight = self.found(pk)
        choices = {case.pk: request.POST.get(f"case-{case.pk}", "") for case in sight.cases}
        try:
            voting.say(actor=self.actor, vote_id=pk, choices=choices)
        except Refused as problem:
            return self.show(request, sight, [reason_text(problem.reason)], 422)
        except Invalid as problem:
            faults = [reason_text(one) for found in problem.fields.values() for one in found]
            return self.show(request, sight, faults, 422)
        messages.success(request, _("Your vote is counted."))
        return HttpResponseRedirect(reverse("reviews:vote", args=[pk]))


def rule_text(rule: Any) -> str:
    """The rule in a sentence."""
    facts = {
        "threshold": ("> " if rule["threshold_more"] else "≥ ") + str(Fraction(rule["threshold"])),
        "base": words.BASES[rule["base"]],
        "quorum": ("> " if rule["quorum_more"] else "≥ ") + str(Fraction(rule["quorum"])),
        "places": rule["places"],
    }
    if rule["places"] is None:
        return _("Passed with %(threshold)s %(base)s; quorum %(quorum)s of the entitled.") % facts
    return _("%(places)s places, each with %(threshold)s %(base)s; quorum %(quorum)s of the entitled.") % facts


def _result(sight: selectors.VoteSight, case: Any) -> dict[str, Any]:
    decision = sight.decisions[case.pk]
    result = sight.vote.result or {}
    is_list = sight.vote.rule["places"] is not None
    chosen, tied = str(case.pk) in result["elected"], str(case.pk) in result["tied"]
    verdict = _("Gets a place") if is_list else _("Passed")
    if not chosen:
        verdict = _("Tied") if tied else _("No place") if is_list else _("Not passed")
    sitting = result["sittings"][str(case.pk)]
    return {
        "case": case,
        "tally": decision.tally,
        "verdict": verdict,
        "tone": "good" if chosen else "warn" if tied else "bad",
        "reason": reason_text(decision.reason),
        "recused": len(sitting["recused"]),
        "tree": explained(
            decision.explained, labels={**engine.FORMULAS, **engine.LABELS, **engine.VALUES}, formulas={}
        ),
    }
