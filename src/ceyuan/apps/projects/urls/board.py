"""Addresses: the board of major programmes, a programme at work, my projects."""

from django.urls import path

from ceyuan.apps.projects.views import board

urlpatterns = [
    path("major/", board.BoardView.as_view(), name="major_board"),
    path("mine/", board.MineView.as_view(), name="mine"),
    path("programmes/<path:code>/work", board.ProgrammeWorkView.as_view(), name="programme_work"),
]
