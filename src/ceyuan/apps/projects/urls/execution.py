"""Addresses: what runs in a project and over all of them; the lists come before what a code may hold."""

from django.urls import path

from ceyuan.apps.projects.views import execution_acts as acts
from ceyuan.apps.projects.views import payments, progress, readiness, supervision, watch
from ceyuan.apps.projects.views.execution import ExecutionView

urlpatterns = [
    path("payments/", payments.PaymentListView.as_view(), name="payment_list"),
    path("payments/<int:pk>/", payments.PaymentView.as_view(), name="payment"),
    path("payments/<int:pk>/step", payments.PaymentStepView.as_view(), name="payment_step"),
    path("payments/<int:pk>/pay", payments.PaymentPayView.as_view(), name="payment_pay"),
    path("payments/<int:pk>/spent", payments.PaymentSpentView.as_view(), name="payment_spent"),
    path("payments/<int:pk>/refund", payments.PaymentRefundView.as_view(), name="payment_refund"),
    path("payments/<int:pk>/split", payments.PaymentSplitView.as_view(), name="payment_split"),
    path("overdue/", watch.OverdueListView.as_view(), name="overdue_list"),
    path("padded/", watch.PaddedListView.as_view(), name="padded_list"),
    path("<path:code>/execution", ExecutionView.as_view(), name="execution"),
    path("<path:code>/milestones/<int:milestone_id>/evidence", acts.EvidenceAddView.as_view(), name="evidence_add"),
    path(
        "<path:code>/milestones/<int:milestone_id>/decide", acts.MilestoneDecideView.as_view(), name="milestone_decide"
    ),
    # Before what follows: a code may hold a slash, and would take this address for its own.
    path(
        "<path:code>/readiness/<int:element_id>/evidence/<int:evidence_id>/withdraw",
        readiness.ReadinessWithdrawView.as_view(),
        name="readiness_withdraw",
    ),
    path(
        "<path:code>/evidence/<int:evidence_id>/withdraw", acts.EvidenceWithdrawView.as_view(), name="evidence_withdraw"
    ),
    path("<path:code>/decisions/<int:decision_id>", acts.DecisionView.as_view(), name="decision"),
    path("<path:code>/midterm", acts.MidtermConcludeView.as_view(), name="midterm_conclude"),
    path("<path:code>/supervision/new", supervision.SuperviseView.as_view(), name="supervise"),
    path(
        "<path:code>/supervision/<int:item_id>/answer",
        supervision.SupervisionAnswerView.as_view(),
        name="supervision_answer",
    ),
    path("<path:code>/risks/new", acts.RiskAddView.as_view(), name="risk_add"),
    path("<path:code>/risks/<int:risk_id>", acts.RiskChangeView.as_view(), name="risk_change"),
    path("<path:code>/progress", progress.ProgressView.as_view(), name="progress"),
    path("<path:code>/progress.pdf", progress.ProgressPdfView.as_view(), name="progress_pdf"),
    path("<path:code>/progress/new", progress.ProgressAddView.as_view(), name="progress_add"),
    path("<path:code>/progress/new/<int:topic_id>", progress.ProgressAddView.as_view(), name="progress_topic"),
    path("<path:code>/readiness", readiness.ReadinessView.as_view(), name="readiness"),
    path("<path:code>/readiness/new", readiness.ElementAddView.as_view(), name="element_add"),
    path("<path:code>/readiness/<int:element_id>/close", readiness.ElementCloseView.as_view(), name="element_close"),
    path(
        "<path:code>/readiness/<int:element_id>/evidence",
        readiness.ReadinessEvidenceView.as_view(),
        name="readiness_evidence",
    ),
    path("<path:code>/readiness/<int:element_id>/assess", readiness.AssessView.as_view(), name="readiness_assess"),
]
