# ruff: noqa: E501 - a Chinese character counts as two columns
"""Duties of top leaders, supervision items, gaps and adjustments of scores of the demonstration group."""

from __future__ import annotations

from typing import NamedTuple


class DutySeed(NamedTuple):
    """A duty; dated by month and day when it is due every year, else by its times a year."""

    code: str
    kind: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    basis: str
    times: int
    month: int
    day: int
    unit_kinds: tuple[str, ...] = ()


_LAW = "《中华人民共和国科学技术进步法》（2021年修订）第四十六条"
_OPINION = "昆岳党发〔2023〕12号"
_REGULATION = "昆岳科〔2023〕8号《科技创新责任制实施办法》"
DUTIES = (
    DutySeed(
        "ZZ01",
        "sign",
        "签订年度科技创新责任书",
        "Sign the yearly letter",
        "与上级主要负责人协商年度目标并签订责任书。",
        "Negotiate the targets of the year and sign the letter.",
        f"{_REGULATION}第六条",
        1,
        3,
        31,
    ),
    DutySeed(
        "ZZ02",
        "decide",
        "审定年度研发投入预算",
        "Decide on the R&D budget",
        "审定研发投入预算，确保规划目标所需资金。",
        "Decide on the budget that the targets of the plan need.",
        f"{_LAW}；{_REGULATION}第八条",
        1,
        1,
        31,
    ),
    DutySeed(
        "ZZ03",
        "chair",
        "主持科技创新例会",
        "Chair the meetings on innovation",
        "每两个月主持一次例会，现场协调重大问题。",
        "Chair a meeting every two months and settle what is stuck.",
        f"{_OPINION}第3条",
        6,
        0,
        25,
    ),
    DutySeed(
        "ZZ04",
        "decide",
        "审定重大科技项目立项",
        "Decide on major projects",
        "对达到规定额度的科技项目立项亲自审定。",
        "Decide in person on projects above the threshold.",
        f"{_REGULATION}第九条",
        1,
        4,
        30,
    ),
    DutySeed(
        "ZZ05",
        "report",
        "半年报告目标完成情况",
        "Report at half-year",
        "向上级报告年度目标完成情况和存在问题。",
        "Report on the targets and what stands in their way.",
        f"{_REGULATION}第十二条",
        1,
        7,
        20,
    ),
    DutySeed(
        "ZZ06",
        "visit",
        "联系重大项目现场办公",
        "Visit the major project on site",
        "每年至少两次到联系的重大项目现场办公。",
        "Work at the site of the project in one's care twice a year at least.",
        f"{_OPINION}第3条",
        2,
        0,
        30,
    ),
    DutySeed(
        "ZZ07",
        "decide",
        "审批科技人才激励方案",
        "Approve incentives",
        "审定成果转化收益分享和骨干激励方案。",
        "Decide on sharing the income of achievements and on incentives.",
        f"{_OPINION}第11条；《促进科技成果转化法》第四十四条",
        1,
        9,
        30,
    ),
    DutySeed(
        "ZZ08",
        "decide",
        "研究解决科技人才队伍问题",
        "Settle questions of talent",
        "专题研究科技人才引进、培养、使用。",
        "Take up how talent is found, trained and used.",
        f"{_LAW}；{_OPINION}第6条",
        1,
        5,
        31,
        ("group", "strategic_unit", "enterprise"),
    ),
    DutySeed(
        "ZZ09",
        "chair",
        "召开科技创新大会",
        "Hold the conference on innovation",
        "每年召开科技创新大会，部署任务、兑现奖励。",
        "Hold a yearly conference: tasks are set and rewards paid.",
        f"{_REGULATION}第十四条",
        1,
        11,
        30,
        ("group", "strategic_unit"),
    ),
    DutySeed(
        "ZZ10",
        "report",
        "年度述职接受考核",
        "Account for the year",
        "年末就科技创新履职情况述职并接受考核。",
        "Account for the year and be assessed.",
        f"{_LAW}；{_REGULATION}第十五条",
        1,
        12,
        31,
    ),
    DutySeed(
        "ZZ11",
        "decide",
        "审定科研容错免责事项",
        "Decide on exemptions",
        "对提交的勤勉尽责免责申请作出决定。",
        "Decide on applications for exemption of the diligent.",
        "《中华人民共和国科学技术进步法》第六十八条；昆岳科〔2023〕20号",
        1,
        0,
        0,
    ),
)


class SupervisionSeed(NamedTuple):
    """A supervision item; `state` open, answered, closed or withdrawn."""

    unit: str
    title: str
    text: str
    issued: str
    due: str
    state: str
    answer: str = ""
    evidence: str = ""


