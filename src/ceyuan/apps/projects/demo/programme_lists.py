"""The fifteen major programmes and the special one, each with the titles of its projects.

A title is written `stem~tail`: the stem names the technology and returns in the names of results, the tail says what
the project does with it. All content is invented.
"""

from __future__ import annotations

from typing import NamedTuple


class Programme(NamedTuple):
    """A major programme: years of its first and last day, theme, names and the titles (Chinese, English)."""

    code: str
    theme: str
    first_year: int
    last_year: int
    name_zh: str
    name_en: str
    titles: tuple[tuple[str, str], ...]


_TEXT = """
# P01|electrolysis|2021|2026|超大型低能耗铝电解|Ultra-Large Low-Energy Aluminium Electrolysis
600 kA级铝电解槽磁流体稳定性~优化与工程化|Magnetohydrodynamic stability of 600 kA cells
400 kA级铝电解槽阴极结构~优化与节能示范|Cathode structure of 400 kA cells for lower energy use
500 kA系列石墨化阴极长寿命内衬~技术开发|Long-life lining with graphitised cathodes for 500 kA potlines
低温低电压铝电解工艺~工业试验|Industrial trial of low-temperature low-voltage electrolysis
电解槽侧部散热回收与热平衡调控~技术研究|Side-wall heat recovery and heat balance control of cells
超大型槽阳极电流分布在线诊断系统~开发与应用|On-line diagnosis of anode current distribution in ultra-large cells
# P02|electrolysis|2021|2027|惰性阳极铝电解|Inert Anode Aluminium Electrolysis
NiFe2O4基金属陶瓷惰性阳极~批量制备技术|Batch production of NiFe2O4-based cermet inert anodes
低温电解质体系与惰性阳极匹配性~研究|Matching low-temperature electrolytes with inert anodes
合金基惰性阳极表面氧化膜自修复~机理研究|Self-healing oxide films on alloy inert anodes
惰性阳极铝电解可润湿性阴极~开发|Wettable cathodes for inert anode cells
20 kA级惰性阳极电解槽~长周期运行试验|Long-run trial of a 20 kA inert anode cell
惰性阳极原铝杂质溯源与净化~技术研究|Tracing and removing impurities in inert anode metal
# P03|alloys|2021|2026|高强韧航空铝合金厚板|High-Strength Aerospace Aluminium Plate
7085型高强韧铝合金超厚板~工程化研制|Engineering development of 7085-type ultra-thick plate
航空铝合金大规格扁锭均质铸造~技术攻关|Homogeneous casting of large aerospace slabs
铝合金厚板残余应力预测与拉伸消减~技术|Prediction and stretching relief of residual stress in thick plate
宽幅厚板在线辊底式淬火装备~国产化研制|Domestic roller-hearth quenching line for wide plate
7050合金厚板三级时效热处理~工艺优化|Three-step ageing of 7050 alloy plate
航空铝板疲劳与损伤容限数据库~建设|Fatigue and damage tolerance database of aerospace plate
# P04|alloys|2022|2027|铝锂合金大型锻件|Large Aluminium-Lithium Alloy Forgings
第三代铝锂合金大锭真空熔铸~技术研究|Vacuum casting of third-generation Al-Li ingots
2195铝锂合金过渡环件整体轧制~研制|Integral rolling of 2195 Al-Li transition rings
铝锂合金锻件各向异性调控~技术攻关|Control of anisotropy in Al-Li forgings
Φ5米级铝锂合金环形锻件~工程验证|Engineering validation of 5 m Al-Li ring forgings
铝锂合金熔体氢含量在线控制装备~研制|On-line hydrogen control for Al-Li melts
铝锂合金返回料保级利用~技术开发|Closed-loop use of Al-Li process scrap
# P05|alumina|2021|2025|5N级高纯氧化铝|5N High-Purity Alumina
铝醇盐水解法5N高纯氧化铝~中试|Pilot production of 5N alumina by alkoxide hydrolysis
拜耳法种分母液深度除杂制备高纯氧化铝~技术|High-purity alumina from deeply purified Bayer liquor
蓝宝石级高纯氧化铝饼料致密化~研究|Densification of sapphire-grade alumina pucks
锂电隔膜用勃姆石形貌控制~产业化|Morphology-controlled boehmite for battery separators
高纯氧化铝痕量杂质分析方法~与标准研究|Trace impurity analysis of high-purity alumina
电子封装用球形氧化铝~制备技术|Spherical alumina for electronic packaging
# P06|recycling|2021|2026|赤泥规模化消纳|Bulk Utilisation of Red Mud
赤泥基道路基层材料~百公里级示范|Hundred-kilometre demonstration of red mud road base
赤泥深度脱碱与选铁耦合~工业试验|Industrial trial of de-alkalisation coupled with iron recovery
赤泥制备低碳胶凝材料~成套技术|Low-carbon cementitious materials from red mud
赤泥堆场原位土壤化与植被重建~技术示范|In-situ soil formation and revegetation of red mud ponds
高铁赤泥悬浮焙烧磁选~工程化|Suspension roasting and magnetic separation of high-iron red mud
赤泥基充填材料用于采空区治理~研究|Red mud backfill for mined-out areas
# P07|alumina|2022|2027|拜耳法母液镓锂高效提取|Gallium and Lithium from Bayer Liquor
拜耳母液树脂法提镓高选择性吸附材料~研制|Highly selective resins for gallium from Bayer liquor
富锂铝土矿溶出过程锂走向调控~研究|Lithium deportment in digestion of lithium-rich bauxite
种分母液锂离子筛吸附提锂~中试|Pilot of lithium ion-sieve adsorption from spent liquor
粗镓电解精炼至7N高纯镓~工艺开发|Refining of crude gallium to 7N purity
镓锂联产对氧化铝主流程影响~评价|Effect of gallium-lithium co-production on the Bayer circuit
氧化铝厂百吨级金属镓生产线~智能化示范|Smart 100-tonne gallium line at an alumina refinery
# P08|copper|2021|2026|铜短流程连续冶炼|Short-Process Continuous Copper Smelting
双炉连续炼铜熔体短程输送~关键技术|Short melt transfer in two-furnace continuous copper smelting
顶吹熔炼喷枪长寿命~技术攻关|Long-life lances for top-blown smelting
铜冶炼复杂物料多组分造渣热力学~研究|Slag thermodynamics of complex copper feeds
阳极炉富氧无氧化还原精炼~工业试验|Oxygen-enriched fire refining without oxidation-reduction in anode furnaces
铜冶炼砷污染源头固化与安全处置~技术|Arsenic fixation and safe disposal in copper smelting
铜电解大极板高电流密度~工艺开发|High current density tankhouse with large cathodes
# P09|copper|2022|2026|极薄电子铜箔|Ultra-Thin Electronic Copper Foil
3.5微米极薄锂电铜箔高抗拉~制备技术|High-tensile 3.5 μm battery copper foil
高频高速电路用HVLP铜箔表面处理~攻关|Surface treatment of HVLP foil for high-speed circuits
可剥离载体铜箔剥离层均匀性~控制研究|Uniform release layers of peelable carrier foil
大直径钛阴极辊晶粒组织均匀化~研制|Grain-uniform titanium cathode drums
铜箔电解添加剂在线分析与自动补加系统~开发|On-line analysis and dosing of foil plating additives
铜箔表面缺陷机器视觉检测~与溯源|Machine-vision inspection and tracing of foil defects
# P10|lead_zinc|2021|2026|铅锌低碳冶炼|Low-Carbon Lead-Zinc Smelting
锌精矿氧压浸出硫磺高效回收~技术|Efficient sulphur recovery in pressure leaching of zinc concentrate
侧吹炉协同处理锌浸出渣~工业示范|Industrial side-blown treatment of zinc leach residue
锌电积低电耗铅基合金阳极~研制|Low-energy lead alloy anodes for zinc electrowinning
液态高铅渣直接还原氢基替代~研究|Hydrogen-based reduction of molten high-lead slag
铅锌冶炼烟气余热梯级利用~示范|Cascade use of waste heat from lead-zinc off-gas
铁渣资源化制备铁红~技术开发|Iron oxide pigment from zinc iron residue
# P11|rare|2021|2026|锗等稀散金属高效回收与高端材料|Germanium and Rare Metals: Recovery and Advanced Materials
褐煤烟尘锗高效富集与清洁提取~技术|Clean extraction of germanium from lignite fly dust
6英寸低位错锗单晶~生长技术攻关|Growth of 6-inch low-dislocation germanium crystals
锌冶炼渣中铟锗协同回收~工业试验|Joint recovery of indium and germanium from zinc residue
红外光学用大尺寸锗镜坯~研制|Large germanium blanks for infrared optics
8N高纯铟区熔提纯装备~与工艺开发|Zone refining of 8N indium
磷化铟单晶衬底位错控制~技术研究|Dislocation control of InP substrates
# P12|mining|2021|2026|深部金属矿安全高效开采|Safe and Efficient Deep Metal Mining
千米深井岩爆微震监测预警系统~开发|Microseismic rock-burst warning below 1,000 m
深部高应力矿柱回采与充填~协同技术|Pillar recovery and backfill under high stress
井下无轨装备遥控与自主行驶~示范|Remote and autonomous underground vehicles
膏体充填管道输送阻力预测与堵管防控~研究|Resistance prediction and blockage control of paste pipelines
深井热害治理与地热利用一体化~技术|Combined cooling and geothermal use in deep shafts
尾矿库溃坝风险空天地一体监测~平台建设|Integrated monitoring platform for tailings dam risk
# P13|recycling|2022|2027|再生铝保级循环|Closed-Loop Secondary Aluminium
废旧易拉罐保级再生罐体料~产业化|Can-to-can recycling of body stock
报废汽车铝件LIBS智能分选装备~研制|LIBS sorting of end-of-life car aluminium
再生铝熔体铁锰杂质相高效去除~技术|Removal of Fe-Mn phases from secondary melts
再生变形铝合金成分容差设计~研究|Composition tolerance design of recycled wrought alloys
铝灰无害化处置与高值利用~工程示范|Detoxification and high-value use of aluminium dross
再生铝碳足迹核算与产品认证~体系建设|Carbon footprint and certification of secondary aluminium
# P14|digital|2021|2026|铝电解数字孪生|Digital Twin of Aluminium Electrolysis
铝电解槽多物理场实时降阶模型~开发|Real-time reduced-order multiphysics model of cells
电解系列数字孪生平台~建设与应用|Digital twin platform for potlines
槽况大模型诊断与操作建议~系统研发|Large-model diagnosis of cell condition and operating advice
基于区域氧化铝浓度的精准下料~控制|Precise feeding by local alumina concentration
电解多功能机组无人化作业~示范|Unmanned operation of pot tending machines
电解槽漏槽风险声学成像预警~技术研究|Acoustic imaging warning of cell leakage
# P15|carbon|2022|2028|适氢煅烧与焙烧|Hydrogen-Ready Calcination
氢氧化铝气态悬浮焙烧炉掺氢燃烧~技术|Hydrogen co-firing in gas suspension calciners
氢燃料焙烧蒸汽回收与再压缩~工艺研究|Steam recovery and recompression in hydrogen calcination
焙烧炉低氮掺氢燃烧器~研制|Low-NOx hydrogen burners for calciners
石油焦回转窑煅烧余热制氢~可行性验证|Hydrogen from waste heat of petroleum coke kilns
绿电蒸汽锅炉耦合储热供汽~示范|Green-power steam with heat storage
氢氧化铝电加热流态化焙烧~中试研究|Pilot of electric fluidised-bed calcination
# P16|carbon|2022|2028|碳达峰共性技术工业试验平台|Industrial Test Platform for Peak Carbon
有色冶炼烟气低浓度CO2捕集~万吨级试验装置|10 kt test unit for CO2 capture from dilute smelter gas
试验平台公共工程与安全联锁系统~建设|Shared utilities and safety interlocks of the test platform
CO2矿化赤泥固碳联产建材~工业试验|CO2 mineralisation of red mud into building materials
铝用预焙阳极生物质炭替代~平台验证|Biocarbon in prebaked anodes: platform validation
源网荷储协同下电解铝柔性调节~试验|Flexible smelter load with grid and storage
有色产品碳足迹因子库与核算~平台建设|Carbon footprint factor library for nonferrous products
"""


def _read(text: str) -> tuple[Programme, ...]:
    programmes: list[Programme] = []
    for line in text.strip().splitlines():
        if line.startswith("# "):
            code, theme, first, last, zh, en = line[2:].split("|")
            programmes.append(Programme(code, theme, int(first), int(last), zh, en, ()))
        else:
            title, english = line.split("|")
            programmes[-1] = programmes[-1]._replace(titles=(*programmes[-1].titles, (title, english)))
    return tuple(programmes)


PROGRAMMES = _read(_TEXT)
