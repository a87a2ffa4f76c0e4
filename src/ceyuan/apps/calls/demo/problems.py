"""What the demonstration's challenges ask for, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

DRAFT, REVIEW, OPEN, UNFILLED, CANCELLED = "draft", "demand_review", "published", "unfilled", "cancelled"

# state|mode|demander|title|indicator|at least or at most|baseline|value|unit|method|budget in ten thousand yuan
_LINES = """
published|open_challenge|KY0104|电解槽阴极长寿命结构|槽平均寿命|>|2600|3200|天|大修台账|1200
published|open_challenge|KY0101|赤泥脱碱与规模化消纳|赤泥综合利用率|>|12|35|%|物料平衡|1800
published|race|KY0304|超薄铜箔针孔在线检测|检出率|>|92|99.5|%|第三方检测|900
published|race|KY0501|锗单晶位错密度控制|位错密度|<|2500|500|个/cm²|金相检测|1500
published|competitive|KY0601|深部采场地压预警|预警准确率|>|70|92|%|现场考核|680
published|open_challenge|KY0801|废铝快速分选与保级利用|分选纯度|>|88|97|%|第三方检测|760
published|race|KY1101|电解槽数字孪生求解加速|单步求解时间|<|600|5|s|基准算例|560
published|open_challenge|KY0201|高强铝合金厚板残余应力控制|残余应力|<|45|20|MPa|第三方检测|1350
published|free|KY1201|绿电直供电解的负荷调节|可调负荷比例|>|5|20|%|现场考核|120
published|competitive|KY0401|锌浸出渣银铟回收|铟回收率|>|58|80|%|金属平衡|620
unfilled|open_challenge|KY0503|海绵钛氯化炉长周期运行|连续运行时间|>|90|300|天|运行台账|880
unfilled|race|KY1203|焙烧炉掺氢燃烧|掺氢比例|>|0|30|%|第三方检测|1600
unfilled|open_challenge|KY0605|尾矿库无人巡检|人工巡检替代率|>|0|85|%|现场考核|420
demand_review|open_challenge|KY0303|铜带表面缺陷溯源|缺陷率|<|1.8|0.5|%|机器视觉检测|540
demand_review|race|KY0206|再生铝熔体除铁|铁含量|<|0.9|0.35|%|化验分析|780
demand_review|competitive|KY0403|铅锌矿智能配矿|品位波动|<|12|5|%|流程考查|360
draft|open_challenge|KY0502|高纯镓杂质检测|检出限|<|10|1|ppb|第三方检测|300
draft|race|KY0202|铝锂合金锻件均匀性|性能波动|<|8|4|%|统计分析|1100
draft|free|KY1204|电解铝碳足迹核算|数据自动采集率|>|40|95|%|系统统计|90
cancelled|competitive|KY0307|铜线坯连铸连轧节能|单位能耗|<|62|50|kgce/t|能源审计|480
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
