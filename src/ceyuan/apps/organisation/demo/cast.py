"""The log-ins of the demonstration, one for each kind of user, and the stranger from another group."""

from __future__ import annotations

from dataclasses import dataclass

from ceyuan.apps.organisation.demo.people import PersonSeed
from ceyuan.apps.organisation.demo.posts import DIGITAL_DEPARTMENT, PostSeed
from ceyuan.apps.organisation.demo.units import GROUP_CODE

PASSWORD = "ceyuan-demo"  # noqa: S105 - printed on the log-in page of the demonstration, opens nothing else
STRANGER_GROUP, STRANGER_NAME_ZH, STRANGER_NAME_EN = "WX", "外协单位", "External Partners"
STRANGER_UNITS = (
    ("WX", "external", "", STRANGER_NAME_ZH, STRANGER_NAME_EN),
    ("WX01", "external", "WX", "远澜材料检测有限公司", "Yuanlan Materials Testing Co., Ltd."),
    ("WX02", "external", "WX", "启衡工业设计有限公司", "Qiheng Industrial Design Co., Ltd."),
)
STRANGER = ("WX0001", "沈知远", "Shen Zhiyuan", "M", 1984, "WX01", "高级工程师")
LEADER_UNIT, PLANT_UNIT, CENTRE, EXPERT_UNIT = "KY01", "KY0104", "KYJ03", "KYR02"

# user name, unit, role granted besides the posts, and what kind of user it is
_LOG_INS = (
    ("keji", GROUP_CODE, "", "集团科技管理人员", "Group S&T officer"),
    ("dongshizhang", GROUP_CODE, "group_leader", "集团董事长", "Chairman of the group"),
    ("lingdao", LEADER_UNIT, "", "战略单元一把手", "Top leader of a strategic unit"),
    ("kejike", PLANT_UNIT, "", "企业科技管理人员", "S&T manager of an enterprise"),
    ("caiwu", PLANT_UNIT, "", "企业财务负责人", "Finance head of an enterprise"),
    ("fuzeren", PLANT_UNIT, "project_leader", "项目负责人", "Project leader"),
    ("chengyuan", PLANT_UNIT, "", "项目成员", "Project member"),
    ("renshi", GROUP_CODE, "", "人力资源管理人员", "HR officer"),
    ("shenji", GROUP_CODE, "", "审计人员", "Auditor"),
    ("zhuanjia", EXPERT_UNIT, "expert", "评审专家", "Review expert"),
    ("dangan", GROUP_CODE, "archivist", "档案管理人员", "Archivist"),
    ("xitong", GROUP_CODE, "staff", "系统运维人员", "System operator"),
)


@dataclass(frozen=True, slots=True)
class AccountSeed:
    """A log-in. `role` is granted over `unit` in addition to what the person's posts give; empty when posts suffice."""

    username: str
    person: str
    group: str
    unit: str
    role: str
    title_zh: str
    title_en: str


def accounts(people: tuple[PersonSeed, ...], posts: tuple[PostSeed, ...]) -> tuple[AccountSeed, ...]:
    """The thirteen log-ins; their people are chosen by post, grade and unit, never by staff number."""

    def holder(unit: str, kind: str) -> str:
        return next(p.person for p in posts if p.unit == unit and p.kind == kind and p.ends_on is None)

    held = {post.person for post in posts}

    def engineer(unit: str, grade: str) -> str:
        return next(p.staff_no for p in people if p.unit == unit and p.grade == grade and p.staff_no not in held)

    operator, archivist = [p.staff_no for p in people if p.unit == DIGITAL_DEPARTMENT and p.role == "staff"][:2]
    chosen = {
        "keji": holder(GROUP_CODE, "st_officer"),
        "dongshizhang": holder(GROUP_CODE, "top_leader"),
        "lingdao": holder(LEADER_UNIT, "top_leader"),
        "kejike": holder(PLANT_UNIT, "st_manager"),
        "caiwu": holder(PLANT_UNIT, "finance_head"),
        "fuzeren": engineer(PLANT_UNIT, "supervising_engineer"),
        "chengyuan": engineer(PLANT_UNIT, "support_engineer"),
        "renshi": holder(GROUP_CODE, "hr_officer"),
        "shenji": holder(GROUP_CODE, "auditor"),
        "zhuanjia": engineer(EXPERT_UNIT, "chief_scientist"),
        "dangan": archivist,
        "xitong": operator,
    }
    cast = [AccountSeed(name, chosen[name], GROUP_CODE, unit, role, zh, en) for name, unit, role, zh, en in _LOG_INS]
    cast.append(AccountSeed("waixie", STRANGER[0], STRANGER_GROUP, STRANGER_GROUP, "", "外单位人员", "Stranger"))
    return tuple(cast)
