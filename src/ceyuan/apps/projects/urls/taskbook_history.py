"""Addresses: the changes of a task book."""

from django.urls import path

from ceyuan.apps.projects.views.taskbook_history import TaskBookHistoryView, TaskBookWorkView

urlpatterns = [
    path("taskbooks/of/<path:code>/history", TaskBookHistoryView.as_view(), name="taskbook_history"),
    path("taskbooks/of/<path:code>/work", TaskBookWorkView.as_view(), name="taskbook_work"),
]
