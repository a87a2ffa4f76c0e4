"""The parts of the bid editor: which forms each has, how they start, which act saves them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import bids as forms
from ceyuan.apps.calls.forms.fields import wan
from ceyuan.apps.calls.models import Bid
from ceyuan.apps.calls.services import bid_saving
from ceyuan.kit.registry import Label

from .challenge_detail import indicator_shown


@dataclass(frozen=True, slots=True)
class Block:
    """A form of a part, or its rows; `heads` are words beside each row."""

    name: str
    title: Label
    form: Any
    is_rows: bool = True
    heads: tuple[dict[str, Any], ...] = ()

    def rows(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each row's form with the words beside it."""
        return [(row, self.heads[at] if at < len(self.heads) else {}) for at, row in enumerate(self.form)]


Build = Callable[[Bid, Any, Any], list[Block]]
Save = Callable[[Any, Bid, int, Mapping[str, Any]], Bid]


def _rows(kind: Any, name: str, data: Any, start: list[dict[str, Any]], actor: Any = None) -> Any:
    # What was sent is read without the stored rows beside it: a new row that was saved while one typed would else count
    # as "not changed" and be dropped by the next saving.
    known = {"form_kwargs": {"actor": actor}} if actor is not None else {}
    return kind(data, prefix=name, **known) if data is not None else kind(initial=start, prefix=name, **known)


def _basics(bid: Bid, data: Any, actor: Any) -> list[Block]:
    del actor
    start = {name: getattr(bid, name) for name in bid_saving.BASICS}
    start["funds_minor"] = wan(bid.funds_minor) if bid.funds_minor else None
    return [Block("basics", "", forms.BasicsForm(data, initial=start), is_rows=False)]


def _save_basics(actor: Any, bid: Bid, edition: int, given: Mapping[str, Any]) -> Bid:
    return bid_saving.save_basics(actor=actor, bid_id=bid.pk, edition=edition, **given["basics"])


def _indicators(bid: Bid, data: Any, actor: Any) -> list[Block]:
    del actor
    offers = {one.source_id: one for one in bid.indicators.all()}
    asked = list(bid.challenge.indicators.all())
    start = []
    for one in asked:
        offer = offers.get(one.pk)
        value = offer.value if offer else None
        start.append(
            {
                "source": one.pk,
                "value": None if value is None else value.normalize() + 0,
                "method": offer.method if offer else one.method,
                "note": offer.note if offer else "",
            }
        )
    rows = _rows(forms.OfferRows, "offers", data, start)
    return [Block("offers", _("Indicators offered"), rows, heads=tuple(indicator_shown(one) for one in asked))]


def _save_indicators(actor: Any, bid: Bid, edition: int, given: Mapping[str, Any]) -> Bid:
    rows = [row for row in given["offers"] if row.get("source")]
    return bid_saving.save_indicators(actor=actor, bid_id=bid.pk, edition=edition, rows=rows)


def _team(bid: Bid, data: Any, actor: Any) -> list[Block]:
    members = [
        {
            "person": one.person.staff_no if one.person else "",
            "name": "" if one.person else one.name,
            "role": one.role,
            "person_months": one.person_months,
        }
        for one in bid.members.select_related("person")
    ]
    partners = [
        {
            "unit": one.unit.code if one.unit else "",
            "name": "" if one.unit else one.name,
            "task": one.task,
            "funds_minor": wan(one.funds_minor),
        }
        for one in bid.partners.select_related("unit")
    ]
    return [
        Block("members", _("Team"), _rows(forms.MemberRows, "members", data, members, actor)),
        Block("partners", _("Partners"), _rows(forms.PartnerRows, "partners", data, partners, actor)),
    ]


def _save_team(actor: Any, bid: Bid, edition: int, given: Mapping[str, Any]) -> Bid:
    members = [row for row in given["members"] if row.get("person") or row.get("name")]
    partners = [row for row in given["partners"] if row.get("unit") or row.get("name")]
    return bid_saving.save_team(actor=actor, bid_id=bid.pk, edition=edition, members=members, partners=partners)


def _milestones(bid: Bid, data: Any, actor: Any) -> list[Block]:
    del actor
    start = [
        {
            "name": one.name,
            "due_on": one.due_on,
            "criteria": one.criteria,
            "share": one.share_ppm / forms.PPM_PER_PERCENT,
        }
        for one in bid.milestones.all()
    ]
    return [Block("milestones", _("Milestones"), _rows(forms.MilestoneRows, "milestones", data, start))]


def _save_milestones(actor: Any, bid: Bid, edition: int, given: Mapping[str, Any]) -> Bid:
    rows = [row for row in given["milestones"] if row.get("due_on")]
    return bid_saving.save_milestones(actor=actor, bid_id=bid.pk, edition=edition, rows=rows)


def _more(bid: Bid, data: Any, actor: Any) -> list[Block]:
    start = [
        {
            "person": one.person.staff_no if one.person else "",
            "name": "" if one.person else one.name,
            "reason": one.reason,
        }
        for one in bid.unsuitable.select_related("person")
    ]
    rows = _rows(forms.UnsuitableRows, "unsuitable", data, start, actor)
    return [Block("unsuitable", _("Who should not judge this bid (at most three)"), rows)]


def _save_more(actor: Any, bid: Bid, edition: int, given: Mapping[str, Any]) -> Bid:
    rows = [row for row in given["unsuitable"] if row.get("person") or row.get("name")]
    return bid_saving.save_unsuitable(actor=actor, bid_id=bid.pk, edition=edition, rows=rows)


PARTS: Mapping[str, tuple[Build, Save]] = {
    "basics": (_basics, _save_basics),
    "indicators": (_indicators, _save_indicators),
    "team": (_team, _save_team),
    "milestones": (_milestones, _save_milestones),
    "more": (_more, _save_more),
}
ORDER = (*PARTS, "submit")
