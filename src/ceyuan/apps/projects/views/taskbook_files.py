"""The task book on paper: as PDF, the signed file where there is one, and as Word to work on."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from ceyuan.apps.documents.interface import render_word, signing_of
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.taskbook_paper import task_book_pdf, task_book_record
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.views import ActorView

from .on_project import OfTheLeader

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TaskBookFileView(OfTheLeader, ActorView):
    """A version as a file."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
        one = selectors.version(self.actor, pk)
        if one is None:
            raise Http404
        if kind == "docx":
            return _answer(render_word(task_book_record(one, self.actor.name)), WORD, one, kind)
        signing = signing_of("projects.taskbookversion", one.pk) if one.state in {"offered", "signed"} else None
        if signing is not None:
            # What was offered for signing is shown as it was printed then, with the signatures given since.
            return HttpResponseRedirect(reverse("documents:signing_file", args=[signing.pk]))
        return _answer(task_book_pdf(one, english=not is_chinese()), "application/pdf", one, kind)


def _answer(body: bytes, content_type: str, one: TaskBookVersion, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    name = quote(f"{one.task_book.number}-v{one.number}.{kind}", safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
