"""Making the project of a chosen bid."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.interface import Award, award_for
from ceyuan.apps.projects.forms.from_bid import FromBidForm
from ceyuan.apps.projects.naming import project_url
from ceyuan.apps.projects.policies.taskbooks import CONTRACT
from ceyuan.apps.projects.services import from_bid
from ceyuan.kit.views import FormView


class FromBidView(FormView):
    """Code, programme and period of the project; all else comes from the bid."""

    permission = CONTRACT
    title = _("Make the project")
    form = FromBidForm
    submit = _("Make the project")
    done = _("The project and the draft of its task book were made.")
    award: Award | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.award = award_for(self.actor, kwargs["pk"])
        if self.award is None or not self.actor.may(CONTRACT, self.award.bid.unit.path):
            return None
        today = timezone.localdate()
        return {
            "code": f"{self.award.bid.challenge.code}-{self.award.bid.number}",
            "starts_on": today,
            "ends_on": max((one.due_on for one in self.award.milestones), default=today),
        }

    def call(self, form: Any, **kwargs: Any) -> Any:
        return from_bid.make(actor=self.actor, bid_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return project_url(result)
