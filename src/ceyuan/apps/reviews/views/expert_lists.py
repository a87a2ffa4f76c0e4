"""Experts as a file: take in a list, and the template to fill in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import home_unit
from ceyuan.apps.reviews.expert_list import HEADS
from ceyuan.apps.reviews.forms.pool import ExpertListForm
from ceyuan.apps.reviews.policies.panels import POOL
from ceyuan.apps.reviews.services import expert_delivery
from ceyuan.kit import export
from ceyuan.kit.columns import Column
from ceyuan.kit.forms import Form
from ceyuan.kit.views import Action, ActorView, Crumb, FormView


class ExpertListTakeView(FormView):
    """Take in a list of experts; its account is that of a delivery."""

    title = _("Take in a list of experts")
    permission = POOL
    service = staticmethod(expert_delivery.take_list)
    submit, done = _("Take in"), _("The list was taken in; see what became of each row.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        home = home_unit(self.actor)
        keeps = home is not None and self.actor.may(POOL, home.path)
        return ExpertListForm(
            data, files, actor=self.actor, initial={"keeper": home.code} if home is not None and keeps else {}
        )

    def actions(self, **context: Any) -> list[Action]:
        return [Action(_("Template of the list"), reverse("reviews:expert_template"), "download")]

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Pool of experts"), reverse("reviews:expert_list"))]

    def success_url(self, result: Any) -> str:
        return reverse("intake:delivery_detail", args=[result.pk])


class ExpertTemplateView(ActorView):
    """The heads of the list as an empty workbook."""

    permission = POOL

    def get(self, request: HttpRequest) -> HttpResponseBase:
        chinese = (get_language() or "zh").startswith("zh")
        columns = [Column(field, zh if chinese else en) for field, zh, en, _most in HEADS]
        return export.respond(columns, (), now("List of experts"), "xlsx")
