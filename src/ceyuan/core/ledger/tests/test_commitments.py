"""Money bound, spent and paid: each act once, budgets asked before money is bound, nothing below zero in any order."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger.commitments import (
    Book,
    BudgetLine,
    Commit,
    Pay,
    Plan,
    Post,
    Release,
    Reverse,
    apply,
    expiring,
    may,
    warnings,
)

DAY = date(2025, 3, 1)
LINES = (BudgetLine(2025, "own", 100), BudgetLine(2025, "state", 50), BudgetLine(2026, "own", 30))
PLAN = Plan("P1", LINES)
OWN = (2025, "own")


def commit(key: str = "c1", fen: int = 60, **others) -> Commit:
    known = {"contract": "HT-1", "year": 2025, "source": "own", "expires_on": date(2025, 6, 30)} | others
    return Commit(key, fen=fen, **known)


def post(key: str = "v1", fen: int = 40, commitment: str = "c1", **others) -> Post:
    known = {"voucher": "记-1", "year": 2025, "source": "own"} | others
    return Post(key, fen=fen, commitment=commitment, **known)


def book(*acts, plan: Plan = PLAN) -> Book:
    found = Book(plan, DAY)
    for act in acts:
        found = apply(found, act)
    return found


def test_a_contract_binds_a_voucher_uses_and_a_payment_pays() -> None:
    found = book(commit(), post(), Pay("p1", "v1", 25))

    assert (found.committed(), found.actual(), found.paid_out(), found.available(OWN)) == (20, 40, 25, 40)


def test_an_act_sent_twice_happens_once_and_another_under_its_key_is_refused() -> None:
    found = book(commit(), commit())

    assert found.committed() == 60
    with pytest.raises(Refused, match=r"ledger\.act_differs"):
        apply(found, commit(fen=61))


def test_a_budget_is_asked_before_it_is_exceeded() -> None:
    found = book(commit())
    verdict = may(found, commit("c2", 41))

    assert [reason.code for reason in verdict.reasons] == ["ledger.budget_exceeded"]
    assert verdict.reasons[0].facts["available_fen"] == 40
    assert may(found, commit("c2", 40))
    assert found.committed() == 60


def test_budgets_of_years_and_sources_do_not_help_each_other_out() -> None:
    with pytest.raises(Refused, match=r"ledger\.budget_exceeded"):
        book(commit(fen=31, year=2026))
    with pytest.raises(Refused, match=r"ledger\.other_place"):
        book(commit(), post(source="state"))


def test_a_commitment_gives_back_what_is_open_when_it_expires() -> None:
    found = book(commit(), post()).on(date(2025, 7, 1))

    assert (found.committed(), found.available(OWN)) == (0, 60)
    assert found.commitments["c1"].state == "expired"
    with pytest.raises(Refused, match=r"ledger\.commitment_closed"):
        apply(found, post("v2", 5))
    assert book(commit()).on(date(2025, 6, 30)).committed() == 60


def test_what_expires_soon_is_named_first() -> None:
    found = book(commit(fen=10), commit("c2", 10, expires_on=date(2025, 4, 1)), commit("c3", 10, expires_on=date.max))

    assert [one.act.key for one in expiring(found, date(2025, 6, 30))] == ["c2", "c1"]


def test_a_lump_sum_knows_its_total_and_its_negative_list_only() -> None:
    plan = Plan("P1", LINES, lump_sum=True, negative_list=frozenset({"entertainment"}))
    found = book(commit(fen=180), plan=plan)

    assert found.available(OWN) == 0
    for act in (commit("c2", 1), commit("c3", 1, subject="entertainment")):
        assert not may(found, act)
    with pytest.raises(Refused, match=r"ledger\.on_negative_list"):
        book(post(commitment="", subject="entertainment"), plan=plan)


def test_warnings_come_before_and_after_the_budget_is_exceeded() -> None:
    assert warnings(book(commit(fen=79))) == ()
    assert [reason.code for reason in warnings(book(commit(fen=80)))] == ["ledger.budget_nearly_used"]
    over = warnings(book(post(fen=101, commitment="")))
    assert [(reason.code, reason.facts["source"]) for reason in over] == [("ledger.over_budget", "own")]
    unplanned = warnings(book(post(fen=1, commitment="", source="gift")))
    assert [reason.code for reason in unplanned] == ["ledger.over_budget"]


def test_a_reversed_voucher_opens_its_commitment_again_unless_it_was_paid() -> None:
    found = book(commit(), post(fen=60), Reverse("r1", "v1", "记-9"))

    assert (found.committed(), found.actual(), found.commitments["c1"].state) == (60, 0, "open")
    with pytest.raises(Refused, match=r"ledger\.paid_already"):
        book(commit(), post(), Pay("p1", "v1", 1), Reverse("r1", "v1", "记-9"))


@pytest.mark.parametrize(
    ("acts", "code"),
    [
        ((commit(fen=0),), "amount_not_positive"),
        ((commit(), post(fen=61)), "above_commitment"),
        ((post(),), "commitment_unknown"),
        ((commit(), post(), Pay("p1", "v1", 41)), "paid_above_cost"),
        ((Pay("p1", "v9", 1),), "post_unknown"),
        ((commit(), Release("r1", "c1", " ")), "release_without_reason"),
        ((commit(), Release("r1", "c1", "合同终止"), Release("r2", "c1", "合同终止")), "commitment_closed"),
        ((commit(expires_on=date(2025, 2, 28)),), "commitment_closed"),
    ],
)
def test_it_refuses_acts_that_contradict_the_book(acts: tuple, code: str) -> None:
    with pytest.raises(Refused, match=rf"ledger\.{code}"):
        book(*acts)


class MoneyOfAProject(RuleBasedStateMachine):
    """Any order of acts: the sums of the book always equal those kept beside it."""

    committing = Bundle("committing")
    posting = Bundle("posting")
    amounts = st.integers(1, 80)

    @initialize(lump_sum=st.booleans())
    def begin(self, lump_sum: bool) -> None:  # noqa: FBT001
        self.book = Book(Plan("P1", LINES, lump_sum=lump_sum), DAY)
        self.number = 0
        self.actual = self.paid = 0

    def attempt(self, act) -> bool:
        before = self.book
        try:
            self.book = apply(self.book, act)
        except Refused:
            assert self.book is before
            return False
        assert apply(self.book, act) is self.book
        return True

    def key(self) -> str:
        self.number += 1
        return f"k{self.number}"

    @rule(target=committing, fen=amounts, days=st.integers(0, 90), place=st.sampled_from([OWN, (2025, "state")]))
    def bind(self, fen: int, days: int, place: tuple[int, str]):
        act = commit(self.key(), fen, year=place[0], source=place[1], expires_on=self.book.day + timedelta(days))
        return act if self.attempt(act) else multiple()

    @rule(target=posting, bound=committing, fen=amounts)
    def use(self, bound: Commit, fen: int):
        act = post(self.key(), fen, bound.key, source=bound.source)
        if not self.attempt(act):
            return multiple()
        self.actual += fen
        return act

    @rule(target=posting, fen=amounts)
    def spend(self, fen: int):
        act = post(self.key(), fen, "")
        assert self.attempt(act)
        self.actual += fen
        return act

    @rule(posted=posting, fen=amounts)
    def settle(self, posted: Post, fen: int) -> None:
        if self.attempt(Pay(self.key(), posted.key, fen)):
            self.paid += fen

    @rule(posted=posting)
    def take_back(self, posted: Post) -> None:
        if self.attempt(Reverse(self.key(), posted.key, "记-9")):
            self.actual -= posted.fen

    @rule(bound=consumes(committing))
    def give_back(self, bound: Commit) -> None:
        self.attempt(Release(self.key(), bound.key, "结清"))

    @rule(days=st.integers(0, 40))
    def days_pass(self, days: int) -> None:
        self.book = self.book.on(self.book.day + timedelta(days))

    @invariant()
    def sums_are_those_of_the_acts(self) -> None:
        assert self.book.actual() == self.actual
        assert self.book.paid_out() == self.paid

    @invariant()
    def nothing_is_negative_and_nothing_is_paid_that_was_not_spent(self) -> None:
        assert all(0 <= one.open_fen <= one.act.fen for one in self.book.commitments.values())
        assert all(0 <= fen <= self.book.posts[key].fen for key, fen in self.book.paid.items() if fen)
        assert all(one.open_fen == 0 for one in self.book.commitments.values() if one.state != "open")

    @invariant()
    def only_actual_cost_without_contract_can_exceed_a_budget(self) -> None:
        free = sum(found.fen for found in self.book.posts.values() if not found.commitment)
        for place in (OWN, (2025, "state")):
            assert self.book.available(place) >= -free


MoneyOfAProject.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestMoneyOfAProject = MoneyOfAProject.TestCase
