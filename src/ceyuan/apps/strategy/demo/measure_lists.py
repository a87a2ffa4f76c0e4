# ruff: noqa: E501 - a Chinese character counts as two columns
"""The opinion with its twenty measures in four groups, and the eight regulations that go with it ("1+8")."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class MeasureSeed(NamedTuple):
    """A measure; `bounds` are floor, ceiling and their unit, empty where units are free. `per_head` is the usual money
    for one beneficiary in yuan."""

    number: str
    theme: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    target_group: str
    lead_unit: str
    due_on: date
    proof: str
    needs_own_rule: bool = True
    bounds: tuple[str, str, str] = ("", "", "")
    per_head: int = 0


OPINION = (
    "昆岳党发〔2023〕12号",
    "关于深化科技体制机制改革激发创新活力的意见",
    "Opinion on deeper reform of science and technology",
    date(2023, 1, 16),
)
REGULATIONS = (
    ("昆岳科〔2023〕8号", "科技创新责任制实施办法", "Regulation on responsibility for innovation", date(2023, 2, 20)),
    ("昆岳科〔2023〕9号", "重大科技专项管理办法", "Regulation on major programmes", date(2023, 2, 20)),
    ("昆岳人〔2023〕21号", "科技人才六级通道管理办法", "Regulation on the six grades of engineers", date(2023, 3, 15)),
    (
        "昆岳人〔2023〕22号",
        "科技人员薪酬激励管理办法",
        "Regulation on pay and incentives of researchers",
        date(2023, 3, 15),
    ),
    (
        "昆岳科〔2023〕14号",
        "科技成果转化收益分享办法",
        "Regulation on sharing the income of achievements",
        date(2023, 4, 6),
    ),
    ("昆岳科〔2023〕15号", "科技创新平台管理办法", "Regulation on platforms", date(2023, 4, 6)),
    (
        "昆岳财〔2023〕18号",
        "研发经费及研发准备金管理办法",
        "Regulation on R&D money and reserve funds",
        date(2023, 5, 12),
    ),
    (
        "昆岳科〔2023〕20号",
        "科研诚信与尽职免责办法",
        "Regulation on integrity and exemption of the diligent",
        date(2023, 5, 12),
    ),
)
SUPERSEDED = (
    "昆岳科〔2019〕7号",
    "科技成果奖励办法（试行）",
    "Regulation on rewarding achievements (trial)",
    date(2019, 6, 3),
    date(2023, 4, 5),
)
THEMES = (
    ("一", "responsibility", "压实主要负责人科技创新责任", "The responsibility of top leaders"),
    ("二", "talent", "打造科技人才高地", "A highland of talent"),
    ("三", "incentive", "强化科技人才激励", "Incentives for talent"),
    ("四", "safeguard", "健全创新推进保障", "Safeguards for innovation"),
)

PAST, LATER = (date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 9, 30)), date(2027, 12, 31)


def _measure(line: str) -> MeasureSeed:
    number, theme, zh, en, text_zh, text_en, group, lead, due, proof, own, bounds, per_head = line.split("|")
    low, high, unit = (*bounds.split(), "", "", "")[:3] if bounds else ("", "", "")
    day = LATER if due == "later" else PAST[int(due)]
    return MeasureSeed(
        number, theme, zh, en, text_zh, text_en, group, lead, day, proof, own == "own", (low, high, unit), int(per_head)
    )


# number|theme|title|in English|text|in English|for whom|lead department|due (place in PAST, or later)|proof|own rule|floor ceiling unit|yuan a head
_TEXT = """
1|responsibility|主要负责人签订科技创新责任书|Leaders sign a letter|各级主要负责人每年与上级签订科技创新责任书，目标经双方协商签字。|Each top leader signs a yearly letter with the leader above; its targets are negotiated.|主要负责人、科技管理人员|KYD03|0|责任书签字页、目标协商记录|none||0
2|responsibility|研发投入视同利润加回|R&D counts as profit|考核经营业绩时，研发经费投入按不低于规定比例视同利润加回。|In assessment R&D is added back to profit, at a share not below the floor.|企业经营班子|KYD04|1|考核结果通知书|own|50 150 %|0
3|responsibility|科技创新双月例会|A meeting every two months|主要负责人每两个月主持一次科技创新例会，现场协调解决难题。|The top leader chairs a meeting every two months and settles what is stuck.|项目负责人|KYD03|0|会议纪要及问题销号清单|own|6 12 次/年|0
4|responsibility|科技绩效与干部任用挂钩|Innovation decides on posts|科技创新考核结果作为干部选拔任用、任期考核的重要依据。|The result of assessment weighs in appointments and terms.|领导班子成员|KYD05|later|干部考察材料|own|15 40 %|0
5|responsibility|勤勉尽责免责|Exemption of the diligent|对勤勉尽责但未达预期的科研项目，按程序认定后免除相关责任。|Diligent work that missed its aim is exempted after a hearing.|项目负责人、科研人员|KYD12|later|免责认定决定书|own||0
6|talent|科技人才六级通道|Six grades of engineers|设立首席科学家至支持工程师六级岗位，待遇与管理序列对应。|Six grades from chief scientist to support engineer, paid like the ladder of managers.|科技人员|KYD05|1|聘任文件|own||18000
7|talent|青年人才担纲项目|Young people lead projects|自主立项项目中，35岁以下青年担任负责人的比例不低于规定值。|The share of projects led by people up to 35 does not fall below the floor.|35岁以下科技人员|KYD03|2|立项批复及负责人名单|own|20 100 %|0
8|talent|领军人才引进一事一议|Leading talent, case by case|对急需紧缺领军人才，薪酬、科研条件、团队组建一事一议。|Pay, equipment and team of leading talent are agreed case by case.|引进人才|KYD05|later|引进协议|own||600000
9|talent|企业与研究院双聘|Joint appointments|专业研究院与企业互派人员，双聘期间待遇从优、成果共享。|Institutes and companies lend each other people, on the better pay and with shared results.|研究院与企业科技人员|KYR01|3|双聘协议|own||24000
10|talent|科研时间保障|Time for research|保障科研人员科研时间，不得安排与科研无关的事务性工作。|Researchers keep the larger part of their time for research.|专职科研人员|KYD03|2|工时记录抽查报告|own|80 100 %|0
11|incentive|成果转化收益分享|A share of what achievements earn|自行实施转化的，连续三至五年从该成果营业利润中提取比例奖励完成人。|Of what an achievement earns in use, a share of the operating profit goes to its makers for three to five years.|成果完成人及贡献人员|KYD03|3|分配方案、公示及发放凭证|own|5 20 %|46000
12|incentive|科技型企业股权和分红激励|Equity and dividends|符合条件的科技型企业实施岗位分红、项目收益分红或股权激励。|Companies that qualify pay dividends on posts or projects, or grant equity.|核心科技骨干|KYD06|later|激励方案批复|own|3 15 %|80000
13|incentive|揭榜攻关专项奖励|Rewards for posted challenges|揭榜任务按里程碑兑现奖励，完成节点当期发放。|Posted challenges are paid by milestone, at once.|揭榜团队|KYD03|1|节点验收及兑现凭证|own||30000
14|incentive|重大项目跟投|Co-investment in projects|重大产业化项目允许核心团队跟投，共担风险、共享收益。|The core team may invest in a major project, sharing risk and gain.|项目核心团队|KYD06|later|跟投协议|own|1 10 %|120000
15|incentive|工资总额单列|Wages listed separately|转化奖励、分红等计入当年工资总额但不受总额限制，单列管理。|Rewards and dividends are outside the limit of the wage bill and listed apart.|受奖励科技人员|KYD05|2|工资总额备案表|none||0
16|safeguard|研发准备金制度|R&D reserve fund|按上年营业收入规定比例计提研发准备金，专款专用、滚动使用。|A reserve fund holds a share of last year's revenue for R&D alone.|全部项目|KYD04|1|董事会决议、计提凭证|own|0.3 3 %|0
17|safeguard|科研经费包干制|Lump-sum budgets|自由探索和青年项目实行经费包干，负责人自主决定使用。|Free exploration and youth projects have lump sums that the leader spends alone.|项目负责人|KYD04|2|包干项目清单|own||0
18|safeguard|减表减会减检查|Fewer forms, meetings, inspections|科研项目年度检查不超过一次，填报表格实行清单管理。|One inspection a year at most, and forms only from a list.|科研人员|KYD03|3|表单清单及检查记录|own|0 1 次/年|0
19|safeguard|平台加分奖励|Platforms earn points|获批国家级、省部级平台的单位在考核中加分并给予一次性经费支持。|Units that win a platform get points and money once.|平台建设团队|KYD03|later|批复文件及拨款凭证|none||50000
20|safeguard|科研诚信与知识产权保护|Integrity and protection of IP|建立诚信档案，成果发表前完成知识产权审查。|A file on integrity; results are checked for IP before they are published.|科研人员|KYD10|later|审查记录|own||0
"""
MEASURES = tuple(_measure(line) for line in _TEXT.strip().splitlines())
OBSTACLES = (
    "上市公司章程与激励比例上限冲突，待股东大会修订后实施",
    "所在地工资总额备案口径不一致，人社部门尚未答复",
    "海外法律对跨境薪酬支付有限制，正与当地律所协商替代方案",
    "混合所有制股东对跟投定价存在分歧，评估报告待重新出具",
    "准备金计提与银行授信限制性条款冲突，正与银团协商豁免",
)
