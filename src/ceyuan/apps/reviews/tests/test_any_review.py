"""Whatever happens in a review, in any order: a reviewer with a conflict sees no case, gives no score and no vote."""

import contextlib

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ceyuan.apps.organisation.interface import NOBODY
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.reviews import outcome
from ceyuan.apps.reviews.models import Envelope, Mark, OpenVote, Outcome, Recusal, Sheet, Vote
from ceyuan.apps.reviews.selectors import desk, record, results, votes
from ceyuan.apps.reviews.services import reviewing, secret, voting
from ceyuan.core.kernel import Invalid, Refused

from .chamber import Chamber, in_review, writing

EXPERTS = st.integers(0, 3)
CASES = st.integers(0, 1)


def expected() -> contextlib.AbstractContextManager[None]:
    """An act may be refused in words; anything else is a fault."""
    return contextlib.suppress(Refused, Invalid)


class AnyReview(RuleBasedStateMachine):
    """Random acts of four experts and an office on two cases."""

    room: Chamber
    cast: Cast

    @initialize(secrecy=st.booleans())
    def start(self, *, secrecy: bool) -> None:
        self.room = in_review(self.cast, experts=4, cases=2)
        self.room.assign_all()
        self.secrecy = secrecy
        self.tokens: list[tuple[int, str]] = []

    def place(self, expert: int, case: int) -> dict[str, object]:
        return {
            "actor": self.room.experts[expert].actor,
            "assignment_id": self.room.assignments[expert, case].pk,
        }

    @rule(expert=EXPERTS, case=CASES)
    def begins(self, expert: int, case: int) -> None:
        with expected():
            reviewing.begin(**self.place(expert, case))

    @rule(expert=EXPERTS, case=CASES, points=st.integers(0, 10))
    def submits(self, expert: int, case: int, points: int) -> None:
        with expected():
            reviewing.submit(**self.place(expert, case), writing=writing(str(points)))

    @rule(expert=EXPERTS, case=CASES)
    def declares_a_conflict(self, expert: int, case: int) -> None:
        with expected():
            reviewing.recuse(**self.place(expert, case), words="师生关系")

    @rule(expert=EXPERTS, case=CASES, back=st.booleans())
    def abstains_or_returns(self, expert: int, case: int, *, back: bool) -> None:
        with expected():
            if back:
                reviewing.return_to(**self.place(expert, case))
            else:
                reviewing.abstain(**self.place(expert, case), words="")

    @rule(case=CASES)
    def office_opens_a_vote(self, case: int) -> None:
        with expected():
            voting.open_vote(
                actor=self.cast.manager_a.actor,
                panel_id=self.room.panel.pk,
                title="表决",
                case_ids=[self.room.cases[case].pk],
                rule={},
                is_secret=self.secrecy,
            )

    @rule(expert=EXPERTS)
    def votes_on_all_that_is_open(self, expert: int) -> None:
        actor = self.room.experts[expert].actor
        for vote in Vote.objects.filter(panel=self.room.panel, state="open"):
            with expected():
                if vote.is_secret:
                    token = secret.take_envelope(actor=actor, vote_id=vote.pk)
                    said = {str(item): "yes" for item in vote.items}
                    secret.cast(actor=NOBODY, vote_id=vote.pk, token=token, choices=said)
                else:
                    voting.say(actor=actor, vote_id=vote.pk, choices=dict.fromkeys(vote.items, "yes"))

    @rule()
    def office_counts(self) -> None:
        for vote in Vote.objects.filter(panel=self.room.panel, state="open"):
            with expected():
                voting.close_vote(actor=self.cast.manager_a.actor, vote_id=vote.pk)

    @rule()
    def office_closes(self) -> None:
        with expected():
            self.room.close()

    @invariant()
    def who_has_a_conflict_sees_nothing(self) -> None:
        if not hasattr(self, "room"):
            return
        for one in Recusal.objects.filter(case__panel=self.room.panel).select_related("expert"):
            member = next(m for m in self.room.experts if m.person.pk == one.expert.person_id)
            seen = {row.case_id for row in desk.my_assignments(member.actor)}
            assert one.case_id not in seen
            for vote in Vote.objects.filter(panel=self.room.panel):
                sight = votes.vote_of(member.actor, vote.pk)
                assert sight is None or one.case_id not in {case.pk for case in sight.cases}

    @invariant()
    def who_has_a_conflict_gives_neither_score_nor_later_vote(self) -> None:
        if not hasattr(self, "room"):
            return
        for one in Recusal.objects.filter(case__panel=self.room.panel):
            mine = {"assignment__case": one.case_id, "assignment__seat__expert": one.expert_id}
            assert not Sheet.objects.filter(**mine).exclude(state="void").exists()
            later = OpenVote.objects.filter(case=one.case_id, seat__expert=one.expert_id, at__gt=one.at)
            assert not later.exists()
            for vote in Vote.objects.filter(panel=self.room.panel, is_secret=True, opened_at__gt=one.at):
                taken = Envelope.objects.filter(vote=vote, seat__expert=one.expert_id).exists()
                assert not (taken and one.case_id in vote.items)

    @invariant()
    def the_record_holds_and_scores_stay_closed_before_closing(self) -> None:
        if not hasattr(self, "room"):
            return
        self.room.panel.refresh_from_db()
        assert record.faults(self.room.panel) == []
        if self.room.panel.state == "reviewing":
            assert not Mark.objects.exists()
            assert not Outcome.objects.exists()
            assert results.results_of(self.cast.manager_a.actor, self.room.panel.pk) is None
        else:
            kept = Outcome.objects.get(panel=self.room.panel).computed
            counted = {one.case_id for one in outcome.cases(kept)}
            done = Sheet.objects.filter(state="submitted", assignment__state="done")
            assert counted == set(done.values_list("assignment__case", flat=True))


@pytest.mark.django_db
def test_in_any_order_nobody_with_a_conflict_sees_scores_or_votes(cast: Cast) -> None:
    from django.db import transaction

    class Within(AnyReview):
        """Each run starts from the same cast and is rolled back."""

        def __init__(self) -> None:
            super().__init__()
            self.cast = cast
            self.frame = transaction.atomic()
            self.frame.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    run_state_machine_as_test(
        Within,
        settings=settings(
            max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
