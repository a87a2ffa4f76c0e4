"""Charts are values: the options are compared as a whole or by the parts that carry meaning."""

import datetime
import json

from ceyuan.kit import charts
from ceyuan.kit.charts import Datum, Flow, Series, Span


def test_columns_carry_names_values_texts_and_links():
    found = charts.bar(
        ["2025", "2026"], [Series("预算", [Datum("2025", 12, "12 万元", "/p?year=2025"), Datum("2026", None)])]
    )
    assert found["xAxis"]["data"] == ["2025", "2026"]
    assert found["series"] == [
        {
            "type": "bar",
            "name": "预算",
            "data": [
                {"name": "2025", "value": 12, "text": "12 万元", "url": "/p?year=2025"},
                {"name": "2026", "value": None},
            ],
            "barMaxWidth": 28,
        }
    ]
    assert found["legend"]["show"] is False


def test_areas_leave_out_what_has_no_size_and_have_readable_colours():
    found = charts.treemap(
        [Datum("a", 5), Datum("b", 0), Datum("c", None), Datum("d", -3), Datum("e", 2, colour="#123")]
    )
    data = found["series"][0]["data"]
    assert [(one["name"], one["itemStyle"]["color"]) for one in data] == [("a", "token:area-1"), ("e", "#123")]


def test_flows_without_money_are_left_out():
    found = charts.sankey([Datum("A", None), Datum("B", None)], [Flow("A", "B", 3, url="/x"), Flow("B", "A", 0)])
    assert found["series"][0]["links"] == [{"source": "A", "target": "B", "value": 3, "url": "/x"}]


def test_a_timeline_names_its_last_day_and_marks_today():
    span = Span("P01", datetime.date(2024, 1, 1), datetime.date(2025, 1, 1))
    found = charts.timeline([span], today=datetime.date(2024, 6, 1))
    bar = found["series"][0]["data"][0]
    assert bar["value"] == [0, "2024-01-01", "2025-01-01"]
    assert bar["text"] == "2024-01-01 – 2024-12-31"
    assert found["series"][0]["markLine"]["data"] == [{"xAxis": "2024-06-01"}]
    assert found["dataZoom"] == []
    assert charts.timeline([span] * 64)["dataZoom"][0]["end"] == 25


def test_a_heatmap_scales_to_its_largest_cell_even_when_empty():
    assert charts.heatmap(["a"], ["b"], [(0, 0, 7)])["visualMap"]["max"] == 7
    assert charts.heatmap(["a"], ["b"], [])["visualMap"]["max"] == 1


def test_every_chart_is_plain_json():
    one = [Datum("a", 1)]
    options = [
        charts.line(["x"], [Series("s", one)], unit="万元"),
        charts.ranking(one),
        charts.pie(one),
        charts.bar(["x"], [Series("s", one), Series("t", one)], stacked=True),
    ]
    assert json.loads(json.dumps(options)) == options
    assert options[3]["series"][0]["stack"] == options[3]["series"][1]["stack"]
