"""Addresses: challenges."""

from django.urls import path

from ceyuan.apps.calls.views import challenge_acts, challenge_forms
from ceyuan.apps.calls.views.challenge_detail import ChallengeDetailView
from ceyuan.apps.calls.views.challenge_list import ChallengeListView

urlpatterns = [
    path("", ChallengeListView.as_view(), name="challenge_list"),
    path("new/", challenge_forms.DraftView.as_view(), name="challenge_new"),
    path("at/<str:code>/", ChallengeDetailView.as_view(), name="challenge_detail"),
    path("at/<str:code>/edit", challenge_forms.EditView.as_view(), name="challenge_edit"),
    path("at/<str:code>/indicators", challenge_acts.IndicatorsView.as_view(), name="challenge_indicators"),
    path("at/<str:code>/invite", challenge_forms.InviteView.as_view(), name="challenge_invite"),
    path("at/<str:code>/extend", challenge_forms.ExtendView.as_view(), name="challenge_extend"),
    path("at/<str:code>/reopen", challenge_forms.ReopenView.as_view(), name="challenge_reopen"),
    path("at/<str:code>/step", challenge_acts.ChallengeStepView.as_view(), name="challenge_step"),
    path("at/<str:code>/ask", challenge_acts.AskView.as_view(), name="challenge_ask"),
    path("at/<str:code>/questions/<int:pk>/answer", challenge_acts.AnswerView.as_view(), name="question_answer"),
]
