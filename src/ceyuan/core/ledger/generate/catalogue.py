"""The fictional group of a test delivery: companies, accounts, projects, cost centres, people, and its rules."""

from dataclasses import dataclass
from typing import Any

ACCOUNTS = {
    "1002": "银行存款",
    "1122": "应收账款",
    "1403": "原材料",
    "1602": "累计折旧",
    "1702": "累计摊销",
    "2202": "应付账款",
    "2211": "应付职工薪酬",
    "2221": "应交税费",
    "5001": "生产成本",
    "5101": "制造费用",
    "530101": "研发支出-人员-工资薪金",
    "530102": "研发支出-人员-五险一金",
    "530103": "研发支出-人员-外聘劳务",
    "530104": "研发支出-直接投入-材料",
    "530105": "研发支出-直接投入-燃料",
    "530106": "研发支出-直接投入-动力",
    "530107": "研发支出-直接投入-检验",
    "530108": "研发支出-直接投入-维护维修",
    "530109": "研发支出-折旧-仪器",
    "530110": "研发支出-折旧-设备",
    "530111": "研发支出-摊销-软件",
    "530112": "研发支出-新产品设计",
    "530113": "研发支出-工艺规程制定",
    "530114": "研发支出-其他-资料咨询",
    "530115": "研发支出-其他-成果鉴定",
    "530116": "研发支出-其他-知识产权",
    "530117": "研发支出-其他-福利补充保险",
    "530118": "研发支出-其他-差旅会议",
    "530121": "研发支出-委托境内",
    "530122": "研发支出-委托境外机构",
    "530123": "研发支出-委托境外个人",
    "530190": "研发支出-待分摊-人工",
    "530191": "研发支出-待分摊-设备折旧",
    "6001": "主营业务收入",
    "6401": "主营业务成本",
    "660201": "管理费用-办公",
    "660209": "管理费用-研发费用",
}
DETAILS = {
    "530101": "1.1",
    "530102": "1.2",
    "530103": "1.3",
    "530104": "2.1",
    "530105": "2.2",
    "530106": "2.3",
    "530107": "2.6",
    "530108": "2.7",
    "530109": "3.1",
    "530110": "3.2",
    "530111": "4.1",
    "530112": "5.1",
    "530113": "5.2",
    "530114": "6.1",
    "530115": "6.2",
    "530116": "6.3",
    "530117": "6.4",
    "530118": "6.5",
}
ENTRUSTED = {
    "530121": "entrusted_domestic",
    "530122": "entrusted_overseas",
    "530123": "entrusted_overseas_individual",
}
SHARED = {"530190": "1.1", "530191": "3.2"}
TRANSFER_WORD = "结转研发支出"
NAMES = ("电解", "氧化铝", "铜冶炼", "铅锌", "锗业", "铝材", "铜箔", "矿山", "碳素", "研究院", "贸易", "海外")
LAB_PREFIX = "LAB"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Codes that lines draw from. Projects and centres stand in the order of their companies."""

    companies: tuple[str, ...]
    months: tuple[int, ...]
    projects: tuple[str, ...]
    closed_projects: tuple[str, ...]
    centres: tuple[str, ...]
    people: int
    machines: int

    @property
    def projects_each(self) -> int:
        """Projects of one company."""
        return len(self.projects) // len(self.companies)

    @property
    def centres_each(self) -> int:
        """Cost centres of one company, its laboratory first."""
        return len(self.centres) // len(self.companies)

    def resources(self, company: str) -> tuple[str, ...]:
        """People, then machines, of a company."""
        people = tuple(f"P{company}{number:04d}" for number in range(self.people))
        return people + tuple(f"M{company}{number:04d}" for number in range(self.machines))


def catalogue(lines: int, year: int) -> Catalogue:
    """A group that fits the number of lines: 4 companies and 3 months at least, 12 of each from half a million on."""
    companies = tuple(str(1001 + number) for number in range(12 if lines >= 500_000 else 4))
    months = tuple(year * 100 + month for month in range(1, 13 if lines >= 60_000 else 4))
    each = max(6, min(400, lines // 40_000))
    return Catalogue(
        companies=companies,
        months=months,
        projects=tuple(f"RD{year % 100}{code}{number:03d}" for code in companies for number in range(each)),
        closed_projects=tuple(f"RD{year % 100 - 2}{code}900" for code in companies),
        centres=tuple(
            f"{LAB_PREFIX if number == 0 else 'CC'}{code}{number:02d}" for code in companies for number in range(10)
        ),
        people=max(4, min(60, lines // 50_000)),
        machines=max(2, min(15, lines // 200_000)),
    )


def rules(known: Catalogue, year: int, locked: tuple[str, int]) -> dict[str, Any]:
    """The content of rules.yaml: `locked` is a company with a locked month."""
    each, centres = known.projects_each, known.centres_each
    return {
        "format": 1,
        "companies": [
            {
                "code": code,
                "name_zh": f"昆岳{NAMES[place]}有限公司",
                "name_en": f"Kunyue Company {code}",
                "unit": f"1.{place + 2}",
                **({"locked": [locked[1]]} if code == locked[0] else {}),
            }
            for place, code in enumerate(known.companies)
        ],
        "accounts": [{"code": code, "name": name} for code, name in ACCOUNTS.items()],
        "projects": [
            {
                "code": code,
                "name_zh": f"研发项目{code}",
                "name_en": f"R&D project {code}",
                "company": known.companies[place // each],
                "unit": f"1.{place // each + 2}.{place % each + 100}",
                "opened": (year - 1) * 100 + 1,
                **({"capitalised_from": year * 100 + 7} if place % 10 == 3 else {}),
                **({"scopes": ["account", "hnte", "stat"]} if place % 17 == 5 else {}),
            }
            for place, code in enumerate(known.projects)
        ]
        + [
            {"code": code, "company": known.companies[place], "closed": (year - 1) * 100 + 12}
            for place, code in enumerate(known.closed_projects)
        ],
        "cost_centres": [
            {"code": code, "unit": f"1.{place // centres + 2}.{place % centres + 10}"}
            for place, code in enumerate(known.centres)
        ],
        "cost_rules": _cost_rules(),
        "project_rules": _project_rules(known),
    }


def _project_rules(known: Catalogue) -> list[dict[str, Any]]:
    each, centres = known.projects_each, known.centres_each
    return [
        {"id": "project-code", "take": "project"},
        {"id": "cost-object", "when": {"cost_object": ["RD*"]}, "take": "cost_object"},
        *(
            {
                "id": f"laboratory-{code}",
                "when": {"cost_centre": [known.centres[place * centres]]},
                "project": first,
            }
            for place, (code, first) in enumerate(zip(known.companies, known.projects[::each], strict=True))
        ),
    ]


def _cost_rules() -> list[dict[str, Any]]:
    closing = {"account": ["5301*"], "side": "credit", "text": [TRANSFER_WORD]}
    return [
        {"id": "closing", "when": closing, "is": "none", "reason": "transfer"},
        *(
            {"id": f"detail-{detail}", "when": {"account": [code]}, "is": "cost", "detail": detail}
            for code, detail in DETAILS.items()
        ),
        *(
            {"id": form.replace("_", "-"), "when": {"account": [code]}, "is": "cost", "form": form}
            for code, form in ENTRUSTED.items()
        ),
        *(
            {
                "id": f"shared-{detail}",
                "when": {"account": [code]},
                "is": "share",
                "by": "cost_object",
                "detail": detail,
            }
            for code, detail in SHARED.items()
        ),
    ]
