"""Addresses of votes and ballots."""

from django.urls import path

from ceyuan.apps.reviews.views import ballots, votes, voting

urlpatterns = [
    path("panels/<int:pk>/votes/", votes.VoteListView.as_view(), name="vote_list"),
    path("panels/<int:pk>/votes/new/", voting.VoteOpenView.as_view(), name="vote_open"),
    path("votes/<int:pk>/", votes.VoteView.as_view(), name="vote"),
    path("votes/<int:pk>/say/", votes.SayView.as_view(), name="vote_say"),
    path("votes/<int:pk>/envelope/", ballots.EnvelopeView.as_view(), name="vote_envelope"),
    path("votes/<int:pk>/close/", voting.VoteCloseView.as_view(), name="vote_close"),
    path("votes/<int:pk>/cancel/", voting.VoteCancelView.as_view(), name="vote_cancel"),
    path("votes/<int:pk>/round/", voting.NextRoundView.as_view(), name="vote_round"),
    path("votes/<int:pk>/recount/", ballots.RecountView.as_view(), name="recount"),
    path("votes/<int:pk>/publication.json", ballots.PublicationView.as_view(), name="publication"),
    path("ballots/<int:pk>/", ballots.BallotView.as_view(), name="ballot"),
]
