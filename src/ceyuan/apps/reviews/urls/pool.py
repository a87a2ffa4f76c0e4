"""Addresses of the pool of experts."""

from django.urls import path

from ceyuan.apps.reviews.views import expert_interests, expert_lists, experts, guests

urlpatterns = [
    path("experts/", experts.ExpertListView.as_view(), name="expert_list"),
    path("experts/new", experts.ExpertNewView.as_view(), name="expert_new"),
    path("experts/import", expert_lists.ExpertListTakeView.as_view(), name="expert_import"),
    path("experts/template.xlsx", expert_lists.ExpertTemplateView.as_view(), name="expert_template"),
    path("experts/me", expert_interests.MyEntryView.as_view(), name="my_entry"),
    path("experts/<int:expert_id>/", experts.ExpertView.as_view(), name="expert"),
    path("experts/<int:expert_id>/edit", experts.ExpertEditView.as_view(), name="expert_edit"),
    path("experts/<int:expert_id>/standing", experts.ExpertStandingView.as_view(), name="expert_standing"),
    path("experts/<int:expert_id>/consent", experts.ExpertConsentView.as_view(), name="expert_consent"),
    path("experts/<int:expert_id>/invite", guests.InviteView.as_view(), name="expert_invite"),
    path("experts/<int:expert_id>/close", guests.CloseView.as_view(), name="expert_close"),
    path("invitations/<str:secret>/", guests.WelcomeView.as_view(), name="guest_welcome"),
    path("experts/<int:expert_id>/agree", expert_interests.AgreeView.as_view(), name="expert_agree"),
    path("experts/<int:expert_id>/withdraw", expert_interests.WithdrawView.as_view(), name="expert_withdraw"),
    path("experts/<int:expert_id>/interests/new", expert_interests.InterestView.as_view(), name="interest_new"),
    path(
        "experts/<int:expert_id>/interests/<int:declaration_id>/end",
        expert_interests.InterestEndView.as_view(),
        name="interest_end",
    ),
    path("experts/<int:expert_id>/ties/new", expert_interests.TieView.as_view(), name="tie_new"),
]
