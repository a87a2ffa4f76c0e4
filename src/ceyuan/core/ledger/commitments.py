"""Budget, commitment, actual cost and payment of a project: two phases, expiring, and checked before money is bound.

A `Book` is a value: each act gives a new one or is refused. An act carries an id of its caller and happens once; sent
again unchanged it changes nothing, sent again with other content it is refused. History is only added to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ceyuan.core.kernel import Reason, Refused, Verdict
from ceyuan.core.ledger.rounding import WHOLE

Place = tuple[int, str]
"""Where money is planned: year and source of funding."""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one source gives for one year, in fen."""

    year: int
    source: str
    fen: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The budget of a project. A lump sum binds only the total and the negative list, never year or source.

    `negative_list` are codes of what the money must not be spent on. `warn_ppm` is the used share from which a warning
    is given before the budget is exceeded.
    """

    project: str
    lines: tuple[BudgetLine, ...]
    lump_sum: bool = False
    negative_list: frozenset[str] = frozenset()
    warn_ppm: int = 800_000

    def __post_init__(self) -> None:
        if any(line.fen < 0 for line in self.lines):
            raise Refused("ledger.budget_negative", project=self.project)

    @property
    def total(self) -> int:
        """All years and sources."""
        return sum(line.fen for line in self.lines)

    def of(self, place: Place) -> int:
        """What is planned for a year and source; for a lump sum the whole."""
        if self.lump_sum:
            return self.total
        return sum(line.fen for line in self.lines if (line.year, line.source) == place)


@dataclass(frozen=True, slots=True)
class Commit:
    """Money bound by a contract before any invoice, until `expires_on` (that day included)."""

    key: str
    contract: str
    year: int
    source: str
    fen: int
    expires_on: date
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Actual cost of a voucher. With `commitment` it uses that up, else it is cost without contract such as pay."""

    key: str
    voucher: str
    year: int
    source: str
    fen: int
    commitment: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """Money paid for posted cost."""

    key: str
    post: str
    fen: int


@dataclass(frozen=True, slots=True)
class Release:
    """The open rest of a commitment given back because the contract is settled or cancelled."""

    key: str
    commitment: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reverse:
    """A posting taken back by its red-letter voucher; a corrected one is a new posting. What it used is open again."""

    key: str
    post: str
    voucher: str


