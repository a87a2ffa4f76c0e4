"""All addresses: each capability brings its own `urls`, the doors bring the rest."""

from django.urls import include, path

urlpatterns = [
    path("", include("ceyuan.entry.web.urls")),
    path("api/v1/", include("ceyuan.entry.api.urls")),
    path("organisation/", include("ceyuan.apps.organisation.urls")),
    path("audit/", include("ceyuan.apps.audit.urls")),
    path("documents/", include("ceyuan.apps.documents.urls")),
    path("deliveries/", include("ceyuan.apps.intake.urls")),
    path("notices/", include("ceyuan.apps.notices.urls")),
    path("reviews/", include("ceyuan.apps.reviews.urls")),
    path("calls/", include("ceyuan.apps.calls.urls")),
    path("strategy/", include("ceyuan.apps.strategy.urls")),
    path("projects/", include("ceyuan.apps.projects.urls")),
    path("cockpit/", include("ceyuan.apps.insight.urls")),
]

handler400 = "ceyuan.entry.web.errors.bad_request"
handler403 = "ceyuan.entry.web.errors.forbidden"
handler404 = "ceyuan.entry.web.errors.not_found"
handler500 = "ceyuan.entry.web.errors.server_error"
