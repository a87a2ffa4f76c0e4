"""Technology readiness of a project: elements, evidence by criterion, assessments, the curve."""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import scales
from ceyuan.apps.projects.forms import execution as forms
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import readiness as selectors
from ceyuan.apps.projects.services import readiness as services
from ceyuan.kit.charts import Datum, Series, line
from ceyuan.kit.columns import Column
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.tables import plain_table
from ceyuan.kit.views import Action

from .on_project import AssessorAct, ProjectAct, ProjectPage

PPM_PER_CENT = 10_000


def element_name(one: Any) -> str:
    """The name of an element in the reader's language."""
    return (one.name_zh if is_chinese() else one.name_en) or str(one.name_zh)


class ReadinessView(ProjectPage):
    """Where the technology stands, and by what it is shown."""

    permission = ""
    selector = staticmethod(selectors.seen)
    template_name = "projects/readiness.html"
    tab = "readiness"

    def actions(self, **context: Any) -> list[Action]:
        project = context["object"]
        if not policies.may_speak(self.actor, project) or not policies.is_online(project):
            return []
        return [Action(_("Add an element"), reverse("projects:element_add", args=[project.code]), "plus", primary=True)]

    def shown(self, project: Any) -> dict[str, Any]:
        elements = selectors.elements(project)
        names = {one.pk: element_name(one) for one in elements}
        curve = selectors.curve(project, names)
        added: Any = selectors.technology_added(project)
        return {
            "elements": self._rows(project, elements),
            "level": selectors.project_level(project),
            "added": f"{float(added.value):g}" if added else "",
            "history": [
                (one, names.get(one.element_id, one.element.name_zh))
                for one in reversed(selectors.assessments(project))
            ],
            "chart": _chart(curve) if len(curve.days) > 1 and elements else None,
            "chart_table": _table(curve) if len(curve.days) > 1 and elements else None,
        }

    def _rows(self, project: Any, elements: Any) -> list[dict[str, Any]]:
        shown, now = selectors.evidence(project), selectors.levels(project)
        gone = selectors.withdrawn(project)
        speaks = policies.may_speak(self.actor, project) and policies.is_online(project)
        may_assess, may_add = policies.may_assess(self.actor, project), policies.may_add_to_log(self.actor, project)
        rows = []
        for one in elements:
            given, back = shown.get(one.pk, {}), gone.get(one.pk, {})
            rows.append(
                {
                    "one": one,
                    "name": element_name(one),
                    "scale": messages.SCALES[one.scale],
                    "level": now[one.pk],
                    "level_name": scales.level_name(now[one.pk], chinese=is_chinese()),
                    "weight": one.weight_ppm / PPM_PER_CENT,
                    "criteria": [
                        {
                            "code": known.code,
                            "level": known.level,
                            "text": known.zh if is_chinese() else known.en,
                            "evidence": given.get(known.code, []),
                            "withdrawn": back.get(known.code, []),
                        }
                        for known in scales.criteria(one.scale)
                        if known.level <= one.target_level
                    ],
                    "may_assess": bool(may_assess),
                    "may_add": bool(may_add),
                    "may_withdraw": bool(speaks),
                }
            )
        return rows


def _chart(curve: Any) -> Any:
    days = [day.isoformat() for day in curve.days]
    lines = [*curve.lines.items(), (str(_("Project")), curve.project)]
    series = [
        Series(name, [Datum(day, level) for day, level in zip(days, levels, strict=True)]) for name, levels in lines
    ]
    return line(days, series, unit="TRL")


def _table(curve: Any) -> Any:
    names = list(curve.lines)
    heads = [Column("day", _("Day"), "date", value=lambda row: row[0])]
    heads += [Column(f"e{at}", name, "number", value=itemgetter(at)) for at, name in enumerate(names, start=1)]
    heads.append(Column("project", _("Project"), "number", value=itemgetter(len(names) + 1)))
    rows = [
        (day, *(curve.lines[name][number] for name in names), curve.project[number])
        for number, day in enumerate(curve.days)
    ]
    return plain_table(heads, rows, _("Technology readiness"))


class ElementAddView(ProjectAct):
    """A new element."""

    title = _("Add an element")
    form = forms.ElementForm
    page = "readiness"
    service: ClassVar[Any] = staticmethod(services.add_element)

    def cleaned(self, form: Any) -> dict[str, Any]:
        given = dict(form.cleaned_data)
        weight = given.pop("weight")
        return {**given, "weight_ppm": int((weight or Decimal(0)) * PPM_PER_CENT)}


class ElementAct(AssessorAct):
    """A form about one element."""

    def subject(self, **captured: Any) -> Any:
        return selectors.element(self.project, captured["element_id"])


class ElementCloseView(ElementAct):
    """An element that is critical no longer."""

    title = _("Close the element")
    form = forms.ReasonForm
    service = staticmethod(services.close_element)
    allowed = staticmethod(policies.may_run)


class ReadinessEvidenceView(ElementAct):
    """Evidence for a criterion."""

    title = _("Bring evidence")
    form = forms.ReadinessEvidenceForm
    service = staticmethod(services.add_evidence)
    allowed = staticmethod(policies.may_add_to_log)
    done = _("The evidence was added.")

    def filled(self, subject: Any) -> dict[str, Any]:
        return {"scale": subject.scale, "initial": {"criterion": self.request.GET.get("criterion", "")}}


class ReadinessWithdrawView(ElementAct):
    """Evidence taken back; what it said, who took it back and why stay on the page."""

    title = _("Take evidence back")
    form = forms.ReasonForm
    service = staticmethod(services.withdraw_evidence)
    done = _("The evidence was taken back.")

    def subject(self, **captured: Any) -> Any:
        element = super().subject(**captured)
        return selectors.evidence_piece(element, captured["evidence_id"]) if element else None


class AssessView(ElementAct):
    """An assessment from outside the team."""

    title = _("Assess readiness")
    form = forms.AssessForm
    service = staticmethod(services.assess)
    allowed = staticmethod(policies.may_assess)
    submit = _("Record the assessment")
    done = _("The assessment was recorded.")

    def filled(self, subject: Any) -> dict[str, Any]:
        shown = set(selectors.evidence(self.project).get(subject.pk, {}))
        return {"scale": subject.scale, "shown": shown}
