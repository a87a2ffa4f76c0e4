"""Suggestions while typing a unit or a person: JSON lists of {value, label}."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from ceyuan.apps.organisation.selectors import people, units
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView

MOST = 12


class SuggestUnits(ActorView):
    """Open units by words, code or initials."""

    permission = units.VIEW

    def get(self, request: HttpRequest) -> JsonResponse:
        found = units.search_units(self.actor, request.GET.get("q", "")[:80], MOST, closed=False)
        return _answer((unit.code, f"{named(unit)} · {unit.code}") for unit in found)


class SuggestPeople(ActorView):
    """People within reach."""

    permission = people.VIEW

    def get(self, request: HttpRequest) -> JsonResponse:
        found = people.search_people(self.actor, request.GET.get("q", "")[:80], MOST)
        return _answer((one.staff_no, f"{named(one)} · {named(one.unit)}") for one in found)


class SuggestColleagues(ActorView):
    """Anybody of the group, for a delegation: two characters at least, so that it is a search and not a directory."""

    permission = units.VIEW

    def get(self, request: HttpRequest) -> JsonResponse:
        text = request.GET.get("q", "").strip()[:80]
        found = people.colleagues(self.actor, text, MOST) if len(text) > 1 else []
        return _answer((one.staff_no, f"{named(one)} · {named(one.unit)}") for one in found)


def _answer(lines: Any) -> JsonResponse:
    return JsonResponse([{"value": value, "label": label} for value, label in lines], safe=False)
