"""Forms of the organisation. Fields are named like the services' arguments, so that refusals land beside them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.picks import PersonPick, UnitPick
from ceyuan.apps.organisation.policies import GRANTABLE_ROLES
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.services.restructuring import Part
from ceyuan.apps.organisation.services.staff_sessions import LONGEST_MINUTES
from ceyuan.kit.forms import ActorForm

UNIT_KINDS = [(code, label) for code, label in messages.KINDS.items() if code != "group"]
GENDERS = [("", "–"), ("F", _("Female")), ("M", _("Male"))]


class DatedForm(ActorForm):
    """An act with a day on which it takes effect and a reason."""

    on = forms.DateField(
        label=_("Takes effect on"),
        widget=forms.DateInput,
        help_text=_("Today, or a day in the past back to the unit's last change."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    field_order: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in {"on", "reason"}] + ["on", "reason"])


class NamesForm(DatedForm):
    """The two names of a unit."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=300, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=300, required=False)


class CreateForm(NamesForm):
    """A new unit below another."""

    code = forms.CharField(label=_("Code"), max_length=64)
    kind = forms.ChoiceField(label=_("Kind"), choices=UNIT_KINDS)


class RenameForm(NamesForm):
    """New names."""


class KindForm(DatedForm):
    """A new kind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=UNIT_KINDS)


class MoveForm(DatedForm):
    """A new place."""

    parent_id = UnitPick(label=_("New unit above"), help_text=_("Type part of the name or its pinyin initials."))


class CloseForm(DatedForm):
    """The end of a unit."""

    successor_id = UnitPick(
        label=_("Carried on by"),
        required=False,
        help_text=_("Restated reports show its figures there. People go there, too, else to the unit above."),
    )


class MergeForm(DatedForm):
    """Units that another one takes over."""

    unit_ids = forms.CharField(
        label=_("Units taken over"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One code per line. Their children, people and shares pass on; posts and rights in them end."),
    )

    def clean_unit_ids(self) -> list[int]:
        found = []
        for code in self.cleaned_data["unit_ids"].replace(",", "\n").replace("，", "\n").split():
            unit = unit_by_code(self.actor, code)
            if unit is None:
                raise forms.ValidationError(_("There is no unit with the code %(code)s."), params={"code": code})
            found.append(unit.pk)
        return found


class SplitForm(DatedForm):
    """New units out of one."""

    parts = forms.CharField(
        label=_("New units"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One per line: code | Chinese name | English name."),
    )
    continues = forms.BooleanField(
        label=_("The old unit continues beside them"),
        required=False,
        initial=True,
        help_text=_("Otherwise it closes, and the first new unit carries it on."),
    )

    def clean_parts(self) -> list[Part]:
        parts = []
        for number, line in enumerate(self.cleaned_data["parts"].splitlines(), start=1):
            cells = [cell.strip() for cell in line.replace("｜", "|").split("|")]
            if not any(cells):
                continue
            if len(cells) not in {2, 3} or not cells[0]:
                raise forms.ValidationError(
                    _("Line %(number)s: write code | Chinese name | English name."), params={"number": number}
                )
            parts.append(Part(*cells))
        return parts


class ParticularsForm(ActorForm):
    """What is known of a person."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=80, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=GENDERS, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1900, max_value=2100)
    title = forms.CharField(label=_("Professional title"), max_length=60, required=False)
    talent_grade = forms.ChoiceField(
        label=_("Talent grade"), choices=[("", "–"), *messages.TALENT_GRADES.items()], required=False
    )


class AddPersonForm(ParticularsForm):
    """A person who is not registered yet."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=32)
    unit_id = UnitPick(label=_("Unit"))
    field_order = ("staff_no", "unit_id")


class ChangePersonForm(ParticularsForm):
    """A registered person."""

    unit_id = UnitPick(label=_("Unit"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class LeaveForm(ActorForm):
    """The last step."""

    on = forms.DateField(label=_("First day away"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class AppointForm(ActorForm):
    """A post for a person."""

    person_id = PersonPick(label=_("Person"), help_text=_("Type the name, its pinyin initials or the staff number."))
    kind = forms.ChoiceField(label=_("Post"), choices=list(messages.POSTS.items()))
    on = forms.DateField(label=_("Starts on"), widget=forms.DateInput)
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput, required=False, help_text=_("The first day without the post.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class EndPostForm(ActorForm):
    """The end of a post."""

    on = forms.DateField(label=_("First day without the post"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class GrantForm(ActorForm):
    """A role for a person."""

    person_id = PersonPick(label=_("Person"), help_text=_("Type the name, its pinyin initials or the staff number."))
    role = forms.ChoiceField(label=_("Role"), choices=[(role, messages.ROLES[role]) for role in GRANTABLE_ROLES])
    unit_id = UnitPick(label=_("Over the unit and all below"))
    start = forms.DateField(label=_("Starts on"), widget=forms.DateInput)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput, help_text=_("The first day without the role."))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ColleaguePick(PersonPick):
    """Anybody of the group by staff number, for whom no more than name and unit is shown."""

    url_name = "organisation:colleague_suggest"


class DelegationForm(ActorForm):
    """Roles that one holds, for somebody else. `own` lists what can be passed on as (value, label)."""

    receiver_id = ColleaguePick(
        label=_("Delegate to"), help_text=_("Type the name, its pinyin initials or the staff number.")
    )
    held = forms.ChoiceField(label=_("What may be done"))
    start = forms.DateField(label=_("Starts on"), widget=forms.DateInput)
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput, help_text=_("The first day without it; 90 days at most.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, own: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held: Any = self.fields["held"]
        held.choices = own

    def clean_held(self) -> tuple[str, int]:
        role, _sep, unit = self.cleaned_data["held"].partition("@")
        return role, int(unit)


class StaffForm(ActorForm):
    """The reason and the end of system work."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What has to be done and who asked for it; an auditor reads this."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST_MINUTES, initial=30)


class TokenForm(ActorForm):
    """A key for a program; `scopes` are the permissions the person holds."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What it is for, such as the report server."))
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple({"class": "checks"})
    )
    days = forms.IntegerField(label=_("Days until it expires"), min_value=1, max_value=366, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(code, label) for code, label in messages.PERMISSIONS.items() if self.actor.reach.get(code)]


class MailForm(ActorForm):
    """Where mail goes to, and how often."""

    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    rhythm = forms.ChoiceField(
        label=_("Mail about what waits for me"),
        choices=[("daily", _("every day")), ("weekly", _("on Mondays")), ("never", _("never"))],
    )


class LanguageForm(ActorForm):
    """The language of the pages."""

    language = forms.ChoiceField(label=_("Language"), choices=[("zh-hans", "中文"), ("en", "English")])
