"""People: the list, one person, and the forms about them and their posts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import forms, messages
from ceyuan.apps.organisation.filters import PeopleFilters
from ceyuan.apps.organisation.models import Person
from ceyuan.apps.organisation.selectors import people as selectors
from ceyuan.apps.organisation.services import people as services
from ceyuan.apps.organisation.services.people import Particulars
from ceyuan.apps.organisation.tables import PeopleTable, person_url
from ceyuan.apps.organisation.views.unit import acts_on
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView, FormView, ListView

_PARTICULARS = ("name_zh", "name_en", "gender", "birth_year", "title", "talent_grade")


class PeopleList(ListView):
    """Everybody within reach."""

    permission = selectors.VIEW
    title = _("People")
    table = PeopleTable
    filters = PeopleFilters
    selector = staticmethod(selectors.people_listing)
    export_name = "people"
    empty = Empty(_("Nobody is registered yet"), _("People are added here, or come in with a delivery."))

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may("people.manage"):
            return []
        return [Action(_("Add person"), reverse("organisation:person_add"), "user-plus", primary=True)]


class PersonPage(DetailView):
    """One person: posts, rights, delegations, acts."""

    template_name = "organisation/person.html"
    selector = staticmethod(selectors.person_detail)

    def page_title(self, **context: Any) -> str:
        return named(context["object"].person)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("People"), reverse("organisation:people"))] if self.actor.may(selectors.VIEW) else []

    def actions(self, **context: Any) -> list[Action]:
        person = context["object"].person
        if person.left_on or not self.actor.may("people.manage", person.unit.path):
            return []
        key = [person.pk]
        return [
            Action(_("Change"), reverse("organisation:person_change", args=key), "edit"),
            Action(_("Record leaving"), reverse("organisation:person_leave", args=key), "logout"),
        ]

    def more(self, found: selectors.PersonDetail) -> dict[str, Any]:
        person, today = found.person, timezone.localdate()
        return {
            "today": today,
            "grade": messages.TALENT_GRADES.get(person.talent_grade, person.talent_grade),
            "gender": dict(forms.GENDERS).get(person.gender, ""),
            "posts": [(messages.POSTS.get(post.kind, post.kind), post) for post in found.posts],
            "grants": [(messages.ROLES.get(grant.role, grant.role), grant) for grant in found.grants],
            "delegations": [(messages.ROLES.get(one.role, one.role), one) for one in found.delegations],
            "acts": acts_on(self.actor, "organisation.person", person.pk, person.unit.path),
            "may_manage": not person.left_on and self.actor.may("people.manage", person.unit.path),
        }


class PersonForm(FormView):
    """A form about one person, or a new one."""

    permission = "people.manage"
    person: Person | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        if "person_id" not in kwargs:
            return {}
        self.person = selectors.find_person(self.actor, kwargs["person_id"])
        if self.person is None:
            return None
        if not self.actor.may("people.manage", self.person.unit.path):
            raise PermissionDenied
        return {**{name: getattr(self.person, name) for name in _PARTICULARS}, "unit_id": self.person.unit.code}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        return self.form(data, files, initial={"on": timezone.localdate(), **start}, actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        cleaned = dict(form.cleaned_data)
        told = {name: cleaned.pop(name) for name in _PARTICULARS if name in cleaned}
        if told:
            cleaned["particulars"] = Particulars(**told)
        return type(self).service(actor=self.actor, **kwargs, **cleaned)

    def crumbs(self, **context: Any) -> list[Crumb]:
        above = [Crumb(_("People"), reverse("organisation:people"))]
        return [*above, Crumb(named(self.person), person_url(self.person.pk))] if self.person else above

    def success_url(self, result: Any) -> str:
        return person_url(result.pk)


class AddPerson(PersonForm):
    """Somebody new."""

    title = _("Add person")
    form = forms.AddPersonForm
    service = staticmethod(services.add)
    submit = _("Add")
    done = _("The person was added.")


class ChangePerson(PersonForm):
    """Other particulars or another unit."""

    title = _("Change person")
    form = forms.ChangePersonForm
    service = staticmethod(services.change)
    done = _("The person was changed.")


class Leave(PersonForm):
    """The last step."""

    title = _("Record leaving")
    form = forms.LeaveForm
    service = staticmethod(services.leave)
    submit = _("Record leaving")
    done = _("The leaving was recorded; posts and rights ended, the account is closed.")
