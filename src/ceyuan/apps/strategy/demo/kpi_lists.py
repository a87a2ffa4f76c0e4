"""The raw quantities and the twelve indicators of the demonstration group."""

from __future__ import annotations

from typing import NamedTuple


class QuantitySeed(NamedTuple):
    """A raw quantity; `over_time` says how the periods of a year make the year's figure."""

    code: str
    name_zh: str
    name_en: str
    kind: str
    unit: str
    over_time: str
    frequency: str = "quarter"
    reported_by: str = "st_manager"
    needs_evidence: bool = False
    computed_by: str = ""


class KpiSeed(NamedTuple):
    """An indicator; `weight` is its usual share of a unit's hundred points, `gate` tells a hard one."""

    code: str
    name_zh: str
    name_en: str
    roll_up: str
    direction: str
    numerator: str
    denominator: str
    scale: int
    decimals: int
    unit: str
    weight: int
    assessor: str
    gate: str
    definition_zh: str
    definition_en: str
    method: str
    verdict_rule: str
    since: int = 2021


QUANTITIES = (
    QuantitySeed("RD", "研发经费投入", "R&D expenditure", "money", "万元", "sum", reported_by="finance_officer"),
    QuantitySeed("REV", "营业收入", "Operating revenue", "money", "万元", "sum", reported_by="finance_officer"),
    QuantitySeed("RDP", "研发人员数", "R&D personnel", "count", "人", "last", reported_by="hr_officer"),
    QuantitySeed("EMP", "从业人员数", "Employees", "count", "人", "last", reported_by="hr_officer"),
    QuantitySeed(
        "NPS", "新产品销售收入", "Sales of new products", "money", "万元", "sum", reported_by="finance_officer"
    ),
    QuantitySeed("PAT", "授权发明专利数", "Invention patents granted", "count", "件", "sum"),
    QuantitySeed("PATV", "有效发明专利拥有量", "Invention patents in force", "count", "件", "last"),
    QuantitySeed("ACH", "近三年验收成果数", "Achievements accepted in three years", "count", "项", "last"),
    QuantitySeed("ACHC", "其中已转化成果数", "Of these, achievements in use", "count", "项", "last"),
    QuantitySeed(
        "BEN",
        "经财务确认的成果效益",
        "Benefits confirmed by finance",
        "money",
        "万元",
        "sum",
        reported_by="finance_officer",
        needs_evidence=True,
    ),
    QuantitySeed("NOD", "应完成攻关节点数", "Nodes of key tasks due", "count", "个", "sum"),
    QuantitySeed("NODD", "按期完成攻关节点数", "Nodes completed on time", "count", "个", "sum", needs_evidence=True),
    QuantitySeed("PLAT", "国家级、省部级创新平台", "National and provincial platforms", "keys", "个", "last"),
    QuantitySeed(
        "EINT", "吨产品综合能耗（折标煤）", "Energy use per tonne (coal equivalent)", "physical", "千克/吨", "last"
    ),
    QuantitySeed("OUT", "主要产品产量", "Output of main products", "physical", "吨", "sum"),
    QuantitySeed("TRL", "标志性技术最高成熟度", "Highest readiness of a flagship technology", "count", "级", "max"),
    QuantitySeed("RES", "研发准备金制度是否建立", "R&D reserve fund established", "yes_no", "", "last"),
)

_AUDITED = "取年度审计报告口径，季度取快报；集团内部往来在合并层级抵消"
_LEDGER = "以科技管理台账为准，附授权公告或批复文件"
_REACHED = "达到目标值得满分，达到基本值得60分，达到挑战值得120分，其间按直线内插"
_GATE = "约束性指标：未达到目标值的，年度总分以60分为限，且不得评为优秀"
_ALL_OR_NOTHING = "按期建立得满分，未建立不得分"

