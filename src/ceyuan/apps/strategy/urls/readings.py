"""Addresses: readings, indicators and scores."""

from django.urls import URLPattern, path

from ceyuan.apps.strategy.views.kpis import KpiDetailView, KpiFormView, KpiListView
from ceyuan.apps.strategy.views.reading_gaps import GapListView, QualityListView
from ceyuan.apps.strategy.views.reading_periods import PeriodListView, PeriodReopenView
from ceyuan.apps.strategy.views.reading_quantities import QuantityFormView, QuantityListView
from ceyuan.apps.strategy.views.reading_sheet import ReadingSheetView
from ceyuan.apps.strategy.views.readings import ReadingDetailView, ReadingImportView, ReadingListView
from ceyuan.apps.strategy.views.score_adjusting import AdjustView, ConfirmView
from ceyuan.apps.strategy.views.scores import ScoreCardView, ScoreListView
from ceyuan.apps.strategy.views.standing_figure import StandingView

urlpatterns: list[URLPattern] = [
    path("scores/", ScoreListView.as_view(), name="score_list"),
    path("scores/adjustments/<int:pk>/confirm", ConfirmView.as_view(), name="score_confirm"),
    path("scores/<str:unit>/<int:year>/", ScoreCardView.as_view(), name="score_card"),
    path("scores/<str:unit>/<int:year>/adjust", AdjustView.as_view(), name="score_adjust"),
    path("readings/", ReadingSheetView.as_view(), name="reading_sheet"),
    path("readings/all/", ReadingListView.as_view(), name="reading_list"),
    path("readings/import", ReadingImportView.as_view(), name="reading_import"),
    path("readings/missing/", GapListView.as_view(), name="reading_gaps"),
    path("readings/quality/", QualityListView.as_view(), name="reading_quality"),
    path("readings/periods/", PeriodListView.as_view(), name="reading_periods"),
    path("readings/periods/<int:lock_id>/reopen", PeriodReopenView.as_view(), name="reading_reopen"),
    path("readings/<int:pk>/", ReadingDetailView.as_view(), name="reading"),
    path("kpis/", KpiListView.as_view(), name="kpi_list"),
    path("kpis/new", KpiFormView.as_view(), name="kpi_new"),
    path("kpis/<str:code>/", KpiDetailView.as_view(), name="kpi_detail"),
    path("kpis/<str:code>/edit", KpiFormView.as_view(), name="kpi_edit"),
    path("quantities/", QuantityListView.as_view(), name="quantity_list"),
    path("quantities/new", QuantityFormView.as_view(), name="quantity_new"),
    path("quantities/<str:code>/edit", QuantityFormView.as_view(), name="quantity_edit"),
    path("standings/<str:kpi>/<str:unit>/<int:year>/", StandingView.as_view(), name="standing"),
]
