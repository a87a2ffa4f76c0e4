"""The page of one unit."""

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages, recording
from ceyuan.apps.organisation.selectors import units
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.tables import unit_url
from ceyuan.apps.organisation.timeline import events, posts_in_order
from ceyuan.core.kernel import Explained, Leaf
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.trees import explained
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView

_ALIAS_KINDS = {
    "acronym": _("Acronym"),
    "alias": _("Also known as"),
    "label": _("Other name"),
    "variant": _("Spelling"),
    "matrix_parent": _("Further unit above"),
    "related": _("Related"),
    "successor": _("Later unit"),
}


def _detail(actor: Any, code: str) -> units.UnitDetail | None:
    unit = unit_by_code(actor, code)
    return units.unit_detail(actor, unit.pk, timezone.localdate()) if unit else None


def acts_on(actor: Any, kind: str, key: int, path: str) -> list[dict[str, Any]]:
    """The latest acts on a record as the page shows them; none without the right to see the audit there."""
    if not actor.may("audit.view", path):
        return []
    return [
        {
            "label": messages.ACTS.get(act.act, act.act),
            "who": act.actor_name,
            "when": act.at,
            "reason": act.reason,
            "fields": [],
        }
        for act in recording.acts_of(actor, kind, key)
    ]


class UnitPage(DetailView):
    """Facts, history, posts, ownership, people, acts."""

    permission = units.VIEW
    template_name = "organisation/unit.html"
    selector = staticmethod(_detail)

    def page_title(self, **context: Any) -> str:
        return named(context["object"].unit)

    def crumbs(self, **context: Any) -> list[Crumb]:
        above = [Crumb(named(unit), unit_url(unit)) for unit in context["object"].ancestors]
        return [Crumb(_("Organisation"), reverse("organisation:tree")), *above]

    def actions(self, **context: Any) -> list[Action]:
        unit = context["object"].unit
        if unit.closed_on or not self.actor.may("organisation.manage", unit.path):
            return []
        key = [unit.pk]
        return [
            Action(_("New unit below"), reverse("organisation:unit_create", args=key), "plus"),
            Action(_("Rename"), reverse("organisation:unit_rename", args=key), "edit"),
        ]

    def more(self, found: units.UnitDetail) -> dict[str, Any]:
        unit = found.unit
        share = None
        if found.share is not None:
            told = _in_percent(found.share)
            share = explained(told, labels=messages.VALUES, formulas=messages.FORMULAS, url_of=_url_of)
        return {
            "kind": messages.KINDS.get(unit.kind, unit.kind),
            "posts": [(messages.POSTS.get(post.kind, post.kind), post) for post in posts_in_order(found.posts)],
            "former": [(messages.POSTS.get(post.kind, post.kind), post) for post in found.former_posts],
            "events": events(found),
            "share": share,
            "percent": _percent(found),
            "aliases": [(_ALIAS_KINDS.get(alias.kind, alias.kind), alias) for alias in found.aliases],
            "acts": acts_on(self.actor, "organisation.unit", unit.pk, unit.path),
            "changes": self.changes(unit),
            "may_appoint": not unit.closed_on and self.actor.may("people.manage", unit.path),
        }

    def changes(self, unit: Any) -> list[tuple[str, Any, str]]:
        """Further acts on the unit, for the menu."""
        if unit.closed_on or not self.actor.may("organisation.manage", unit.path):
            return []
        names = [("unit_kind", _("Change kind"), "category")]
        if unit.parent_id:
            names += [("unit_move", _("Move unit"), "route")]
        names += [("unit_merge", _("Take over units"), "arrows-join")]
        if unit.parent_id:
            names += [("unit_split", _("Split unit"), "arrows-split"), ("unit_close", _("Close unit"), "archive")]
        return [(reverse(f"organisation:{name}", args=[unit.pk]), label, icon) for name, label, icon in names]


class UnitById(ActorView):
    """From the id by which explanations and acts name a unit to its page."""

    permission = units.VIEW

    def get(self, request: HttpRequest, unit_id: int) -> HttpResponseBase:
        unit = units.find_unit(self.actor, unit_id)
        if unit is None:
            raise Http404
        return HttpResponseRedirect(unit_url(unit))


def _percent(found: units.UnitDetail) -> str:
    """The share of the group for the facts at the head of the page."""
    share = found.share.value if found.share else None
    return percent_text(share) if isinstance(share, Fraction) else ""


def percent_text(share: Fraction, digits: int = 10) -> str:
    """A share in percent, exact where it has at most `digits` decimals, else cut there and marked as such."""
    scaled = share * 100 * 10**digits
    whole = scaled.numerator // scaled.denominator
    text = f"{whole // 10**digits}.{whole % 10**digits:0{digits}d}".rstrip("0").rstrip(".")
    return f"{text}%" if scaled.denominator == 1 else f"≈ {text}%"


def _in_percent(part: Explained | Leaf) -> Explained | Leaf:
    """The same explanation with fractions written as percent, as people read shares."""
    value = percent_text(part.value) if isinstance(part.value, Fraction) else part.value
    if isinstance(part, Leaf):
        return Leaf(value, part.name, part.sources, part.unit)
    inputs = tuple(_in_percent(each) for each in part.inputs)
    return Explained(value, part.formula_code, inputs, part.sources, part.unit)


def _url_of(kind: str, key: str) -> str:
    return reverse("organisation:unit_by_id", args=[key]) if kind == "organisation.unit" else ""
