"""Units: finding them, and all that a page tells of one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from ceyuan.apps.organisation.models import Person, Post, Succession, Unit, UnitAlias, UnitVersion
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.ownership import effective_share
from ceyuan.core.kernel import Explained
from ceyuan.core.kernel.text import WordQuery, query

VIEW = "organisation.view"
MOST_ALIASES = 40


@dataclass(frozen=True, slots=True)
class Ownership:
    """A direct holding as a page shows it: the other unit and the share in millionths."""

    unit: Unit
    share_ppm: int

    @property
    def percent(self) -> float:
        """For display only; computing goes on with millionths."""
        return self.share_ppm / 10_000


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """All that the page of a unit shows. `people` is None for an actor who may not see people there."""

    unit: Unit
    ancestors: Sequence[Unit]
    versions: Sequence[UnitVersion]
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]
    posts: Sequence[Post]
    former_posts: Sequence[Post]
    children: int
    people: int | None
    aliases: Sequence[UnitAlias]
    share: Explained | None

    @property
    def leader(self) -> Post | None:
        """Who is top leader (一把手) today."""
        return next((post for post in self.posts if post.kind == "top_leader"), None)


def find_unit(actor: Actor, unit_id: int) -> Unit | None:
    """The unit, if the actor may know it."""
    found: Unit | None = (
        Unit.objects.all().visible_to(actor, VIEW).select_related("parent", "group").filter(pk=unit_id).first()
    )
    return found


def unit_detail(actor: Actor, unit_id: int, today: date) -> UnitDetail | None:
    """A unit with its history, people in posts, and ownership as of today; None for what the actor may not know."""
    unit = find_unit(actor, unit_id)
    if unit is None:
        return None
    posts = list(posts_of(actor, unit))
    above = unit.path.split(".")[:-1]
    ancestors = {one.pk: one for one in Unit.objects.all().visible_to(actor, VIEW).filter(pk__in=above)}
    followed = Succession.objects.select_related("predecessor", "successor").order_by("on", "pk")
    return UnitDetail(
        unit=unit,
        ancestors=[ancestors[int(key)] for key in above if int(key) in ancestors],
        versions=list(UnitVersion.objects.filter(unit=unit).select_related("parent").order_by("-valid")),
        predecessors=list(followed.filter(successor=unit)),
        successors=list(followed.filter(predecessor=unit)),
        posts=[post for post in posts if _holds(post, today)],
        former_posts=[post for post in posts if not _holds(post, today)],
        children=Unit.objects.all().visible_to(actor, VIEW).filter(parent=unit, closed_on=None).count(),
        people=people_below(actor, unit).count() if actor.may("people.view", unit.path) else None,
        aliases=list(UnitAlias.objects.filter(unit=unit).order_by("kind", "name")[:MOST_ALIASES]),
        share=effective_share(actor, unit, today),
    )


def posts_of(actor: Actor, unit: Unit) -> QuerySet[Post]:
    """All posts in a unit, past ones too, the leader first."""
    visible = Post.objects.all().visible_to(actor, VIEW)
    found: QuerySet[Post] = visible.filter(unit=unit).select_related("person").order_by("kind", "-valid", "pk")
    return found


def find_post(actor: Actor, post_id: int) -> Post | None:
    """The post, if the actor may know its unit."""
    visible = Post.objects.all().visible_to(actor, VIEW)
    found: Post | None = visible.select_related("unit", "person").filter(pk=post_id).first()
    return found


def people_below(actor: Actor, unit: Unit) -> QuerySet[Person]:
    """The people who work in a unit or below it."""
    visible = Person.objects.all().visible_to(actor, "people.view").filter(left_on=None)
    found: QuerySet[Person] = visible.filter(Q(unit__path=unit.path) | Q(unit__path__startswith=f"{unit.path}."))
    return found


def search_units(
    actor: Actor, text: str, limit: int = 20, *, closed: bool = True, permission: str = VIEW
) -> list[Unit]:
    """Units by words of their names, codes or other spellings, or by pinyin initials; open and short names first."""
    words = query(text.replace("\x00", "")).words
    if not words:
        return []
    visible = Unit.objects.all().visible_to(actor, permission)
    if not closed:
        visible = visible.filter(closed_on=None)
    named = visible
    for word in words:
        named = named.filter(_named(word))
    found = list(named.order_by(F("closed_on").asc(nulls_first=True), Length("name_zh"), "code")[:limit])
    if not found:
        # Other spellings are many and long; they are asked only when no name fits.
        aliased = visible
        for word in words:
            spelling = UnitAlias.objects.filter(unit=OuterRef("pk"), name__icontains=word.text)
            aliased = aliased.filter(Exists(spelling))
        found = list(aliased.order_by("code")[:limit])
    return found


def _named(word: WordQuery) -> Q:
    """A word in the names or the code, or the initials of consecutive characters in the pinyin sort key."""
    hit = Q(name_zh__icontains=word.text) | Q(name_en__icontains=word.text) | Q(code__istartswith=word.text)
    if word.initials_grams is not None:
        spelt = "".join(f"~{letter}[^~]*" if letter.isalpha() else re.escape(letter) for letter in word.text)
        hit |= Q(sort_key__regex=spelt)
    return hit


def _holds(post: Post, day: date) -> bool:
    lower, upper = post.valid.lower, post.valid.upper
    return (lower is None or lower <= day) and (upper is None or day < upper)
