"""Addresses: letters, duties, supervision and hand-over."""

from django.urls import path

from ceyuan.apps.strategy.views import (
    duties,
    handovers,
    letter_detail,
    letter_signing,
    letter_steps,
    letters,
    matters,
    supervision,
)

urlpatterns = [
    path("my-month/", matters.MonthView.as_view(), name="my_month"),
    path("matters/", matters.MatterListView.as_view(), name="matter_list"),
    path("matters/new", matters.MatterOpenView.as_view(), name="matter_open"),
    path("matters/<int:matter_id>/", matters.MatterDetailView.as_view(), name="matter_detail"),
    path("duties/", duties.DutyListView.as_view(), name="duty_list"),
    path("duties/new", duties.DutyMakeView.as_view(), name="duty_make"),
    path("duties/open", duties.MattersOpenView.as_view(), name="matters_open"),
    path("duties/<int:pk>/", duties.DutyDetailView.as_view(), name="duty_detail"),
    path("duties/<int:duty_id>/edit", duties.DutyEditView.as_view(), name="duty_edit"),
    path("duties/<int:duty_id>/end", duties.DutyEndView.as_view(), name="duty_end"),
    path("letters/", letters.LetterListView.as_view(), name="letter_list"),
    path("letters/new", letters.LetterDraftView.as_view(), name="letter_draft"),
    path("letters/new-all", letters.LettersDraftView.as_view(), name="letters_draft"),
    path("letters/sitting/", letter_signing.LetterSittingView.as_view(), name="letter_sitting"),
    path("letters/<int:pk>/", letter_detail.LetterDetailView.as_view(), name="letter_detail"),
    path("letters/<int:pk>/step", letter_steps.LetterStepView.as_view(), name="letter_step"),
    path("letters/<int:pk>/weights", letter_steps.LetterWeightsView.as_view(), name="letter_weights"),
    path("letters/<int:pk>/sign", letter_signing.LetterSignView.as_view(), name="letter_sign"),
    path("letters/<int:pk>/letter.pdf", letter_signing.LetterPaperView.as_view(), name="letter_paper"),
    path("letters/<int:pk>/check", letter_signing.LetterVerifyView.as_view(), name="letter_verify"),
    path("supervision/", supervision.SupervisionListView.as_view(), name="supervision_list"),
    path("supervision/new", supervision.SupervisionIssueView.as_view(), name="supervision_issue"),
    path("supervision/<int:pk>/", supervision.SupervisionDetailView.as_view(), name="supervision_detail"),
    path("supervision/<int:pk>/answer", supervision.SupervisionAnswerView.as_view(), name="supervision_answer"),
    path("supervision/<int:pk>/step", supervision.SupervisionStepView.as_view(), name="supervision_step"),
    path("handovers/", handovers.HandoverListView.as_view(), name="handover_list"),
    path("handovers/new/<str:unit_code>/<str:on>/", handovers.HandoverMakeView.as_view(), name="handover_make"),
    path("handovers/<int:pk>/", handovers.HandoverDetailView.as_view(), name="handover_detail"),
    path("handovers/<int:pk>/sign", handovers.HandoverSignView.as_view(), name="handover_sign"),
    path("handovers/<int:pk>/certificate.pdf", handovers.HandoverPaperView.as_view(), name="handover_paper"),
]
