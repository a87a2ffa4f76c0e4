# ruff: noqa: E501 - a Chinese character counts as two columns
"""What projects are divided into and measured by, for each line of business.

`TOPICS`: eight natural topics (课题) per theme. `METRICS`: technical indicators as
`name zh|name en|unit|direction|baseline|final|decimals|method`, with `>` for at least and `<` for at most.
`FORM_METRICS`: goals that fit every technique (t), equipment (e), digital (d) or material (m) project.
`PROGRAMME_METRICS`: the leading indicators of each major programme.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Metric(NamedTuple):
    """A measurable goal: from `baseline` to about `final`, in the direction of `final`."""

    name_zh: str
    name_en: str
    unit: str
    direction: str
    baseline: Decimal
    final: Decimal
    decimals: int
    method: str


_TOPICS = {
    "alumina": "矿石物相与溶出行为研究/Mineral phases and digestion|工艺流程模拟与参数优化/Flowsheet simulation|关键装备选型与改造/Key equipment|"
    "杂质走向与平衡控制/Impurity balance|过程检测与智能控制/Measurement and control|连续化工业试验/Continuous industrial trial|"
    "产品质量评价与应用/Product quality and use|技术经济与环境评价/Techno-economic assessment",
    "electrolysis": "多物理场仿真与设计优化/Multiphysics design|电解质与工艺参数研究/Electrolyte and process|关键材料制备与评价/Key materials|"
    "槽控与在线监测系统/Cell control and monitoring|单槽工业试验/Single-cell trial|系列推广与运行优化/Potline roll-out|"
    "能量平衡与余热利用/Energy balance and heat use|能效测试与技术经济评价/Energy tests and economics",
    "alloys": "合金成分与组织设计/Alloy design|熔铸与均匀化工艺/Casting and homogenisation|塑性加工工艺与模具/Forming and tooling|"
    "热处理与残余应力控制/Heat treatment and stress|性能表征与数据库/Characterisation and database|工业化试制与批产稳定性/Trial production|"
    "用户应用验证/User validation|标准与质量体系/Standards and quality",
    "copper": "反应机理与热力学计算/Reaction thermodynamics|炉型结构与喷吹优化/Furnace and injection|杂质定向脱除/Impurity removal|"
    "装备研制与长周期考核/Equipment endurance|过程建模与智能控制/Modelling and control|工业化试验与达产/Industrial trial|"
    "环保与副产物利用/Environment and by-products|产品评价与用户认证/User qualification",
    "lead_zinc": "物料特性与反应机理/Feed and mechanism|浸出与净化工艺/Leaching and purification|火法冶炼强化/Pyro-intensification|"
    "电积节能与电极材料/Electrowinning and electrodes|有价金属综合回收/Metal recovery|工业试验与工程设计/Trial and engineering|"
    "渣与烟气治理/Slag and gas treatment|运行优化与经济评价/Operation and economics",
    "rare": "提取机理与富集工艺/Extraction and enrichment|深度提纯与痕量分析/Purification and analysis|晶体生长与缺陷控制/Growth and defects|"
    "专用装备研制/Special equipment|加工与表面处理/Machining and surfaces|中试线建设与稳定运行/Pilot line|"
    "应用验证与认证/Qualification|资源循环与安全环保/Recycling and safety",
    "mining": "地质条件与岩体力学研究/Geology and rock mechanics|采矿方法与参数优化/Mining method|充填与地压控制/Backfill and ground control|"
    "选矿工艺矿物学与流程试验/Process mineralogy|装备改造与远程控制/Equipment and remote control|监测预警与信息平台/Monitoring platform|"
    "现场工业试验/Field trial|安全环保与经济评价/Safety and economics",
    "recycling": "原料特性与分选技术/Feed and sorting|清洁分离与提取/Separation and extraction|熔体净化与成分调控/Melt refining|"
    "成套装备与自动化/Equipment and automation|产品开发与性能评价/Product development|示范工程建设/Demonstration plant|"
    "污染防治与风险评估/Pollution control|标准与商业模式研究/Standards and business models",
    "digital": "需求分析与总体架构/Requirements and architecture|数据采集与治理/Data acquisition|机理与数据融合模型/Hybrid models|"
    "核心算法与软件开发/Algorithms and software|智能终端与装备集成/Devices and integration|现场部署与验证/Deployment|"
    "安全防护与国产化适配/Security and localisation|推广模式与效益评价/Roll-out and benefits",
    "carbon": "能量系统分析与路径设计/Energy system analysis|关键材料与部件/Materials and parts|装备设计与样机研制/Design and prototype|"
    "系统集成与控制策略/Integration and control|安全与排放测试/Safety and emission tests|工业侧线试验/Side-stream trial|"
    "核算方法与标准研究/Accounting and standards|经济性与推广评价/Economics",
}
TOPICS = {
    theme: tuple((zh, en) for zh, en in (entry.split("/", 1) for entry in text.split("|")))
    for theme, text in _TOPICS.items()
}

_METRICS = """
# alumina
氧化铝溶出率|Digestion recovery|%|>|88.5|91.2|1|系统考核
综合能耗|Energy use|kgce/t|<|368|342|0|能源审计
碱耗|Caustic consumption|kg/t|<|118|96|0|生产统计
新水单耗|Fresh water|m³/t|<|2.6|1.9|1|生产统计
产出率|Liquor productivity|kg/m³|>|84|91|0|系统考核
产品Na2O含量|Na2O in product|%|<|0.46|0.34|2|第三方检测
粒度小于45微米占比|Below 45 μm|%|<|14.5|10.0|1|第三方检测
设备运转率|Availability|%|>|91.0|94.5|1|生产统计
赤泥附液损失|Soda loss with mud|kg/t|<|9.2|6.5|1|化验分析
汽耗|Steam use|t/t|<|2.35|2.05|2|能源计量
# electrolysis
铝液直流电耗|DC energy use|kWh/t|<|13050|12780|0|能源审计
电流效率|Current efficiency|%|>|91.5|93.2|1|回归法测试
槽平均电压|Mean cell voltage|V|<|3.98|3.88|2|槽控系统统计
阳极效应系数|Anode effect frequency|次/槽·日|<|0.050|0.015|3|槽控系统统计
阳极净耗|Net anode consumption|kg/t|<|412|398|0|生产统计
氟化盐单耗|Fluoride use|kg/t|<|16.5|13.8|1|生产统计
电解槽平均寿命|Cell life|天|>|2600|3000|0|大修台账
原铝一级品率|Grade-one metal|%|>|96.0|98.5|1|化验分析
阳极电流分布偏差|Anode current deviation|%|<|12.0|7.5|1|在线监测
全氟化碳排放强度|PFC intensity|kgCO2e/t|<|85|40|0|第三方检测
# alloys
抗拉强度|Tensile strength|MPa|>|510|545|0|第三方检测
屈服强度|Yield strength|MPa|>|450|485|0|第三方检测
断后伸长率|Elongation|%|>|7.5|10.0|1|第三方检测
断裂韧度|Fracture toughness|MPa·m^1/2|>|26.0|30.5|1|第三方检测
成品率|Yield|%|>|62.0|70.0|1|生产统计
熔体氢含量|Hydrogen in melt|mL/100g|<|0.14|0.09|2|在线检测
板形偏差|Flatness deviation|I|<|15|8|0|在线检测
批次性能波动|Batch scatter|%|<|8.0|4.5|1|统计分析
单位产品能耗|Energy per tonne|kgce/t|<|310|275|0|能源审计
厚度公差|Thickness tolerance|μm|<|12|7|0|在线检测
# copper
铜冶炼综合能耗|Energy of copper smelting|kgce/t|<|245|215|0|能源审计
渣含铜|Copper in slag|%|<|0.62|0.45|2|化验分析
铜总回收率|Copper recovery|%|>|97.8|98.5|1|金属平衡
硫捕集率|Sulphur capture|%|>|99.60|99.92|2|第三方检测
电流效率|Current efficiency|%|>|96.5|98.2|1|生产统计
阴极铜一级品率|Grade-A cathode|%|>|98.0|99.6|1|化验分析
砷开路率|Arsenic bleed|%|>|55|80|0|物料平衡
炉寿命|Campaign life|天|>|620|800|0|检修台账
蒸汽回收量|Steam recovered|t/t|>|0.62|0.85|2|能源计量
箔面针孔数|Pinholes|个/m²|<|3.0|0.5|1|机器视觉检测
# lead_zinc
锌直收率|Direct zinc recovery|%|>|91.0|94.0|1|金属平衡
锌电积直流电耗|DC energy of zinc|kWh/t|<|3080|2920|0|能源审计
铅冶炼综合能耗|Energy of lead smelting|kgce/t|<|298|262|0|能源审计
硫磺回收率|Sulphur recovery|%|>|80|90|0|物料平衡
银回收率|Silver recovery|%|>|88.0|94.0|1|金属平衡
渣含锌|Zinc in slag|%|<|3.2|1.8|1|化验分析
铟回收率|Indium recovery|%|>|58|75|0|金属平衡
阳极寿命|Anode life|月|>|18|26|0|检修台账
净化后液含钴|Cobalt after purification|mg/L|<|0.8|0.2|1|化验分析
烟气汞排放浓度|Mercury in gas|μg/m³|<|35|10|0|第三方检测
# rare
主元素纯度级别|Purity class|N|>|5.0|6.5|1|GDMS检测
全流程回收率|Overall recovery|%|>|72|85|0|金属平衡
位错密度|Dislocation density|个/cm²|<|2500|500|0|金相检测
单晶成品率|Crystal yield|%|>|38|55|0|生产统计
关键杂质总量|Total key impurities|ppm|<|1.20|0.30|2|ICP-MS检测
产品直径|Diameter|mm|>|100|150|0|第三方检测
红外透过率|Infrared transmission|%|>|45.0|46.8|1|第三方检测
单位产品酸耗|Acid use|t/t|<|6.8|4.5|1|生产统计
电阻率均匀性偏差|Resistivity deviation|%|<|15|8|0|第三方检测
加工合格率|Machining yield|%|>|82|93|0|生产统计
# mining
采矿损失率|Mining loss|%|<|14.0|8.5|1|矿量核算
矿石贫化率|Dilution|%|<|13.0|8.0|1|矿量核算
选矿回收率|Concentrator recovery|%|>|84.5|88.5|1|流程考查
精矿品位|Concentrate grade|%|>|21.5|24.0|1|化验分析
磨矿单耗|Grinding energy|kWh/t|<|17.2|14.6|1|能源计量
充填体28天强度|Backfill strength at 28 d|MPa|>|1.8|2.8|1|第三方检测
预警准确率|Warning accuracy|%|>|75|90|0|现场统计
井下作业人员减少比例|Fewer people underground|%|>|5|35|0|劳动定员核查
回水利用率|Water reuse|%|>|82|93|0|水平衡测试
药剂单耗|Reagent use|g/t|<|920|740|0|生产统计
# recycling
金属综合回收率|Metal recovery|%|>|88.0|94.5|1|物料平衡
分选纯度|Sorting purity|%|>|90.0|97.5|1|抽样检测
再生料使用比例|Recycled content|%|>|35|65|0|生产统计
固废消纳量|Waste utilised|万吨/年|>|2.0|12.0|1|计量统计
熔炼烧损率|Melt loss|%|<|2.6|1.4|1|生产统计
单位产品碳排放|Carbon per tonne|kgCO2/t|<|820|560|0|碳核查
二噁英排放浓度|Dioxins|ng-TEQ/m³|<|0.35|0.08|2|第三方检测
赤泥掺量|Red mud content|%|>|30|60|0|第三方检测
浸出毒性达标率|Leaching test pass rate|%|>|92.0|99.5|1|第三方检测
处理成本|Treatment cost|元/t|<|185|120|0|成本核算
# digital
模型预测准确率|Prediction accuracy|%|>|82.0|95.0|1|对比测试
数据采集覆盖率|Data coverage|%|>|65|95|0|系统统计
关键设备非计划停机|Unplanned stops|h/月|<|18.0|8.0|1|生产统计
系统响应时间|Response time|s|<|5.0|1.0|1|第三方测试
岗位无人化率|Unmanned posts|%|>|10|60|0|劳动定员核查
自动控制投用率|Control utilisation|%|>|70|95|0|系统统计
缺陷识别率|Defect recognition|%|>|85.0|98.0|1|对比测试
误报率|False alarms|%|<|12.0|3.0|1|对比测试
国产化率|Domestic content|%|>|40|90|0|第三方评估
人工巡检频次|Manual patrols|次/班|<|8|2|0|现场统计
# carbon
CO2减排量|CO2 reduction|万吨/年|>|0.2|3.5|1|碳核查
掺氢比例|Hydrogen share|%|>|5|30|0|现场测试
捕集能耗|Capture energy|GJ/t|<|3.6|2.6|1|能源计量
捕集率|Capture rate|%|>|80.0|91.0|1|第三方检测
绿电消纳比例|Green power share|%|>|15|45|0|计量统计
负荷调节能力|Load flexibility|%|>|5|20|0|电网测试
系统综合热效率|System efficiency|%|>|78.0|86.0|1|能源审计
NOx排放浓度|NOx|mg/m³|<|120|50|0|第三方检测
供汽成本|Steam cost|元/t|<|215|180|0|成本核算
连续运行时间|Continuous operation|h|>|200|2000|0|运行记录
"""

_FORM_METRICS = """
# t
主要工艺指标达标率|Process targets met|%|>|82.0|96.0|1|系统考核
单位产品能耗降低率|Energy reduction|%|>|0|8|0|能源审计
加工成本降低率|Cost reduction|%|>|0|10|0|成本核算
连续稳定运行时间|Stable operation|h|>|72|1440|0|运行记录
处理能力提升率|Throughput increase|%|>|0|15|0|现场考核
辅材消耗降低率|Auxiliary material reduction|%|>|0|12|0|生产统计
污染物排放削减率|Emission reduction|%|>|0|25|0|第三方检测
工艺参数控制合格率|Parameters in range|%|>|85.0|97.0|1|系统统计
小试结果复现率|Reproducibility|%|>|80|95|0|重复试验
# e
装备可用率|Availability|%|>|85.0|96.0|1|运行记录
平均无故障时间|Mean time between failures|h|>|400|1800|0|运行记录
单机处理能力提升率|Capacity increase|%|>|0|20|0|现场考核
关键部件寿命|Life of key parts|h|>|2000|6000|0|运行记录
装备国产化率|Domestic content|%|>|50|95|0|第三方评估
人工作业强度降低率|Less manual work|%|>|0|50|0|劳动定员核查
单位能耗降低率|Energy reduction|%|>|0|12|0|能源审计
控制精度偏差|Control deviation|%|<|8.0|3.0|1|第三方检测
检修时间缩短率|Shorter repairs|%|>|0|30|0|检修台账
# d
模型预测准确率|Prediction accuracy|%|>|80.0|95.0|1|对比测试
系统投用率|Utilisation|%|>|60|96|0|系统统计
关键数据采集覆盖率|Data coverage|%|>|55|95|0|系统统计
页面与指令响应时间|Response time|s|<|5.0|1.5|1|第三方测试
误报率|False alarms|%|<|12.0|3.0|1|对比测试
人工干预次数降低率|Fewer interventions|%|>|0|60|0|现场统计
非计划停机降低率|Fewer unplanned stops|%|>|0|35|0|生产统计
软硬件国产化率|Domestic software and hardware|%|>|45|95|0|第三方评估
系统并发用户数|Concurrent users|个|>|30|300|0|第三方测试
# m
产品合格率|Product yield|%|>|82.0|95.0|1|生产统计
关键性能达标率|Key properties met|%|>|80|98|0|第三方检测
批次性能波动|Batch scatter|%|<|9.0|4.0|1|统计分析
制备成本降低率|Cost reduction|%|>|0|15|0|成本核算
中试线年产能|Pilot capacity|t/a|>|10|300|0|现场考核
用户试用认证数|User qualifications|家|>|0|4|0|用户报告
杂质含量降低率|Lower impurities|%|>|0|40|0|第三方检测
成材率|Material yield|%|>|58.0|72.0|1|生产统计
进口替代比例|Import substitution|%|>|0|50|0|采购统计
"""

_PROGRAMME_METRICS = """
# P01
示范系列铝液直流电耗|DC energy of the demonstration line|kWh/t|<|13020|12650|0|第三方能源审计
槽噪声|Cell noise|mV|<|22|12|0|槽控系统统计
# P02
阳极年腐蚀率|Anode corrosion rate|mm/a|<|28.0|9.0|1|解剖测试
惰性阳极连续运行时间|Inert anode run|h|>|720|5000|0|运行记录
# P03
厚板最大规格|Largest thickness|mm|>|120|200|0|第三方检测
厚板残余应力|Residual stress|MPa|<|45|20|0|第三方检测
# P04
锻件高向性能差异|Anisotropy|%|<|18.0|9.0|1|第三方检测
铝锂合金大锭成材率|Ingot yield|%|>|55|72|0|生产统计
# P05
氧化铝纯度|Alumina purity|N|>|4.0|5.0|1|GDMS检测
产线年产能|Annual capacity|t/a|>|50|1000|0|现场考核
# P06
赤泥年消纳能力|Red mud capacity|万吨/年|>|20|150|0|计量统计
铁回收率|Iron recovery|%|>|45|75|0|物料平衡
# P07
镓综合回收率|Gallium recovery|%|>|48|72|0|金属平衡
锂提取率|Lithium extraction|%|>|20|65|0|物料平衡
# P08
吨铜作业人员工时|Labour per tonne|工时/t|<|2.4|1.5|1|劳动定员核查
烟气SO2浓度稳定度|SO2 stability|%|>|78|93|0|在线监测
# P09
铜箔抗拉强度|Foil tensile strength|MPa|>|380|600|0|第三方检测
表面粗糙度Rz|Roughness Rz|μm|<|2.0|0.6|1|第三方检测
# P10
吨锌碳排放|Carbon per tonne of zinc|kgCO2/t|<|3450|2600|0|碳核查
浸出渣综合利用率|Residue utilisation|%|>|60|92|0|物料平衡
# P11
锗综合回收率|Germanium recovery|%|>|66|85|0|金属平衡
锗单晶直径|Crystal diameter|mm|>|100|153|0|第三方检测
# P12
岩爆预警提前时间|Warning lead time|h|>|2|12|0|现场统计
井下高危岗位减员|Fewer high-risk posts|人|>|6|60|0|劳动定员核查
# P13
变形铝再生料添加比例|Scrap share of wrought alloys|%|>|30|75|0|生产统计
分选处理能力|Sorting capacity|t/h|>|2.0|10.0|1|现场考核
# P14
数字孪生覆盖槽数|Cells with a twin|台|>|12|640|0|系统统计
槽况预测准确率|Cell forecast accuracy|%|>|80.0|95.0|1|对比测试
# P15
焙烧单位热耗|Calcination heat|GJ/t|<|3.05|2.70|2|能源审计
掺氢焙烧连续运行|Hydrogen run|h|>|72|1500|0|运行记录
# P16
平台年服务项目数|Projects served per year|项|>|2|24|0|平台台账
捕集规模|Capture scale|t/a|>|500|10000|0|现场考核
"""


def _read(text: str) -> dict[str, tuple[Metric, ...]]:
    metrics: dict[str, tuple[Metric, ...]] = {}
    for line in text.strip().splitlines():
        if line.startswith("# "):
            key = line[2:]
            metrics[key] = ()
            continue
        zh, en, unit, sign, baseline, final, decimals, method = line.split("|")
        metric = Metric(
            zh,
            en,
            unit,
            "at_least" if sign == ">" else "at_most",
            Decimal(baseline),
            Decimal(final),
            int(decimals),
            method,
        )
        metrics[key] = (*metrics[key], metric)
    return metrics


METRICS = _read(_METRICS)
FORM_METRICS = _read(_FORM_METRICS)
PROGRAMME_METRICS = _read(_PROGRAMME_METRICS)
