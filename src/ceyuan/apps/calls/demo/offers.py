"""What was bid on the demonstration's challenges, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# challenge
#   unit|log-in of the leader or nothing|title of the bid|quality out of 100|what became of the bid
_LINES = """
电解槽阴极长寿命结构
  KYR02||磷生铁浇铸钢棒与低应力筑炉|78|submitted
  KY0109||高石墨质阴极与防渗结构一体化设计|74|submitted
赤泥脱碱与规模化消纳
  KY0801||钙化转型脱碱与路基材料消纳|80|submitted
  KYR01||二氧化碳协同脱碱与土壤化利用|72|submitted
  KY0104|fuzeren|电解烟气余热驱动的赤泥脱碱|0|draft
超薄铜箔针孔在线检测
  KY1102||多光谱线阵成像与缺陷实时判别|77|submitted
深部采场地压预警
  KYR05||微震与应力联合反演的地压预警|79|submitted
  KY0606||爆破扰动下采场稳定性快速评判|66|withdrawn
电解槽数字孪生求解加速
  KY0104|fuzeren|降阶模型与槽况数据同化的快速求解|0|draft
  KY1103||多卡并行的磁流体求解器|76|submitted
绿电直供电解的负荷调节
  KY0104|fuzeren|槽温场主动调控的柔性负荷电解|75|submitted
锌浸出渣银铟回收
  KYR03||硫化浮选与真空还原联合回收|73|submitted
阳极炭块抗氧化涂层
  KY0109||硼铝复合涂层与自动喷涂|76|submitted
  KYR02||原位陶瓷化防氧化涂层|79|submitted
  KY0106||铝粉基低成本涂层|64|submitted
铜阳极泥直接浸出提硒
  KYR03||氧压浸出与两段还原提硒|81|admitted
  KY0406||微波预处理强化浸出|70|submitted
  KY0301||常压氯化浸出流程改造|58|turned_away
铝电解槽烟气余热回收
  KYR02||槽罩烟气热管换热与有机朗肯发电|84|in_review
  KY0105||侧部余热直接用于厂区供暖|66|in_review
  KY0701||烟气余热与净化系统耦合设计|79|in_review
  KY1202||余热升级为工业蒸汽的热泵方案|73|in_review
  KY0106||槽壳热电转换模块|58|in_review
  KYR01||分级换热与低温余热制冷|76|in_review
铅冶炼烟尘砷固化
  KYR03||臭葱石法稳定固砷|80|in_review
  KY0803||水泥基复合固化与填埋评价|68|in_review
  KY0406||烟尘湿法提砷与产品化|74|in_review
极薄铝箔轧制板形控制
  KY1102||分段冷却与板形仪闭环控制|82|in_review
  KYR02||轧辊热凸度预测与弯辊协调|77|in_review
  KY0208||低速大压下工艺窗口优化|69|in_review
再生铅熔炼渣无害化
  KYR03||富氧侧吹还原深度贫化|78|in_review
  KY0404||渣型调整与钙铁协同固铅|71|in_review
航空铝材大规格锻件探伤
  KY1102||相控阵全聚焦成像与自动判读|83|shortlisted
  KYR07||多频阵列探头与缺陷样本库|78|shortlisted
  KY0204||浸液式机械臂扫查系统|70|in_review
钨钼靶材大尺寸轧制
  KYR04||粉末锻造开坯与交叉轧制|82|in_review
  KY0703||大型真空热轧装备研制|74|in_review
  KY0505||包套轧制工艺优化|67|in_review
锌电积阴极板自动剥离
  KY1102||双臂柔性剥离机器人|84|in_review
  KY0703||预剥离楔刀与视觉定位单元|80|in_review
  KYR03||电解液添加剂改善剥离性能|66|in_review
电解槽打壳下料智能控制
  KY1101||逐点氧化铝浓度辨识与按需下料|85|in_review
  KYR02||壳面状态视觉识别与打壳策略|78|in_review
  KY0107||气动打壳锤节气改造|63|in_review
铝电解系列节能诊断平台
  KY01|fuzeren|机理与数据融合的系列能效诊断|86|selected
  KY1101||基于知识图谱的槽况诊断|77|not_selected
  KY1103||能耗对标与异常告警平台|68|not_selected
大规格阴极炭块石墨化节电
  KY01||内串石墨化炉热场优化与保温重构|83|selected
  KYR02||艾奇逊炉送电制度优化|72|not_selected
铝土矿溶出管道结疤抑制
  KY01|kejike|预脱硅与换热管表面改性联合抑疤|84|pledged
  KYR01||脉冲流动与在线清洗|73|not_selected
低品位铝土矿脱硅选矿
  KYR05||阶段磨矿与反浮选脱硅|82|running
  KY0601||光电预抛与重选联合|75|running
  KY0603||焙烧脱硅流程|61|not_selected
