"""Addresses of this capability."""

from django.urls import path

from .views.delivery import DeliveryDetailView, DeliveryRepeatView
from .views.lists import DeliveryListView, RejectionListView
from .views.receive import DeliveryMappingView, DeliveryReceiveView

app_name = "intake"
urlpatterns = [
    path("", DeliveryListView.as_view(), name="delivery_list"),
    path("new/", DeliveryReceiveView.as_view(), name="delivery_receive"),
    path("<int:pk>/", DeliveryDetailView.as_view(), name="delivery_detail"),
    path("<int:pk>/mapping/", DeliveryMappingView.as_view(), name="delivery_mapping"),
    path("<int:pk>/again/", DeliveryRepeatView.as_view(), name="delivery_repeat"),
    path("<int:pk>/rejected/", RejectionListView.as_view(), name="rejection_list"),
]
