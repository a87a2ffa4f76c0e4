"""Handing out a document: always as a download, never shown inside our pages."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from ceyuan.apps.documents import selectors, shelf
from ceyuan.kit.views import ActorView

# Should a browser open it in spite of everything, it runs nothing, sends nothing and belongs to no origin.
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


class Download(ActorView):
    """The bytes, checked against their hash just before; 404 outside the actor's reach."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.document(self.actor, pk)
        if found is None:
            raise Http404
        content = shelf.opened(found.file.sha256, found.file.size)
        response = FileResponse(
            content, as_attachment=True, filename=found.name, content_type=_served_as(found.file.media_type)
        )
        response["Content-Security-Policy"] = POLICY
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


def _served_as(media_type: str) -> str:
    # The encoding of a text is the sender's; naming none keeps the bytes as they are.
    return "application/octet-stream" if media_type.startswith("text/") else media_type
