"""Addresses: task books and change orders."""

from django.urls import path, re_path

from ceyuan.apps.projects.views import change_orders, taskbook_editing, taskbook_lines, taskbook_page
from ceyuan.apps.projects.views.taskbook_columns import TaskBookColumnsView
from ceyuan.apps.projects.views.taskbook_files import TaskBookFileView
from ceyuan.apps.projects.views.taskbook_list import TaskBookListView, TaskBookOfferView

urlpatterns = [
    path("taskbooks/", TaskBookListView.as_view(), name="taskbook_list"),
    path("taskbooks/offer", TaskBookOfferView.as_view(), name="taskbook_offer"),
    path("taskbooks/versions/<int:pk>/", taskbook_page.TaskBookVersionView.as_view(), name="taskbook_version"),
    path("taskbooks/versions/<int:pk>/step", taskbook_page.TaskBookStepView.as_view(), name="taskbook_step"),
    path("taskbooks/versions/<int:pk>/edit", taskbook_editing.TaskBookEditView.as_view(), name="taskbook_edit"),
    path("taskbooks/versions/<int:pk>/add", taskbook_editing.TaskBookAddView.as_view(), name="taskbook_add"),
    path("taskbooks/versions/<int:pk>/remove", taskbook_lines.TaskBookRemoveView.as_view(), name="taskbook_remove"),
    path("taskbooks/versions/<int:pk>/move", taskbook_lines.TaskBookMoveView.as_view(), name="taskbook_move"),
    path("taskbooks/versions/<int:pk>/mode", taskbook_lines.TaskBookBudgetModeView.as_view(), name="taskbook_mode"),
    path("taskbooks/versions/<int:pk>/commit", taskbook_lines.TaskBookCommitView.as_view(), name="taskbook_commit"),
    re_path(
        r"^taskbooks/versions/(?P<pk>\d{1,18})/taskbook\.(?P<kind>pdf|docx)$",
        TaskBookFileView.as_view(),
        name="taskbook_file",
    ),
    path("taskbooks/orders/<int:pk>/", change_orders.ChangeOrderView.as_view(), name="change_order"),
    path("taskbooks/orders/<int:pk>/step", change_orders.ChangeOrderStepView.as_view(), name="change_order_step"),
    path("taskbooks/orders/<int:pk>/edit", change_orders.ChangeOrderEditView.as_view(), name="change_order_edit"),
    path("taskbooks/of/<path:code>/start", taskbook_page.TaskBookStartView.as_view(), name="taskbook_start"),
    path("taskbooks/of/<path:code>/change", change_orders.ChangeOrderNewView.as_view(), name="change_order_new"),
    path("taskbooks/of/<path:code>/columns", TaskBookColumnsView.as_view(), name="taskbook_columns"),
    path("taskbooks/of/<path:code>/", taskbook_page.TaskBookView.as_view(), name="taskbook"),
]
