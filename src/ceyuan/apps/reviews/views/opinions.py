"""The opinion letter of a case as PDF."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.reviews.opinion_paper import opinion_letter
from ceyuan.apps.reviews.policies.panels import VIEW
from ceyuan.apps.reviews.selectors import results as selectors
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView


class OpinionView(ActorView):
    """What the applicant is told; never with the names of experts."""

    permission = VIEW

    def get(self, request: HttpRequest, pk: int, case: int) -> HttpResponseBase:
        del request
        found = selectors.case_row(self.actor, pk, case)
        if found is None:
            raise Http404
        panel = found[0].panel
        letter = opinion_letter(
            panel,
            found[1],
            as_of=panel.closed_at or timezone.now(),
            printed_by=self.actor.name,
            group=named(panel.group),
        )
        answer = HttpResponse(documents.render_record(letter), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="opinion-{pk}-{case}.pdf"'
        return answer