_SUPERVISIONS = """
KY0104|600 kA系列外部供电容量落实|协调电网公司批复增容方案，确保系列化验证按期启动。|2025-03-12|2025-08-31|overdue
KY0207|航空厚板适航认证资料补充|对照审核意见补齐热处理批次一致性数据。|2025-04-02|2025-09-30|overdue
KY0304|载体铜箔客户验证进度滞后|与下游客户商定第二轮验证计划，明确时间表。|2025-05-20|2025-10-15|overdue
KY0603|千米深井微震台网运行率偏低|更换失效传感器，运行率恢复到95%以上。|2025-06-11|2025-10-31|overdue
KY1203|掺氢焙烧试验场地消防验收|完成防爆整改并通过消防验收。|2025-06-25|2025-11-15|overdue
KYR02|惰性阳极百千安级试验槽选址|提出选址比选方案报集团审定。|2025-09-18|2027-06-30|open
KY0801|赤泥道路基层地方标准立项|推动省级标准立项，明确验收指标。|2025-09-18|2027-03-31|open
KY11|工业大模型高质量语料建设|汇集三个以上企业的生产语料并完成脱敏。|2025-10-09|2027-09-30|open
KY05|半导体单晶扩产用地|与地方政府落实二期用地指标。|2025-10-09|2027-12-31|open
KY0501|锗单晶位错检测设备采购延迟|加快进口替代设备比选，年底前到货安装。|2025-07-03|2027-01-31|answered|已完成两家国产设备试样检测，择优签订采购合同，交货期四个月。|采购合同 KYJ-2025-118
KY0401|氧压浸出硫磺回收率波动|查明波动原因并提出稳定措施。|2025-07-22|2027-02-28|answered|浮选药剂批次差异为主因，已更换供应商并建立入厂检验。|工艺分析报告 2025-09
KY0206|再生罐体料客户准入|推进两家制罐企业准入审核。|2025-08-05|2027-03-31|answered|一家已通过现场审核，另一家安排在下季度。|客户审核报告
KY0101|镓回收系统停车检修超期|压缩检修工期，恢复满负荷生产。|2024-03-08|2024-05-31|closed|检修完成，产能恢复到设计值。|生产日报 2024-05-29
KY0202|铝锂合金熔炼炉真空系统故障|尽快修复并提交可靠性改进方案。|2024-04-15|2024-07-31|closed|更换真空机组，连续运行三个月无故障。|设备验收单
KY0301|顶吹炉喷枪寿命不达标|组织专家会诊，寿命达到25天以上。|2024-05-09|2024-10-31|closed|喷枪结构优化后平均寿命28天。|运行统计表
KY0601|铝土矿选矿药剂成本偏高|开展药剂替代试验。|2024-06-20|2024-12-31|closed|新药剂吨矿成本下降1.8元。|工业试验报告
KY0701|数字化设计平台授权到期|完成国产软件替代评估。|2024-08-12|2024-11-30|closed|核心模块完成替代并通过试用评估。|评估报告
KY0802|再生铜原料检测能力不足|配备快速检测设备，建立分级标准。|2024-09-03|2025-01-31|closed|设备投用，分级标准发布实施。|企业标准 Q/KY0802-2025
KY1102|打壳机器人现场故障率高|故障间隔提高到800小时以上。|2024-10-17|2025-03-31|closed|更换关节密封件，故障间隔达到860小时。|可靠性测试报告
KY1204|碳足迹因子库数据缺口|补齐电力、石油焦两类因子。|2024-11-06|2025-04-30|closed|完成两类因子实测与第三方核验。|核验声明
KYR04|高纯铟提纯装备交付延期|督促供应商交付，明确违约责任。|2024-12-02|2025-05-31|closed|装备交付并完成调试。|到货验收单
KY0405|锌合金新产品目录申报|按时完成新产品认定申报。|2025-01-14|2025-04-30|closed|三项新产品通过认定。|认定通知
KY07|工程板块成果转化率偏低|分析原因，提出三年清零计划。|2025-02-10|2025-06-30|closed|制定清零计划，首批八项成果完成处置。|处置清单
KY12|绿电交易数据接口对接|完成与交易平台的数据对接。|2025-02-26|2025-05-31|withdrawn
"""


def _supervision(line: str) -> SupervisionSeed:
    unit, title, text, issued, due, state, *rest = line.split("|")
    return SupervisionSeed(unit, title, text, issued, due, "open" if state == "overdue" else state, *rest)


SUPERVISIONS = tuple(_supervision(line) for line in _SUPERVISIONS.strip().splitlines())


class GapSeed(NamedTuple):
    """A gap that a unit admits: what is required, what it holds, why, and what it does."""

    unit: str
    direction: str
    kpi: str
    title: str
    required: str
    held: str
    cause: str
    action: str
    due: str
    progress: str
    closed: str = ""
    closing_evidence: str = ""


