"""The one gate for reads, and the actor who stands before it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Unit


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which group, and how far each permission reaches.

    `reach` maps a permission to the paths of the units at whose heads it was given; it covers all that lies below.
    `whole_group` names the permissions that reach the root, so that a query over everything needs no join.
    """

    account_id: int | None
    person_id: int | None
    name: str
    group_id: int | None
    group_code: str = ""
    reach: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    staff_session_id: int | None = None

    def may(self, permission: str, path: str | None = None) -> bool:
        """Whether the permission is held at all or, with a unit's path, over that unit."""
        roots = self.reach.get(permission, ())
        return bool(roots) if path is None else any(path == r or path.startswith(f"{r}.") for r in roots)

    def reaches_whole_group(self, permission: str) -> bool:
        """Whether the permission was given at the root of the group."""
        return any("." not in root for root in self.reach.get(permission, ()))

    def roles_over(self, path: str) -> frozenset[str]:
        """The roles that the actor holds over the unit with this path."""
        return frozenset(
            role for role, roots in self.roles.items() if any(path == r or path.startswith(f"{r}.") for r in roots)
        )

    def also(self, path: str, *, permissions: Iterable[str], roles: Iterable[str]) -> "Actor":
        """The same actor with these permissions and roles over a unit besides, for one act that a policy allows.

        A method, because the actor of a request is a lazy object that `dataclasses.replace` does not know.
        """
        reach = {one: (*self.reach.get(one, ()), path) for one in permissions}
        held = {one: (*self.roles.get(one, ()), path) for one in roles}
        return replace(self, reach={**self.reach, **reach}, roles={**self.roles, **held})


NOBODY = Actor(None, None, "", None)


def within(roots: tuple[str, ...], prefix: str = "") -> Q:
    """The condition "this unit, or one below it" for each of the roots; `prefix` leads to the unit ("unit__")."""
    inside = Q(pk__in=[])
    for root in roots:
        inside |= Q(**{f"{prefix}path": root}) | Q(**{f"{prefix}path__startswith": f"{root}."})
    return inside


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of a model that names in `scope_path` the way to its unit ("" when it is one itself)."""

    def visible_to(self, actor: Actor, permission: str) -> Self:
        """What the actor may see with this permission; nothing without it, never another group's rows."""
        roots = actor.reach.get(permission, ())
        if not roots or actor.group_id is None:
            return self.none()
        steps: str = self.model.scope_path
        owner = f"{steps}__group" if steps and not hasattr(self.model, "group") else "group"
        mine = self.filter(**{owner: actor.group_id})
        if actor.reaches_whole_group(permission):
            return mine
        if not steps:
            return mine.filter(within(roots))
        unit_model: Any = self.model._meta.apps.get_model("organisation", "Unit")  # noqa: SLF001
        units: models.QuerySet[Unit] = unit_model.objects.filter(within(roots))
        return mine.filter(**{f"{steps}__in": units.values("id")})
