"""What the demonstration's challenges ask for, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DRAFT, REVIEW, OPEN, UNFILLED, CANCELLED = "draft", "demand_review", "published", "unfilled", "cancelled"
UNPUBLISHED = frozenset({DRAFT, REVIEW, CANCELLED})

# state|mode|demander|title|indicator|at least or at most|baseline|value|unit|method|budget in ten thousand yuan
_LINES = """
published|open_challenge|KY0104|电解槽阴极长寿命结构|槽平均寿命|>|2600|3200|天|大修台账|1200
published|open_challenge|KY0101|赤泥脱碱与规模化消纳|赤泥综合利用率|>|12|35|%|物料平衡|1800
published|open_challenge|KY0304|超薄铜箔针孔在线检测|检出率|>|92|99.5|%|第三方检测|900
published|open_challenge|KY0501|锗单晶位错密度控制|位错密度|<|2500|500|个/cm²|金相检测|1500
published|competitive|KY0601|深部采场地压预警|预警准确率|>|70|92|%|现场考核|680
published|open_challenge|KY0801|废铝快速分选与保级利用|分选纯度|>|88|97|%|第三方检测|760
published|open_challenge|KY1101|电解槽数字孪生求解加速|单步求解时间|<|600|5|s|基准算例|560
published|open_challenge|KY0201|高强铝合金厚板残余应力控制|残余应力|<|45|20|MPa|第三方检测|1350
published|free|KY1201|绿电直供电解的负荷调节|可调负荷比例|>|5|20|%|现场考核|120
published|competitive|KY0401|锌浸出渣银铟回收|铟回收率|>|58|80|%|金属平衡|620
unfilled|open_challenge|KY0503|海绵钛氯化炉长周期运行|连续运行时间|>|90|300|天|运行台账|880
unfilled|open_challenge|KY1203|焙烧炉掺氢燃烧|掺氢比例|>|0|30|%|第三方检测|1600
unfilled|open_challenge|KY0605|尾矿库无人巡检|人工巡检替代率|>|0|85|%|现场考核|420
demand_review|open_challenge|KY0303|铜带表面缺陷溯源|缺陷率|<|1.8|0.5|%|机器视觉检测|540
demand_review|open_challenge|KY0206|再生铝熔体除铁|铁含量|<|0.9|0.35|%|化验分析|780
demand_review|competitive|KY0403|铅锌矿智能配矿|品位波动|<|12|5|%|流程考查|360
draft|open_challenge|KY0502|高纯镓杂质检测|检出限|<|10|1|ppb|第三方检测|300
draft|open_challenge|KY0202|铝锂合金锻件均匀性|性能波动|<|8|4|%|统计分析|1100
draft|free|KY1204|电解铝碳足迹核算|数据自动采集率|>|40|95|%|系统统计|90
cancelled|competitive|KY0307|铜线坯连铸连轧节能|单位能耗|<|62|50|kgce/t|能源审计|480
closed|open_challenge|KY0105|阳极炭块抗氧化涂层|炭渣率|<|8.5|4|%|化验分析|460
formal_check|open_challenge|KY0302|铜阳极泥直接浸出提硒|硒回收率|>|86|95|%|金属平衡|580
review|open_challenge|KY0107|铝电解槽烟气余热回收|吨铝余热回收量|>|0|120|kWh|第三方连续测试|1280
review|competitive|KY0404|铅冶炼烟尘砷固化|砷浸出浓度|<|5|1.2|mg/L|第三方检测|520
review|open_challenge|KY0203|极薄铝箔轧制板形控制|板形偏差|<|18|8|I|现场考核|960
review|competitive|KY0804|再生铅熔炼渣无害化|渣含铅|<|3.2|1|%|化验分析|410
defence|open_challenge|KY0207|航空铝材大规格锻件探伤|缺陷检出尺寸|<|1.2|0.8|mm|第三方检测|890
decision|open_challenge|KY0505|钨钼靶材大尺寸轧制|靶材长度|>|1200|2400|mm|第三方检测|1020
publicity|competitive|KY0402|锌电积阴极板自动剥离|剥离成功率|>|93|99.2|%|现场考核|610
publicity|open_challenge|KY0105|电解槽打壳下料智能控制|阳极效应系数|<|0.05|0.01|次/槽日|槽控系统统计|740
negotiation|open_challenge|KY0106|铝电解系列节能诊断平台|诊断准确率|>|75|92|%|现场考核|830
negotiation|open_challenge|KY0109|大规格阴极炭块石墨化节电|吨品电耗|<|4200|3500|kWh|能源审计|1150
pledged|open_challenge|KY0102|铝土矿溶出管道结疤抑制|清理周期|>|45|90|天|运行台账|690
running|competitive|KY0602|低品位铝土矿脱硅选矿|精矿铝硅比|>|5.2|7.5|倍|第三方检测|930
running|race|KY01|超大型电解槽低电压运行|槽平均电压|<|3.98|3.88|V|第三方连续测试|2400
running|race|KY0101|赤泥制备低碳胶凝材料|28天抗压强度|>|32.5|42.5|MPa|第三方检测|1600
running|race|KY0501|锗单晶大直径生长|晶体直径|>|100|150|mm|第三方检测|1800
running|race|KY0304|锂电极薄铜箔高抗拉|抗拉强度|>|400|600|MPa|第三方检测|1500
running|race|KY0601|地下铲运机自主作业|自主作业时长占比|>|0|85|%|现场考核|1200
delivered|race|KY0206|再生铝熔体在线除气|氢含量|<|0.18|0.1|mL/100g|第三方检测|980
"""


@dataclass(frozen=True, slots=True)
class ChallengeSeed:
    """A challenge with its one hard indicator; the budget in fen."""

    state: str
    mode: str
    demander: str
    title: str
    indicator: str
    direction: str
    baseline: Decimal
    value: Decimal
    unit: str
    method: str
    budget: int


def challenges() -> tuple[ChallengeSeed, ...]:
    """All challenges, the open ones first."""
    return tuple(_seed(*line.split("|")) for line in _LINES.strip().splitlines())


def _seed(*words: str) -> ChallengeSeed:
    state, mode, demander, title, indicator, sign, baseline, value, unit, method, budget = words
    direction = "at_least" if sign == ">" else "at_most"
    return ChallengeSeed(
        state,
        mode,
        demander,
        title,
        indicator,
        direction,
        Decimal(baseline),
        Decimal(value),
        unit,
        method,
        int(budget) * 1_000_000,
    )
