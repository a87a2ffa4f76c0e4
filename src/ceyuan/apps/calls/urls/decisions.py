"""Addresses: review, ranking and decision, public notice, negotiation, pledge."""

from django.urls import path

from ceyuan.apps.calls.views import decisions, endings, pledges

urlpatterns = [
    path("at/<str:code>/review", decisions.ReviewView.as_view(), name="challenge_review"),
    path("at/<str:code>/decision", decisions.DecisionView.as_view(), name="decision"),
    path("at/<str:code>/decision/<slug:act>", decisions.DecisionStepView.as_view(), name="decision_step"),
    path("at/<str:code>/negotiation", decisions.NegotiationView.as_view(), name="negotiation"),
    path("bids/<int:pk>/defence", pledges.DefenceView.as_view(), name="defence"),
    path("bids/<int:pk>/pledge", pledges.PledgeView.as_view(), name="pledge"),
    path("bids/<int:pk>/quit", endings.BidQuitView.as_view(), name="bid_quit"),
    path("bids/<int:pk>/pledge/<slug:act>", pledges.PledgeStepView.as_view(), name="pledge_step"),
]
