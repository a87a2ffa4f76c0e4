"""Forms of the pool of experts. Fields are named like the services' arguments."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import PersonPick, UnitPick
from ceyuan.apps.reviews.messages import pool as words
from ceyuan.apps.reviews.services.experts import ExpertText
from ceyuan.kit.forms import ActorForm, Form

_BETWEEN = re.compile(r"[;；,，、\n]+")


class ExpertForm(ActorForm):
    """What an entry says of an expert."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=80, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    unit_name = forms.CharField(
        label=_("Employer"),
        max_length=200,
        required=False,
        help_text=_("For experts from outside; of a person on record name and employer are taken from there."),
    )
    title = forms.CharField(label=_("Professional title"), max_length=60, required=False)
    fields_of_work = forms.MultipleChoiceField(
        label=_("Disciplines"),
        choices=tuple(words.FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    keywords = forms.CharField(
        label=_("Keywords"),
        required=False,
        max_length=1000,
        help_text=_("Separated by semicolons; they decide which cases fit."),
    )
    is_external = forms.BooleanField(label=_("External to the group"), required=False)
    region = forms.CharField(label=_("Region"), max_length=16, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    max_load = forms.IntegerField(label=_("Reviews at a time"), min_value=0, max_value=100, initial=5)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            cleaned["fields"] = cleaned.pop("fields_of_work")
            cleaned["keywords"] = [one.strip() for one in _BETWEEN.split(cleaned["keywords"]) if one.strip()]
            names = [name for name in ExpertText.__slots__ if name in cleaned]
            cleaned["text"] = ExpertText(**{name: cleaned.pop(name) for name in names})
        return cleaned


class ExpertNewForm(ExpertForm):
    """A new entry."""

    keeper = UnitPick(label=_("Kept by the office of"))
    person_id = PersonPick(label=_("Person on record"), required=False)
    consented_on = forms.DateField(
        label=_("Agreed to serve on"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Empty: the expert is asked first and is not drawn until then."),
    )
    field_order = ("person_id", "name_zh", "name_en", "unit_name", "title")


class ExpertListForm(ActorForm):
    """A list of experts as a file."""

    keeper = UnitPick(label=_("Kept by the office of"))
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The template filled in, as .xlsx, .xls, .ods or CSV. Each row needs the day of the consent; an expert who "
            "is in the pool already is corrected, the consent stays as it is."
        ),
    )


class StandingForm(Form):
    """How the expert stands."""

    integrity_state = forms.ChoiceField(
        label=pgettext_lazy("expert", "Standing"), choices=tuple(words.STANDINGS.items())
    )
    integrity_note = forms.CharField(
        label=_("Ground"), required=False, max_length=300, widget=forms.Textarea({"rows": 2})
    )
    is_active = forms.BooleanField(label=_("Active in the pool"), required=False)


class ConsentForm(Form):
    """When the expert agreed."""

    on = forms.DateField(label=_("Agreed to serve on"), widget=forms.DateInput)


class InterestForm(ActorForm):
    """What the expert has an interest in."""

    unit_id = UnitPick(label=_("Unit"), required=False)
    person_id = PersonPick(label=_("Person"), required=False)
    words = forms.CharField(
        label=_("What kind of interest"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: shares, a paid post, a joint patent, a dispute."),
    )


class TieForm(ActorForm):
    """A relative, a teacher or a student."""

    kind = forms.ChoiceField(label=_("Relation"), choices=tuple(words.TIES.items()))
    person_id = PersonPick(label=_("Person"))
    words = forms.CharField(label=_("Remark"), required=False, max_length=300)