Act = Commit | Post | Pay | Release | Reverse


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as it stands: what is open can still be used; a closed one (used, released, expired) has nothing."""

    act: Commit
    open_fen: int
    state: str = "open"

    @property
    def place(self) -> Place:
        """Year and source it binds."""
        return self.act.year, self.act.source


@dataclass(frozen=True, slots=True)
class Book:
    """The money of one project as it stands on `day`."""

    plan: Plan
    day: date
    acts: Mapping[str, Act] = field(default_factory=dict)
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    paid: Mapping[str, int] = field(default_factory=dict)

    def committed(self, place: Place | None = None) -> int:
        """Fen bound and not yet used, of one year and source or of all."""
        return sum(one.open_fen for one in self.commitments.values() if place in (None, one.place))

    def actual(self, place: Place | None = None) -> int:
        """Fen of posted cost."""
        return sum(post.fen for post in self.posts.values() if place in (None, (post.year, post.source)))

    def paid_out(self) -> int:
        """Fen paid."""
        return sum(self.paid.values())

    def available(self, place: Place) -> int:
        """What may still be bound for a year and source; below zero when actual cost ran over the budget."""
        within = None if self.plan.lump_sum else place
        return self.plan.of(place) - self.committed(within) - self.actual(within)

    def on(self, day: date) -> "Book":
        """The book on a later day: commitments whose last day has passed give back what is open."""
        if day < self.day:
            raise Refused("ledger.day_goes_back", day=day.isoformat(), known=self.day.isoformat())
        aged = {
            key: replace(one, open_fen=0, state="expired") if one.state == "open" and one.act.expires_on < day else one
            for key, one in self.commitments.items()
        }
        return replace(self, day=day, commitments=aged)


def may(book: Book, act: Act) -> Verdict:
    """Whether the act would be accepted, with the reason why not: asked before money is bound."""
    try:
        apply(book, act)
    except Refused as refusal:
        return Verdict((refusal.reason,))
    return Verdict.allowed()


def apply(book: Book, act: Act) -> Book:
    """The book after the act. The same act a second time gives the same book.

    Refused: `ledger.act_differs`, `ledger.amount_not_positive`, `ledger.on_negative_list`, `ledger.budget_exceeded`,
    `ledger.commitment_unknown`, `ledger.commitment_closed`, `ledger.above_commitment`, `ledger.other_place`,
    `ledger.post_unknown`, `ledger.paid_above_cost`, `ledger.paid_already`, `ledger.release_without_reason`. Actual
    cost is reality and is taken even above the budget, except above its commitment.
    """
    if act.key in book.acts:
        if book.acts[act.key] != act:
            raise Refused("ledger.act_differs", key=act.key)
        return book
    match act:
        case Commit():
            changed = _commit(book, act)
        case Post():
            changed = _post(book, act)
        case Pay():
            changed = _pay(book, act)
        case Release():
            changed = _release(book, act)
        case Reverse():
            changed = _reverse(book, act)
    return replace(changed, acts={**book.acts, act.key: act})


def warnings(book: Book) -> tuple[Reason, ...]:
    """What to tell the project leader: budgets nearly used and budgets exceeded, for each year and source."""
    plan = book.plan
    places: Iterable[Place] = sorted({(line.year, line.source) for line in plan.lines} | _used_places(book))
    found = []
    if plan.lump_sum:
        return tuple(_warned(plan, plan.total, book.committed() + book.actual(), {}))
    for place in places:
        used = book.committed(place) + book.actual(place)
        found += _warned(plan, plan.of(place), used, {"year": place[0], "source": place[1]})
    return tuple(found)


def expiring(book: Book, until: date) -> tuple[Commitment, ...]:
    """Open commitments that end on or before the day, the earliest first."""
    ending = [one for one in book.commitments.values() if one.state == "open" and one.act.expires_on <= until]
    return tuple(sorted(ending, key=lambda one: (one.act.expires_on, one.act.key)))


def _commit(book: Book, act: Commit) -> Book:
    _positive(act.fen)
    _not_listed(book.plan, act.subject)
    place = (act.year, act.source)
    if act.expires_on < book.day:
        raise Refused("ledger.commitment_closed", commitment=act.key, state="expired")
    if act.fen > book.available(place):
        raise Refused(
            "ledger.budget_exceeded",
            year=act.year,
            source=act.source,
            fen=act.fen,
            available_fen=max(book.available(place), 0),
        )
    return replace(book, commitments={**book.commitments, act.key: Commitment(act, act.fen)})


def _post(book: Book, act: Post) -> Book:
    _positive(act.fen)
    _not_listed(book.plan, act.subject)
    commitments = dict(book.commitments)
    if act.commitment:
        one = _open(book, act.commitment)
        if one.place != (act.year, act.source):
            raise Refused("ledger.other_place", commitment=act.commitment, year=one.act.year, source=one.act.source)
        if act.fen > one.open_fen:
            raise Refused("ledger.above_commitment", commitment=act.commitment, fen=act.fen, open_fen=one.open_fen)
        rest = one.open_fen - act.fen
        commitments[act.commitment] = replace(one, open_fen=rest, state="open" if rest else "used")
    return replace(book, commitments=commitments, posts={**book.posts, act.key: act})


def _pay(book: Book, act: Pay) -> Book:
    _positive(act.fen)
    if act.post not in book.posts:
        raise Refused("ledger.post_unknown", post=act.post)
    paid = book.paid.get(act.post, 0) + act.fen
    if paid > book.posts[act.post].fen:
        raise Refused("ledger.paid_above_cost", post=act.post, paid_fen=paid, cost_fen=book.posts[act.post].fen)
    return replace(book, paid={**book.paid, act.post: paid})


def _release(book: Book, act: Release) -> Book:
    one = _open(book, act.commitment)
    if not act.reason.strip():
        raise Refused("ledger.release_without_reason", commitment=act.commitment)
    return replace(book, commitments={**book.commitments, act.commitment: replace(one, open_fen=0, state="released")})


def _reverse(book: Book, act: Reverse) -> Book:
    if act.post not in book.posts:
        raise Refused("ledger.post_unknown", post=act.post)
    if book.paid.get(act.post):
        raise Refused("ledger.paid_already", post=act.post, paid_fen=book.paid[act.post])
    post, commitments = book.posts[act.post], dict(book.commitments)
    one = commitments.get(post.commitment)
    # A released or expired commitment stays closed: its money went back to the budget.
    if one and one.state in ("open", "used") and one.act.expires_on >= book.day:
        commitments[post.commitment] = replace(one, open_fen=one.open_fen + post.fen, state="open")
    kept = {key: found for key, found in book.posts.items() if key != act.post}
    return replace(book, commitments=commitments, posts=kept)


def _open(book: Book, key: str) -> Commitment:
    if key not in book.commitments:
        raise Refused("ledger.commitment_unknown", commitment=key)
    one = book.commitments[key]
    if one.state != "open" or one.act.expires_on < book.day:
        raise Refused("ledger.commitment_closed", commitment=key, state=one.state)
    return one


def _positive(fen: int) -> None:
    if fen <= 0:
        raise Refused("ledger.amount_not_positive", fen=fen)


def _not_listed(plan: Plan, subject: str) -> None:
    if subject and subject in plan.negative_list:
        raise Refused("ledger.on_negative_list", project=plan.project, subject=subject)


def _used_places(book: Book) -> set[Place]:
    return {(post.year, post.source) for post in book.posts.values()}


def _warned(plan: Plan, budget: int, used: int, place: Mapping[str, int | str]) -> list[Reason]:
    facts = {"project": plan.project, **place, "budget_fen": budget, "used_fen": used}
    if used > budget:
        return [Reason("ledger.over_budget", facts)]
    if budget and used * WHOLE >= budget * plan.warn_ppm:
        return [Reason("ledger.budget_nearly_used", facts)]
    return []