_GAPS = """
KY0104|F0101||吨铝直流电耗高于国际先进|12,500千瓦时/吨|12,850千瓦时/吨|槽型老旧，阴极结构与磁场匹配差，在线诊断覆盖不足三成。|分三批实施石墨化阴极与母线改造，新上在线诊断系统。|2027-06-30|首批84台槽完成改造，电耗下降210千瓦时。
KYR02|F0102||惰性阳极年腐蚀率偏高|10毫米/年以下|24毫米/年|致密度与第二相分布控制不足，缺少工业环境长周期数据。|优化烧结制度，建设20 kA长周期试验槽。|2027-12-31|1,000小时试验完成，腐蚀率降至18毫米/年。
KY0207|F0103||超厚板芯部强度波动大|波动不大于5%|波动约11%|铸锭偏析与淬火冷却不均匀，过程数据未贯通。|改造辊底式淬火线，建立工艺数据库。|2027-09-30|淬火线改造完成设计评审。
KY0304|F0202||载体铜箔剥离力不均|±10%|±22%|剥离层沉积均匀性差，检测手段滞后。|引入在线检测，优化有机无机复合剥离层。|2027-03-31|在线检测样机进入调试。
KY0501|F0301||6英寸锗单晶成品率低|75%以上|52%|热场稳定性不足，籽晶缺陷遗传。|更新热场设计，建立籽晶筛选规范。|2027-06-30|热场仿真与三轮试制完成。
KY0301|F0201||粗铜综合能耗偏高|130千克标煤/吨|155千克标煤/吨|熔体输送热损失大，烟气余热利用率低。|实施短程输送与余热锅炉改造。|2027-12-31|短程输送方案完成可研。
KY0603|F0401||岩爆预警准确率不足|85%以上|74%|台网密度不够，判据未结合应力场演化。|加密台网，引入应力反演模型。|2026-12-31|新增28个测点。
KY0801|F0501||赤泥综合利用率偏低|15%以上|12.5%|运输半径受限，产品标准缺位，消纳成本高。|推动道路基层标准，建设就近消纳示范。|2027-12-31|标准通过立项评审。
KY0206|F0502||罐到罐保级率低|75%以上|58%|废料来源分散，杂质去除手段不足。|建设分选中心，攻关铁锰相去除。|2027-06-30|分选中心完成设备采购。
KY1103|F0601||系列级孪生实时性不足|秒级|分钟级|降阶模型精度与算力调度矛盾，数据采集周期不统一。|统一采集周期，部署边缘计算节点。|2026-12-31|两个系列完成边缘节点部署。
KY07||K12|成果转化率长期低于集团平均|50%以上|41%|成果与工程项目脱节，缺少首台套应用场景。|建立成果应用清单，设计阶段强制比选自有技术。|2027-03-31|清单收录36项自有技术。
KY0403||K05|研发人员占比不足|10%以上|8.1%|矿区偏远，引才留才困难，培养周期长。|与矿冶研究院双聘，建设省会研发分部。|2026-09-30|研发分部选址完成。|2025-10-20|双聘协议12份，研发分部投用，研发人员占比达到10.3%。
KY0404||K15|攻关节点多次延期|95%以上|86%|节点计划由项目组自定，部门协同缺位。|节点纳入经营例会，设专人跟踪。|2025-06-30|节点台账上线。|2025-07-11|上半年应完成节点全部按期完成，台账及验收纪要备查。
KY0102||K10|发明专利授权量偏低|行业先进40件/年|18件/年|专利挖掘滞后，重论文轻专利。|配备专利专员，立项即布局。|2025-09-30|完成三项技术专利布局。|2025-10-09|专利布局报告三份，前三季度授权量同比增长45%。
"""
GAPS = tuple(GapSeed(*line.split("|")) for line in _GAPS.strip().splitlines())

# unit, year, points, title, evidence, confirmed
ADJUSTMENTS = (
    ("KY0304", 2024, "2.00", "获中国专利优秀奖一项", "国知发运字〔2024〕奖励公告", True),
    ("KY0104", 2024, "3.00", "国家铝电解节能工程技术研究中心评价优秀", "评价结果通知书", True),
    ("KY0404", 2024, "-2.00", "课题逾期半年未提交验收", "逾期课题通报 2024-11", True),
    ("KY0501", 2025, "2.00", "牵头制定国际标准一项发布", "ISO公告页及标准文本", True),
    ("KY0208", 2025, "2.00", "新获批省级电池箔材料工程研究中心", "省发改委批复文件", True),
    ("KY1103", 2025, "3.00", "新获批国家级有色工业互联网创新平台", "平台认定公告", False),
    ("KY0302", 2025, "-1.00", "基础量两次逾期填报", "数据质量通报 2025-10", True),
    ("KY01", 2025, "1.50", "承办集团揭榜任务现场会", "会议通知及纪要", False),
)
HAND_OVER_NOTE = "离任交接时集团科技创新部现场监交"
