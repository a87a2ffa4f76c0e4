"""The page of one unit."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages, recording
from ceyuan.apps.organisation.selectors import units
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.tables import unit_url
from ceyuan.apps.organisation.timeline import events, posts_in_order
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.trees import explained
from ceyuan.kit.views import Action, Crumb, DetailView

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
        share = (
            explained(found.share, labels=messages.VALUES, formulas=messages.FORMULAS, url_of=_url_of)
            if found.share
            else None
        )
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


def _percent(found: units.UnitDetail) -> str:
    """The share of the group in percent, cut to four decimals for display; the explanation has the exact fraction."""
    if found.share is None:
        return ""
    share: Any = found.share.value
    hundredths = share.numerator * 1_000_000 // share.denominator
    text = f"{hundredths // 10_000}.{hundredths % 10_000:04d}".rstrip("0").rstrip(".")
    return f"{text}%"


def _url_of(kind: str, key: str) -> str:
    del kind, key
    return ""