超大型电解槽低电压运行
  KYR02||石墨化阴极与网络出电结构|84|running
  KY0106||异形阴极稳流与精细化下料|79|running
  KY0104|fuzeren|磁场补偿母线与浓度在线控制|81|running
赤泥制备低碳胶凝材料
  KYR01||碱激发赤泥基胶凝体系|81|running
  KY0801||赤泥煅烧活化与矿渣复合|78|running
锗单晶大直径生长
  KY0501||改进直拉法与热场重构|82|running
  KYR04||垂直梯度凝固法|80|running
  KY0502||水平定向凝固法|72|stood_down
锂电极薄铜箔高抗拉
  KY0304||复合添加剂与低温电沉积|83|running
  KYR03||纳米孪晶结构调控|81|running
地下铲运机自主作业
  KY1102||激光雷达建图与自主铲装|82|running
  KYR05||井下通信融合与远程接管|78|running
  KY0603||既有铲运机线控改造|73|running
再生铝熔体在线除气
  KY0703||旋转喷吹与在线测氢闭环|84|delivered
  KYR02||超声与真空复合除气|79|stood_down
"""

# What the lanes of a race have in common is the goal; where they are at the first and second checkpoint, in percent of
# the way from the baseline to the goal; None: not measured there.
LANE_PROGRESS: Mapping[str, tuple[tuple[int, ...], ...]] = {
    "超大型电解槽低电压运行": ((46, 82), (38, 74), (41, 79)),
    "赤泥制备低碳胶凝材料": ((52,), (44,)),
    "锗单晶大直径生长": ((48, 76), (43, 71), (18,)),
    "锂电极薄铜箔高抗拉": ((40,), (47,)),
    "地下铲运机自主作业": ((), (), ()),
    "再生铝熔体在线除气": ((60, 108), (52, 84)),
}


@dataclass(frozen=True, slots=True)
class OfferSeed:
    """A bid: `leader` is a log-in, or empty for an engineer of the unit; `quality` is what reviewers find in it."""

    challenge: str
    unit: str
    leader: str
    title: str
    quality: int
    state: str


def offers() -> dict[str, tuple[OfferSeed, ...]]:
    """All bids by the title of their challenge, in the order in which they were handed in."""
    found: dict[str, list[OfferSeed]] = {}
    title = ""
    for line in _LINES.strip().splitlines():
        if not line.startswith("  "):
            title = line
            continue
        unit, leader, name, quality, state = line.strip().split("|")
        found.setdefault(title, []).append(OfferSeed(title, unit, leader, name, int(quality), state))
    return {name: tuple(rows) for name, rows in found.items()}


_WAYS = (
    (
        "采用“{title}”的技术路线：先在实验室确定关键参数，再在需求单位选定一个生产单元开展工业试验，以连续运行数据修正模型和工艺窗口，最后形"
        "成可推广的成套方案。核心措施针对{indicator}的主要影响因素逐项消除，并保留退回原工况的条件，确保试验期间生产安全。"
    ),
    (
        "以“{title}”为主线，分三步实施：一是建立机理模型并完成小试验证；二是研制样机和配套控制程序，在现场并行运行比对；三是按榜单方法考核{"
        "indicator}，同步编制操作规程和检验标准。前期已有两轮小规模试验数据，关键装置已完成初步设计。"
    ),
    (
        "围绕{indicator}目标，提出“{title}”方案：对现有流程做最小改动，新增测量与调控环节，用对照试验量化每项措施的贡献。工业试验"
        "安排在检修窗口前后，试验数据全部归档，供第三方复核。"
    ),
)
_RISKS = (
    "工业试验期间可能影响产量：与需求单位约定试验窗口，设置停止条件和恢复步骤。",
    "原料成分波动可能使效果不稳定：按三种典型原料分别试验，给出适用范围。",
    "关键部件供货周期长：提前锁定两家供应单位，并准备替代型号。",
    "测量方法的不确定度可能掩盖效果：与第三方共同制定考核方案，增加平行样。",
)
_STEPS = {
    2: (("中期检查", "完成方案验证并提交中期报告"), ("结题验收", "达到榜单指标并通过现场考核")),
    3: (
        ("方案设计与试验验证", "小试数据达到设计要求，方案通过评审"),
        ("工业试验", "连续稳定运行并提交试验报告"),
        ("考核验收", "按榜单方法考核，指标全部达到"),
    ),
}


def words(title: str, indicator: str, place: int) -> tuple[str, str]:
    """Route and risks of a bid."""
    route = _WAYS[place % len(_WAYS)].format(title=title, indicator=indicator)
    return route, f"{_RISKS[place % len(_RISKS)]}\n{_RISKS[(place + 1) % len(_RISKS)]}"


def steps(count: int) -> tuple[tuple[str, str], ...]:
    """Names of the milestones and by what they are judged."""
    return _STEPS[count]