KPIS = (
    KpiSeed(
        "K01",
        "研发经费投入强度",
        "R&D intensity",
        "ratio",
        "at_least",
        "RD",
        "REV",
        100,
        2,
        "%",
        18,
        "KYD04",
        "gate",
        "研发经费投入与营业收入之比，按国资统计口径，合并抵消内部交易。",
        "R&D expenditure over operating revenue, consolidated after internal trade is eliminated.",
        _AUDITED,
        _GATE,
    ),
    KpiSeed(
        "K05",
        "研发人员占比",
        "Share of R&D personnel",
        "ratio",
        "at_least",
        "RDP",
        "EMP",
        100,
        2,
        "%",
        6,
        "KYD05",
        "",
        "期末研发人员数与期末从业人员数之比，按人头计。",
        "R&D personnel over employees at the end of the period, by heads.",
        "以人力资源系统期末在册人数为准",
        _REACHED,
    ),
    KpiSeed(
        "K08",
        "新产品销售收入占比",
        "Share of new-product sales",
        "ratio",
        "at_least",
        "NPS",
        "REV",
        100,
        2,
        "%",
        10,
        "KYD02",
        "",
        "列入新产品目录且投产不满三年的产品销售收入与营业收入之比。",
        "Sales of products listed as new and made for less than three years, over operating revenue.",
        _AUDITED,
        _REACHED,
    ),
    KpiSeed(
        "K10",
        "授权发明专利数",
        "Invention patents granted",
        "sum",
        "at_least",
        "PAT",
        "",
        1,
        0,
        "件",
        10,
        "KYD03",
        "",
        "报告期内国内外授权的发明专利件数，按专利族计一次。",
        "Invention patents granted at home and abroad in the period, one per family.",
        _LEDGER,
        _REACHED,
    ),
    KpiSeed(
        "K11",
        "有效发明专利拥有量",
        "Invention patents in force",
        "last",
        "at_least",
        "PATV",
        "",
        1,
        0,
        "件",
        6,
        "KYD03",
        "",
        "期末维持有效的发明专利件数，已按期缴纳年费。",
        "Invention patents in force at the end of the period, annuities paid.",
        _LEDGER,
        _REACHED,
    ),
    KpiSeed(
        "K12",
        "科技成果转化率",
        "Conversion rate of achievements",
        "ratio",
        "at_least",
        "ACHC",
        "ACH",
        100,
        2,
        "%",
        12,
        "KYD03",
        "",
        "近三年验收成果中已有财务确认收益或已签转化合同的占比。",
        "Of the achievements accepted in three years, those with confirmed income or a contract.",
        "以验收证书和转化合同、财务确认单逐项核对",
        _REACHED,
    ),
    KpiSeed(
        "K13",
        "科技成果确认效益",
        "Confirmed benefits of achievements",
        "sum",
        "at_least",
        "BEN",
        "",
        1,
        0,
        "万元",
        14,
        "KYD04",
        "",
        "经财务部门确认、按集团口径归属、不重复计算的成果效益。",
        "Benefits of achievements that finance confirmed, attributed once from the group's view.",
        "以财务确认单为准，预计效益不计入",
        _REACHED,
    ),
    KpiSeed(
        "K15",
        "关键核心技术攻关节点按期完成率",
        "Key-task nodes on time",
        "ratio",
        "at_least",
        "NODD",
        "NOD",
        100,
        2,
        "%",
        12,
        "KYD03",
        "gate",
        "按期完成的攻关任务节点数与应完成节点数之比。",
        "Nodes of key tasks completed on time over nodes due.",
        "以节点验收纪要为准，逾期补做不计按期",
        _GATE,
    ),
    KpiSeed(
        "K18",
        "国家级、省部级创新平台数",
        "National and provincial platforms",
        "distinct",
        "at_least",
        "PLAT",
        "",
        1,
        0,
        "个",
        5,
        "KYD03",
        "",
        "期末有效的国家级、省部级创新平台，两家共建的在集团只计一次。",
        "Platforms recognised at the end of the period; one shared by two units counts once.",
        "以批准文件和最近一次评价结果为准",
        _REACHED,
    ),
    KpiSeed(
        "E01",
        "吨产品综合能耗",
        "Energy use per tonne",
        "weighted_mean",
        "at_most",
        "EINT",
        "OUT",
        1,
        1,
        "千克标煤/吨",
        5,
        "KYD08",
        "",
        "主要产品综合能耗折标准煤，上级单位按产量加权。",
        "Energy used per tonne of main products in coal equivalent, weighted by output.",
        "以能源统计年报为准，季度取计量数据",
        _REACHED,
    ),
    KpiSeed(
        "T01",
        "标志性技术最高成熟度",
        "Readiness of the flagship technology",
        "max",
        "at_least",
        "TRL",
        "",
        1,
        0,
        "级",
        6,
        "KYD03",
        "",
        "本单位标志性技术经第三方评定的最高技术成熟度等级。",
        "The highest readiness level that third parties found for a flagship technology of the unit.",
        "以技术成熟度评定报告为准",
        _REACHED,
    ),
    KpiSeed(
        "B01",
        "研发准备金制度建立",
        "R&D reserve fund established",
        "boolean",
        "at_least",
        "RES",
        "",
        1,
        0,
        "",
        4,
        "KYD04",
        "",
        "经董事会批准并已计提到账的研发准备金制度。",
        "A reserve fund for R&D that the board approved and that holds money.",
        "以董事会决议和计提凭证为准",
        _ALL_OR_NOTHING,
        2023,
    ),
)
KPI_OF = {kpi.code: kpi for kpi in KPIS}
QUANTITY_OF = {quantity.code: quantity for quantity in QUANTITIES}

# name, units that run it, the year in which it was recognised; two units share three of them
PLATFORMS = tuple(
    (name, tuple(units.split()), int(year))
    for name, units, year in (
        line.split("|")
        for line in """
国家铝电解节能工程技术研究中心|KY0104 KY0105|2016
国家有色金属循环利用工程研究中心|KYR01|2017
铜冶炼短流程国家地方联合工程实验室|KYR03|2018
稀散金属国家重点实验室|KYR04|2019
深部金属矿安全开采国家工程研究中心|KY0603 KY0605|2018
国家企业技术中心（铝业）|KY0104|2015
国家企业技术中心（铜业）|KY0301|2016
国家企业技术中心（高端铝材）|KY0207|2018
云南省锗材料工程研究中心|KY0501|2019
省级铜箔材料重点实验室|KY0304|2020
省级铝锂合金工程技术研究中心|KY0202|2019
省级铝土矿选矿重点实验室|KY0601|2018
轻金属材料国家地方联合工程研究中心|KYR02|2019
矿冶过程安全省级重点实验室|KYR05|2018
省级赤泥综合利用工程研究中心|KY0801 KY0803|2020
省级镓铟材料工程研究中心|KY0502|2020
省级钨钼新材料重点实验室|KY0505|2019
省级铅锌冶炼企业技术中心|KY0401|2017
省级锌合金材料工程实验室|KY0405|2020
省级再生铝企业技术中心|KY0206|2020
省级冶金智能装备工程研究中心|KY1102|2020
省级氢能冶金重点实验室|KY1203|2020
省级氧化铝企业技术中心|KY0101|2016
省级铝用炭素工程技术研究中心|KY0109|2018
省级高强铝合金锻件工程实验室|KY0204|2020
省级铜钼选矿企业技术中心|KY0306|2019
省级稀土材料重点实验室|KY0504|2020
""".strip().splitlines()
    )
)
NEW_IN_2025 = (("省级电池箔材料工程研究中心", ("KY0208",)), ("国家级有色工业互联网创新平台", ("KY1103",)))
