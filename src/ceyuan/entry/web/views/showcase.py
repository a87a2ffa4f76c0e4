"""The style page `/kit`, on a developer's machine only: every component of the kit with made-up contents."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from ceyuan.core.kernel.explain import Explained, Leaf, Source
from ceyuan.core.kernel.money import Money
from ceyuan.entry.web import samples
from ceyuan.kit import charts, trees
from ceyuan.kit.columns import Column
from ceyuan.kit.filters import Choice, DateRange, Filters, Text
from ceyuan.kit.forms import Form
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.paging import SIZES, turn_to
from ceyuan.kit.tables import Empty, Table, plain_table
from ceyuan.kit.views import Action, Crumb, ListView


@dataclass(frozen=True, slots=True)
class Change:
    """A step of a history as `<c-changes>` wants it."""

    label: str
    who: str
    when: datetime.datetime
    reason: str = ""
    fields: tuple[dict[str, str], ...] = ()


class SampleTable(Table):
    caption = "项目台账"
    columns = (
        Column("code", "编号", "code", sort="code"),
        Column("title", "项目名称", sort="title", wide=True, url=lambda row: f"#{row.code}"),
        Column("unit", "承担单位", sort="unit"),
        Column("leader", "负责人", priority=2),
        Column("budget", "预算", "money", sort="budget", unit="wan", currency="CNY"),
        Column("spent", "已支出", "money", unit="wan", currency="CNY", priority=2),
        Column("done", "执行率", "progress", priority=2),
        Column("state", "状态", "badge", labels=samples.STATES, tones=samples.TONES),
        Column("end", "截止日期", "date", sort="end", priority=2),
    )
    default_sort = "code"


class SampleFilters(Filters):
    q = Text("搜索", placeholder="编号、名称、拼音首字母")
    state = Choice("状态", choices=tuple(samples.STATES.items()))
    unit = Choice("承担单位", choices=tuple((u, u) for u in samples.UNITS))
    end = DateRange("截止日期", more=True)


class SampleForm(Form):
    title = forms.CharField(label="项目名称", max_length=120, help_text="写全称，不要用简称。")
    unit = forms.ChoiceField(label="承担单位", choices=[("", "请选择"), *((u, u) for u in samples.UNITS)])
    start = forms.DateField(label="开始日期", widget=forms.DateInput())
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))
    urgent = forms.BooleanField(label="加急办理", required=False)


class SampleList(ListView):
    """A list page as an application declares one."""

    title = "项目台账样例"
    table = SampleTable
    filters = SampleFilters
    selector = staticmethod(samples.listing)
    empty = Empty("还没有项目", "从 Excel 导入，或新建第一个项目。", "导入", "#")
    export_name = "sample"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor = samples.PERSON  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)


class Showcase(View):
    """Shows everything at once, so that a change of the style can be looked at in one place."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if "toast" in request.GET:
            messages.success(request, "已保存，数据截至 2026-11-22。")
            messages.error(request, "预算合计与分项之和相差 0.01 元，请核对。")
        filters = SampleFilters(request.GET, None)
        sort = SampleTable.sort_of(request.GET)
        page = turn_to(SequenceListing(samples.projects()), request.GET)
        form = SampleForm({"title": "", "unit": "", "start": "2026"} if "wrong" in request.GET else None)
        context = self.parts() | {
            "title": "界面样例",
            "crumbs": [Crumb("首页", "/"), Crumb("开发", "/kit"), Crumb("界面样例")],
            "actions": [Action("导入", "#", "upload"), Action("新建项目", "#", "plus", primary=True)],
            "table": SampleTable(page, request.GET, sort=sort),
            "page": page,
            "sizes": SIZES,
            "filters": filters,
            "empty": Empty("还没有项目", "从 Excel 导入，或新建第一个项目。", "导入", "#"),
            "clear_url": request.path,
            "export_url": "#",
            "export_csv_url": "#",
            "exportable": True,
            "form": form,
        }
        if "frame" not in request.GET:
            context |= samples.frame()
        return render(request, "showcase.html", context)

    def parts(self) -> dict[str, Any]:
        """Contents of the components that are not lists."""
        budget = [charts.Datum(str(y), v, f"{v:,} 万元") for y, v in samples.BUDGET]
        spent = [charts.Datum(str(y), v, f"{v:,} 万元") for y, v in samples.SPENT]
        years = [str(y) for y, _v in samples.BUDGET]
        series = [charts.Series("预算", budget), charts.Series("支出", spent)]
        areas = [charts.Datum(name, value, f"{value:,} 万元", "#") for name, value in samples.AREAS]
        return {
            "bar": charts.bar(years, series, unit="万元"),
            "bar_table": plain_table(
                (Column("name", "年度", "code"), Column("value", "预算（万元）", "number")), budget, "年度预算"
            ),
            "treemap": charts.treemap(areas),
            "ranking": charts.ranking(areas[:6]),
            "sankey": charts.sankey(
                [charts.Datum(name, None) for name in samples.NODES],
                [charts.Flow(a, b, v, f"{v:,} 万元") for a, b, v in samples.FLOWS],
            ),
            "timeline": charts.timeline(samples.spans(), today=datetime.date(2026, 11, 22)),
            "tree": trees.explained(_tree(), labels=samples.LABELS, formulas=samples.FORMULAS),
            "tabs": [
                {"label": "概况", "url": "#a", "current": True, "count": None},
                {"label": "课题", "url": "#b", "current": False, "count": 12},
                {"label": "经费", "url": "#c", "current": False, "count": None},
                {"label": "变更记录", "url": "#d", "current": False, "count": 3},
            ],
            "facts": samples.FACTS,
            "changes": [
                Change(
                    "调整负责人",
                    "张明远",
                    datetime.datetime(2026, 11, 20, 9, 12, tzinfo=datetime.UTC),
                    "原负责人调任矿业公司。",
                    ({"label": "负责人", "before": "李文博", "after": "王静怡"},),
                ),
                Change("通过立项评审", "科技部", datetime.datetime(2026, 3, 2, 15, 40, tzinfo=datetime.UTC)),
            ],
            "sum": Money(38642050_00),
        }


def _tree() -> Explained:
    source = Source("projects.task_book", "1", "任务书 KY-2026-0101 第 3 版")
    unit_a = Leaf(Money(12000000_00), "budget.a", (source,))
    unit_b = Leaf(Money(8642050_00), "budget.b", (source,))
    part = Explained(Money(20642050_00), "budget.programme", (unit_a, unit_b))
    return Explained(Money(38642050_00), "budget.total", (part, Leaf(Money(18000000_00), "budget.other", (source,))))
