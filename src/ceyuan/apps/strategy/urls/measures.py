"""Addresses: policy measures."""

from django.urls import URLPattern, path

from ceyuan.apps.strategy.views import (
    measure_acts,
    measure_feedback,
    measure_matrix,
    measure_policies,
    measure_report,
    measure_scope,
    measure_units,
    measure_uptakes,
)

urlpatterns: list[URLPattern] = [
    path("policies/", measure_policies.PolicyList.as_view(), name="policies"),
    path("policies/new", measure_policies.PolicyNew.as_view(), name="policy_new"),
    path("policies/<int:policy_id>/", measure_policies.PolicyPage.as_view(), name="policy"),
    path("policies/<int:policy_id>/replace", measure_policies.PolicySupersede.as_view(), name="policy_supersede"),
    path("policies/<int:policy_id>/scope", measure_scope.PolicyScope.as_view(), name="policy_scope"),
    path("policies/<int:policy_id>/add", measure_policies.MeasureNew.as_view(), name="measure_new"),
    path("policies/measures/<int:measure_id>/edit", measure_policies.MeasureChange.as_view(), name="measure_change"),
    path("measures/", measure_matrix.MeasureMatrix.as_view(), name="measure_matrix"),
    path("measures/mine", measure_units.MyMeasures.as_view(), name="my_measures"),
    path("measures/findings/", measure_uptakes.FindingList.as_view(), name="measure_findings"),
    path("measures/report.pdf", measure_report.MeasureReport.as_view(), name="measure_report"),
    path("measures/of/<path:code>/", measure_units.UnitMeasures.as_view(), name="measures_of_unit"),
    path("uptakes/", measure_uptakes.UptakeList.as_view(), name="uptakes"),
    path("uptakes/<int:uptake_id>/", measure_uptakes.UptakePage.as_view(), name="uptake"),
    path("uptakes/<int:uptake_id>/report", measure_acts.UptakeReport.as_view(), name="uptake_report"),
    path("uptakes/<int:uptake_id>/step", measure_uptakes.UptakeStep.as_view(), name="uptake_step"),
    path("uptakes/<int:uptake_id>/verify", measure_acts.UptakeVerify.as_view(), name="uptake_verify"),
    path("feedback/", measure_feedback.FeedbackPage.as_view(), name="feedback"),
    path("feedback/results/", measure_feedback.FeedbackResults.as_view(), name="feedback_results"),
]
