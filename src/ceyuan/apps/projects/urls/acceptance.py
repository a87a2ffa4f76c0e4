"""Addresses of the end of a project."""

from django.urls import path

from ceyuan.apps.projects.views import acceptance_acts as acts
from ceyuan.apps.projects.views import diligence, expert_panel
from ceyuan.apps.projects.views.acceptance import AcceptanceView

urlpatterns = [
    path("acceptances/<int:pk>/", expert_panel.AcceptanceOfView.as_view(), name="acceptance_of"),
    path("acceptances/<int:pk>/papers/<int:document_id>", expert_panel.PaperView.as_view(), name="acceptance_paper"),
    path("<path:code>/acceptance", AcceptanceView.as_view(), name="acceptance"),
    path("<path:code>/acceptance/apply", acts.ApplyView.as_view(), name="acceptance_apply"),
    path("<path:code>/acceptance/resubmit", acts.ResubmitView.as_view(), name="acceptance_resubmit"),
    path("<path:code>/acceptance/indicators/<int:indicator_id>", acts.ItemView.as_view(), name="acceptance_item"),
    path("<path:code>/acceptance/topics/<int:topic_id>", acts.TopicView.as_view(), name="acceptance_topic"),
    path("<path:code>/acceptance/money", acts.MoneyView.as_view(), name="acceptance_money"),
    path("<path:code>/acceptance/review", acts.BeginReviewView.as_view(), name="acceptance_review"),
    path("<path:code>/acceptance/results/new", acts.CountView.as_view(), name="result_count"),
    path(
        "<path:code>/acceptance/results/<int:use_id>/release", acts.ReleaseResultView.as_view(), name="result_release"
    ),
    path("<path:code>/acceptance/panel", expert_panel.PanelAskView.as_view(), name="acceptance_panel"),
    path("<path:code>/acceptance/conclude", acts.ConcludeView.as_view(), name="acceptance_conclude"),
    path("<path:code>/file/list", acts.CompileListView.as_view(), name="file_list"),
    path("<path:code>/file/<int:item_id>", acts.PlaceView.as_view(), name="file_place"),
    path("<path:code>/file/check", acts.ArchiveCheckView.as_view(), name="archive_check"),
    path("<path:code>/log", diligence.DiligenceView.as_view(), name="diligence"),
    path("<path:code>/log/new", diligence.LogAddView.as_view(), name="log_add"),
    path("<path:code>/log/exemption", diligence.ExemptView.as_view(), name="exemption_decide"),
    path("<path:code>/log/evaluation", diligence.EvaluateView.as_view(), name="post_evaluate"),
]
