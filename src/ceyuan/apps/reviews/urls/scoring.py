"""Addresses of scoring, results, the record and minutes."""

from django.urls import path

from ceyuan.apps.reviews.views import desk, minutes, opinions, record, results, scoring

urlpatterns = [
    path("my/", desk.MyReviewsView.as_view(), name="my_reviews"),
    path("my/<int:pk>/", scoring.ReviewView.as_view(), name="review"),
    path("my/<int:pk>/draft/", scoring.DraftView.as_view(), name="review_draft"),
    path("my/<int:pk>/begin/", desk.BeginView.as_view(), name="review_begin"),
    path("my/<int:pk>/abstain/", desk.AbstainView.as_view(), name="review_abstain"),
    path("my/<int:pk>/return/", desk.ReturnView.as_view(), name="review_return"),
    path("my/<int:pk>/conflict/", desk.ConflictView.as_view(), name="review_conflict"),
    path("panels/<int:pk>/close/", record.CloseView.as_view(), name="panel_close"),
    path("panels/<int:pk>/publish/", record.PublishView.as_view(), name="panel_publish"),
    path("panels/<int:pk>/record/", record.RecordView.as_view(), name="record"),
    path("panels/<int:pk>/record.json", record.RecordFileView.as_view(), name="record_file"),
    path("panels/<int:pk>/results/", results.ResultsView.as_view(), name="results"),
    path("panels/<int:pk>/results/<int:case>/", results.CaseResultView.as_view(), name="case_result"),
    path("panels/<int:pk>/results/<int:case>/opinion.pdf", opinions.OpinionView.as_view(), name="opinion"),
    path("panels/<int:pk>/minutes/", minutes.MinutesView.as_view(), name="minutes"),
    path("panels/<int:pk>/minutes/new/", minutes.MinutesWriteView.as_view(), name="minutes_write"),
    path("panels/<int:pk>/notes/new/", minutes.NoteView.as_view(), name="note_add"),
    path("seats/<int:pk>/feedback/", minutes.FeedbackView.as_view(), name="feedback"),
]
