"""The panels over the demonstration's bids: by letter, in meetings, in defences and on site, in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ceyuan.apps.calls.demo.offers import LANE_PROGRESS, OfferSeed
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.selectors import checks
from ceyuan.apps.calls.services.challenges import SUBJECT
from ceyuan.apps.calls.services.reviewing import CRITERIA
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.demo.sittings import CLOSED, DRAFTING, DRAWN, PUBLISHED, REVIEWING, Play, play
from ceyuan.apps.reviews.interface import CaseIn

# Bids that never came before a panel.
UNSEEN = frozenset({"draft", "submitted", "withdrawn", "discarded", "turned_away", "admitted"})
_INSIDE = {"strata": [{"code": "inside", "wanted": {"affiliation": ["internal"]}, "minimum": 5}]}


@dataclass(frozen=True, slots=True)
class Course:
    """How the panel of a challenge goes; days count from today. A `together` panel judges several challenges."""

    mode: str
    until: str
    opened: int
    due: int
    seats: int
    episodes: frozenset[str] = frozenset()
    settings: Mapping[str, object] = field(default_factory=dict)
    is_shown: bool = False
    together: str = ""


def _course(mode: str, until: str, opened: int, due: int, seats: int, *episodes: str, **more: object) -> Course:
    return Course(mode, until, opened, due, seats, frozenset(episodes), **more)  # type: ignore[arg-type]


COURSES: Mapping[str, Course] = {
    "铝电解槽烟气余热回收": _course(
        "letter", REVIEWING, 8, 4, 7, "recused", is_shown=True, settings={"blind": True, "barred_by": "all"}
    ),
    "铅冶炼烟尘砷固化": _course("letter", DRAWN, 6, 9, 7, "declined", settings={"blind": True}),
    "极薄铝箔轧制板形控制": _course("meeting", REVIEWING, 11, 2, 7, "recused", "ordered", "vote_open", "minutes"),
    "再生铅熔炼渣无害化": _course("on_site", DRAFTING, 2, 18, 5),
    "航空铝材大规格锻件探伤": _course("defence", REVIEWING, 13, 6, 7, "abstained", "minutes"),
    "钨钼靶材大尺寸轧制": _course("on_site", CLOSED, 26, -4, 7, "minutes"),
    "锌电积阴极板自动剥离": _course("letter", CLOSED, 38, -14, 7, settings={"blind": True}),
    "电解槽打壳下料智能控制": _course("meeting", PUBLISHED, 42, -22, 6, "votes", "minutes", settings=_INSIDE),
    **dict.fromkeys(
        ("铝电解系列节能诊断平台", "大规格阴极炭块石墨化节电", "铝土矿溶出管道结疤抑制"),
        _course("letter", PUBLISHED, 56, -36, 6, settings={"blind": True}, together="揭榜挂帅榜单通讯评审（铝板块）"),
    ),
    "低品位铝土矿脱硅选矿": _course("meeting", PUBLISHED, 142, -120, 6),
    **dict.fromkeys(LANE_PROGRESS, _course("meeting", PUBLISHED, 240, -222, 7, together="赛马制榜单集中评审")),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A challenge with its bids as they were written, each beside what it was made from."""

    challenge: Challenge
    bids: Sequence[tuple[OfferSeed, Bid]]

    def judged(self) -> list[tuple[OfferSeed, Bid]]:
        """The bids that came before a panel."""
        return [(offer, bid) for offer, bid in self.bids if offer.state not in UNSEEN]


def judge(*, actor: Actor, entries: Sequence[Entry], seed: int, shown: Actor) -> None:
    """Play all panels; each challenge is told of the one that judged its bids. `shown` is the expert with a log-in."""
    tables: dict[str, list[Entry]] = {}
    for entry in entries:
        if course := COURSES.get(entry.challenge.title):
            name = course.together or str(entry.challenge)
            tables.setdefault(name, []).append(entry)
    for name, together in tables.items():
        first, course = together[0].challenge, COURSES[together[0].challenge.title]
        cases = [pair for entry in together for pair in entry.judged()]
        panel = play(
            actor=actor,
            unit=first.unit_id,
            subject=(SUBJECT, first.pk, str(first)),
            title=name,
            cases=[CaseIn(**checks.conflict_case(bid)) for _offer, bid in cases],
            criteria=CRITERIA,
            qualities=[offer.quality for offer, _bid in cases],
            plan=Play(
                seed=seed,
                mode=course.mode,
                until=course.until,
                opened=course.opened,
                due=course.due,
                seats=course.seats,
                places=sum(entry.challenge.awarded_max for entry in together),
                settings=course.settings,
                episodes=course.episodes,
                wanted=shown if course.is_shown else None,
            ),
        )
        for entry in together:
            entry.challenge.panel_id = panel.pk
