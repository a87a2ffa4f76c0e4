# ruff: noqa: E501 - a Chinese character counts as two columns
"""The technology tree of the demonstration group: six fields, sixteen programmes' themes, what each comes down to."""

from __future__ import annotations

from typing import NamedTuple


class DirectionSeed(NamedTuple):
    """A direction. `levels` are (year, TRL) as found; `words` are what a project's title has to name to belong here."""

    code: str
    tech_class: str
    chain: str
    owner_unit: str
    name_zh: str
    name_en: str
    definition_zh: str = ""
    definition_en: str = ""
    state_of_the_art: str = ""
    gap: str = ""
    levels: tuple[tuple[int, int], ...] = ()
    wanted: int = 0
    wanted_by: int = 0
    programme: str = ""
    words: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        return self.code[:-2] if len(self.code) > 3 else ""


# code|class|chain position|owner unit|Chinese|English|definition|definition in English|state of the art|gap|TRL|wanted|programme|words
_TEXT = """
F01||smelting|KY01|铝与轻金属|Aluminium and light metals|铝土矿到高端铝材全链条技术。|Technology from bauxite to advanced aluminium.||||||
F0101|industry_common|smelting|KY0104|超大型低能耗铝电解|Ultra-large low-energy electrolysis|600 kA级及以上电解槽的槽型、内衬与节能控制技术。|Cell design, lining and energy control of cells of 600 kA and more.|国际先进系列吨铝直流电耗12,500千瓦时左右|本集团系列平均12,850千瓦时，相差350千瓦时|2021:5 2022:6 2023:7 2025:8|9/2028|P01|
F010101|industry_common|smelting|KYR02|磁流体稳定性与母线设计|Magnetohydrodynamic stability and busbar design|大容量电解槽磁场补偿、母线配置与铝液波动抑制。|Field compensation, busbars and metal pad stability of large cells.|国外已用于660 kA系列|我方完成600 kA试验槽，系列化验证不足|2021:5 2023:6 2025:7|9/2028||磁流体 阳极电流 母线
F010102|core_competence|smelting|KY0104|石墨化阴极与长寿命内衬|Graphitised cathodes and long-life lining|石墨化阴极炭块、内衬材料与焙烧启动技术。|Graphitised blocks, lining materials and preheating.|槽寿命国际先进水平3,000天|集团平均2,450天，破损机理掌握不全|2021:6 2022:7 2025:8|9/2027||阴极 内衬
F010103|shop_floor|smelting|KY0105|槽热平衡与余热回收|Heat balance and waste heat of cells|电解槽侧部散热调控与低品位余热利用。|Control of side-wall heat and use of low-grade waste heat.|示范槽余热回收率达到15%|尚无全系列应用案例|2021:3 2022:4 2023:5 2025:6|8/2028||热平衡 散热
F0102|chokepoint|smelting|KYR02|惰性阳极铝电解|Inert anode electrolysis|以惰性阳极替代炭阳极，电解过程不排放二氧化碳。|Inert in place of carbon anodes: electrolysis without carbon dioxide.|境外企业已运行100 kA级工业试验槽|我方停留在20 kA级，阳极年腐蚀率偏高|2021:3 2022:4 2025:5|7/2030|P02|惰性阳极
F010201|chokepoint|materials|KYJ04|金属陶瓷惰性阳极制备|Cermet inert anodes|镍铁尖晶石基金属陶瓷阳极的成分、烧结与连接。|Composition, sintering and joining of nickel ferrite cermets.|批量制备合格率国外约90%|我方合格率68%，大尺寸开裂未解决|2021:3 2022:4 2025:5|7/2029||金属陶瓷
F010202|frontier|smelting|KYR02|低温电解质体系|Low-temperature electrolytes|初晶温度低于850摄氏度的电解质与氧化铝溶解控制。|Baths below 850 °C and the dissolution of alumina in them.|国内外均处于实验室到扩大试验阶段|氧化铝溶解速率不足，缺少长周期数据|2021:3 2023:4 2025:4|6/2029||低温电解质 低温低电压
F0103|chokepoint|processing|KY0207|高强韧航空铝合金厚板|High-strength aerospace plate|航空用7系、2系铝合金厚板的熔铸、轧制与热处理。|Casting, rolling and heat treatment of 7xxx and 2xxx plate.|国外已供应200毫米以上超厚板|180毫米以上厚板芯部强度波动大|2021:5 2022:6 2025:7|9/2027|P03|厚板 航空
F010301|chokepoint|processing|KY0207|大规格扁锭均质铸造|Homogeneous casting of large slabs|600毫米以上厚度扁锭成分均匀与裂纹控制。|Uniform composition and crack control of slabs over 600 mm.|国外成材率78%|我方成材率66%|2021:5 2023:6 2025:7|9/2027||扁锭 均质铸造
F010302|chokepoint|application|KY0202|特种轻合金构件配套|Special light alloy parts|承担国家任务的特种轻合金构件，只登记代号与节点状态。|Special parts for national tasks; only code and state are kept here.|按任务书管理|按任务书管理|2021:4 2023:5 2025:6|8/2028||特种轻合金 特种防护
F0104|chokepoint|processing|KY0202|铝锂合金大型锻件|Large aluminium-lithium forgings|第三代铝锂合金大型环件、锻件的整体制造。|One-piece rings and forgings of third-generation Al-Li alloys.|国外实现5米级环件批量供货|我方完成3.35米环件，5米级处于验证阶段|2021:4 2022:5 2023:6 2025:7|8/2027|P04|铝锂
F010401|core_competence|processing|KYR06|铝锂合金熔铸与返回料利用|Casting and scrap of Al-Li alloys|真空熔铸、氢含量控制与返回料保级利用。|Vacuum casting, hydrogen control and closed-loop scrap.|返回料利用比例国外30%|我方10%，氢含量控制不稳|2021:4 2022:5 2023:5 2025:6|8/2028||氢含量 返回料 大锭
F0105|chokepoint|materials|KYR02|5N级高纯氧化铝|5N high-purity alumina|醇盐水解法、拜耳法深度除杂制备5N级高纯氧化铝。|5N alumina by alkoxide hydrolysis and deeply purified Bayer liquor.|国外垄断蓝宝石级原料|产品批次稳定性不足，尚未通过主要客户认证|2021:4 2022:5 2023:6 2025:7|9/2027|P05|高纯氧化铝 勃姆石 球形氧化铝
F0106|core_competence|smelting|KY0502|拜耳法母液镓锂高效提取|Gallium and lithium from Bayer liquor|从种分母液中高选择性回收镓、锂。|Selective recovery of gallium and lithium from spent liquor.|国外树脂循环寿命300次|我方树脂寿命220次，锂回收率偏低|2021:4 2022:5 2023:6 2025:7|9/2028|P07|镓
F010601|core_competence|materials|KY0502|提镓选择性吸附材料|Selective adsorbents for gallium|耐碱高选择性螯合树脂的合成与再生。|Alkali-proof chelating resins, their making and regeneration.|国外树脂循环寿命300次|国产树脂寿命与选择性仍有差距|2021:4 2022:5 2025:6|8/2027||树脂
F010602|frontier|smelting|KY0101|母液锂离子筛提锂|Lithium ion sieves in Bayer liquor|高碱体系锂离子筛吸附与脱附循环。|Adsorption and release of lithium by ion sieves in strong alkali.|国内外均为中试|溶损率偏高，装置连续运行不足三个月|2021:3 2022:4 2023:5 2025:6|7/2028||锂离子筛 富锂
F0107|shop_floor|smelting|KY0101|氧化铝绿色高效生产|Clean and efficient alumina|溶出、分解、焙烧全流程节能降碱与质量提升。|Less energy and soda, better quality from digestion to calcination.|国际先进综合能耗330千克标煤/吨|集团平均372千克标煤/吨|2021:6 2022:7 2025:8|9/2028||
F0108|core_competence|processing|KY0201|高端铝材与轻量化|Advanced aluminium and lightweighting|汽车、电子、包装用高端铝材的成分、加工与表面技术。|Composition, processing and surface of aluminium for cars, electronics and packaging.|国外汽车板综合成材率70%|我方61%|2021:5 2022:6 2023:7 2025:8|9/2028||箔 型材 铝合金 铝板 散热 电池壳
F02||smelting|KY03|铜铅锌重金属|Copper, lead and zinc|铜铅锌绿色冶炼与高端加工技术。|Clean smelting and advanced processing of copper, lead and zinc.||||||
F0201|industry_common|smelting|KY0301|铜短流程连续冶炼|Short-process continuous copper smelting|连续炼铜、熔体短程输送与无氧化还原精炼。|Continuous smelting, short melt transfer and fire refining.|国际先进粗铜能耗130千克标煤/吨|我方155千克标煤/吨|2021:5 2022:6 2023:7 2025:8|9/2027|P08|铜
F020101|core_competence|smelting|KYR03|熔体短程输送与喷枪寿命|Melt transfer and lance life|双炉连续炼铜熔体输送与顶吹喷枪长寿命。|Melt transfer between furnaces and long-life lances.|喷枪寿命国外45天|我方28天|2021:5 2022:6 2025:7|9/2027||喷枪 短程输送 富氧
F020102|industry_common|recycling|KY0302|铜冶炼砷污染源头治理|Arsenic at its source in copper smelting|砷的开路、固化与安全处置。|Outlet, fixation and safe disposal of arsenic.|臭葱石固砷已工业化|我方固砷渣稳定性评价体系不全|2021:4 2022:5 2023:6 2025:7|8/2027||砷
F0202|chokepoint|materials|KY0304|极薄电子铜箔|Ultra-thin electronic copper foil|锂电极薄箔、高频高速电路箔与载体铜箔。|Battery foil, high-speed circuit foil and carrier foil.|载体铜箔长期依赖进口|剥离力均匀性和针孔控制不足|2021:4 2022:5 2023:6 2025:7|9/2027|P09|铜箔
F020201|chokepoint|equipment|KY0304|载体铜箔与阴极辊装备|Carrier foil and cathode drums|可剥离载体铜箔与大直径钛阴极辊国产化。|Peelable carrier foil and large titanium drums made at home.|国外阴极辊晶粒度达到10级|我方8级，使用寿命偏短|2021:4 2023:5 2025:6|8/2028||载体铜箔 阴极辊
F0203|industry_common|smelting|KY0401|铅锌低碳冶炼|Low-carbon lead and zinc smelting|锌氧压浸出、液态渣还原与余热梯级利用。|Pressure leaching, molten slag reduction and waste heat.|国际先进电锌综合能耗780千克标煤/吨|我方845千克标煤/吨|2021:5 2022:6 2023:7 2025:8|9/2028|P10|锌 铅
F020301|shop_floor|smelting|KY0402|锌电积节能与自动剥锌|Energy saving in zinc electrowinning|铅基合金阳极、电流效率优化与自动剥锌。|Lead alloy anodes, current efficiency and automatic stripping.|直流电耗2,900千瓦时/吨|我方3,050千瓦时/吨|2021:6 2022:7 2023:8 2025:9|9/2026||锌电积 剥锌 锌电解
F03||materials|KY05|稀有稀散金属与新材料|Rare metals and new materials|锗镓铟等稀散金属提取与高端材料。|Germanium, gallium, indium and the materials made of them.||||||
F0301|chokepoint|materials|KY0501|稀散金属高效回收与高端材料|Recovery of rare metals and advanced materials|锗、铟等清洁提取与单晶、光学材料制备。|Clean extraction of germanium and indium; crystals and optics.|国外6英寸锗单晶位错密度低于300|我方位错密度偏高，成品率52%|2021:4 2022:5 2023:6 2025:7|9/2028|P11|锗 铟 钨 钼 稀土 钛
F030101|chokepoint|materials|KYR04|大尺寸低位错半导体单晶|Large low-dislocation crystals|6英寸锗单晶、磷化铟衬底的生长与加工。|Growth and processing of 6-inch germanium and InP substrates.|国外实现6英寸批量供应|我方4英寸量产、6英寸小批量|2021:4 2022:5 2025:6|8/2028||单晶 磷化铟
F030102|frontier|materials|KYR04|超高纯碲与拓扑材料|Ultra-pure tellurium and topological materials|7N以上碲提纯与新型电子材料预研。|Tellurium beyond 7N and early work on new electronic materials.|国外已有实验室样品|本集团尚未立项|2023:2 2025:3|5/2030||
F030103|chokepoint|application|KY0502|特种光电与导体材料配套|Special optoelectronic and conductor materials|承担国家任务的特种光电、导体材料，只登记代号与节点状态。|Special materials for national tasks; only code and state are kept here.|按任务书管理|按任务书管理|2021:4 2022:5 2025:6|8/2028||特种光电 特种导体
F04||mining|KY06|资源勘查与智能矿山|Exploration and smart mining|安全高效绿色采选技术。|Safe, efficient and clean mining and processing.||||||
F0401|industry_common|mining|KY0603|深部金属矿安全高效开采|Safe and efficient deep mining|千米深井地压、充填、热害治理与无人化采掘。|Rock pressure, backfill, heat and unmanned mining below 1,000 m.|国外深井开采超过3,000米|我方1,300米以深缺少成套技术|2021:4 2022:5 2023:6 2025:7|8/2028|P12|矿
F040101|industry_common|mining|KYR05|岩爆监测与地压控制|Rock burst monitoring and ground control|微震监测、岩爆预警与高应力矿柱回采。|Microseismic monitoring, warning and pillar recovery.|国外预警准确率85%|我方74%|2021:4 2022:5 2023:6 2025:7|8/2027||微震 矿柱 地压
F040102|shop_floor|mining|KY0603|膏体充填与管道输送|Paste backfill and pipelines|膏体制备、长距离输送与堵管防控。|Paste making, long pipelines and blockage control.|充填倍线国外可达7|我方5.2|2021:6 2022:7 2025:8|9/2027||充填
F0402|core_competence|beneficiation|KY0601|低品位铝土矿高效选矿|Beneficiation of low-grade bauxite|中低品位铝土矿脱硅、脱硫与预选抛废。|De-silication, desulphurisation and pre-sorting of bauxite.|铝硅比提高2.5以上|工业指标波动，药剂成本偏高|2021:5 2022:6 2023:6 2025:6|8/2028||铝土矿 选矿 浮选
F05||recycling|KY08|循环利用与固废资源化|Recycling and residues|再生金属与大宗固废规模化利用。|Secondary metals and bulk residues.||||||
F0501|industry_common|recycling|KY0801|赤泥规模化消纳|Bulk use of red mud|赤泥道路基层、胶凝材料、选铁与土壤化。|Road base, binders, iron recovery and soil from red mud.|国内综合利用率约10%|集团利用率12.5%，消纳成本高|2021:5 2022:6 2023:7 2025:8|9/2028|P06|赤泥
F050101|frontier|recycling|KYR07|赤泥提钪与高值利用|Scandium from red mud|从赤泥酸浸液中回收钪、钛等高值组分。|Scandium and titanium out of leach liquors of red mud.|国外有中试线运行|本集团尚未立项|2021:2 2023:3 2025:4|7/2030||
F0502|core_competence|recycling|KY0206|再生铝保级循环|Closed-loop secondary aluminium|废铝分选、熔体净化与保级合金设计。|Sorting, melt cleaning and alloy design for closed loops.|国外罐到罐保级率75%|我方58%|2021:4 2022:5 2023:6 2025:7|9/2028|P13|再生铝 废铝 铝灰 废旧易拉罐
F050201|chokepoint|equipment|KY1102|激光诱导击穿光谱智能分选装备|LIBS sorting machines|废铝合金按牌号高速在线分选。|High-speed sorting of aluminium scrap by alloy.|国外装备速度3米/秒|样机1.8米/秒，误判率偏高|2021:3 2022:4 2023:5 2025:6|8/2028||LIBS 分选
F050202|frontier|recycling|KY0206|航空级再生铝返回利用|Aerospace-grade recycled aluminium|航空铝屑保级返回与适航认证技术。|Closed-loop aerospace chips and their certification.|国外飞机制造商已开展闭环试点|本集团尚未立项|2023:2 2025:3|6/2030||
F0503|industry_common|recycling|KY0803|危废与二次资源综合回收|Hazardous waste and secondary resources|冶炼渣泥、废电池、废线路板中有价金属协同回收。|Valuable metals out of slags, sludges, batteries and circuit boards.|有价金属综合回收率98%|我方94%|2021:5 2022:6 2023:7 2025:8|9/2028||
F06||digital|KY11|数智与低碳|Digital and low-carbon|工业软件、智能装备与降碳技术。|Industrial software, smart equipment and carbon reduction.||||||
F0601|core_competence|digital|KY1103|铝电解数字孪生|Digital twin of electrolysis|电解槽多物理场实时模型与智能控制。|Real-time multiphysics models and smart control of cells.|国外单槽级孪生已商用|我方系列级实时性不足|2021:4 2022:5 2023:6 2025:7|9/2027|P14|孪生 电解
F060101|frontier|digital|KYJ19|工业大模型与智能决策|Large industrial models and decisions|槽况诊断大模型与自主操作建议。|Large models that diagnose cells and advise operators.|国内外均处于试点阶段|高质量标注数据不足|2023:3 2025:5|7/2028||大模型 知识
F060102|core_competence|equipment|KY1102|冶金机器人与无人化装备|Robots and unmanned equipment|高温强磁环境机器人与无人天车。|Robots and cranes for heat and strong magnetic fields.|国外打壳、测温机器人成套应用|可靠性平均无故障时间800小时，偏低|2021:5 2022:6 2023:7 2025:8|9/2027||机器人 无人
F0602|frontier|smelting|KY1203|适氢煅烧与焙烧|Hydrogen-ready calcination|氢氧化铝掺氢焙烧与蒸汽再压缩。|Hydrogen co-firing and steam recompression in calciners.|国外完成掺氢50%工业试验|我方掺氢20%试验|2021:2 2022:3 2023:4 2025:5|7/2030|P15|氢
F0603|industry_common|application|KY1204|碳达峰共性技术与工业试验平台|Peak-carbon technology and test platform|低浓度烟气碳捕集、绿电耦合与碳足迹核算。|Capture from dilute gas, green power and carbon footprints.|国内万吨级装置已运行|有色烟气捕集能耗偏高|2021:4 2022:5 2023:6 2025:7|8/2028|P16|碳 光伏 微电网 储热 供热 蒸汽
F060301|frontier|application|KY1201|源网荷储与电解铝柔性调节|Flexible smelter load|电解系列负荷柔性调节参与电网互动。|Potline load that follows the grid.|国外可调节±25%|我方试验系列±12%|2021:3 2022:4 2023:4 2025:5|7/2028||源网荷储 绿电 调度
F060302|industry_common|application|KY1204|有色产品碳足迹与绿色认证|Carbon footprints and certification|产品碳足迹因子库、核算规则与互认。|Factors, rules and recognition of carbon footprints.|欧盟已建立核算规则体系|因子库本地化率不足六成|2021:4 2022:5 2023:6 2025:7|8/2027||碳足迹 碳排放
F0604|core_competence|digital|KY1101|智能工厂与工业软件|Smart plants and industrial software|生产运行数据治理、设备预测性维护与国产工控替代。|Operations data, predictive maintenance and domestic control systems.|国际先进企业关键设备预测性维护覆盖八成|我方覆盖三成五|2021:5 2022:6 2023:7 2025:8|9/2028||
"""


def _read(line: str) -> DirectionSeed:
    parts = line.split("|")
    levels = tuple((int(year), int(level)) for year, level in (pair.split(":") for pair in parts[10].split()))
    wanted, _, by = parts[11].partition("/")
    code, tech_class, chain, owner, name_zh, name_en, zh, en, art, gap = parts[:10]
    return DirectionSeed(
        code,
        tech_class,
        chain,
        owner,
        name_zh,
        name_en,
        zh,
        en,
        art,
        gap,
        levels,
        int(wanted or 0),
        int(by or 0),
        parts[12],
        tuple(parts[13].split()),
    )


DIRECTIONS = tuple(_read(line) for line in _TEXT.strip().splitlines())
# A project whose title names none of the words goes here, by its line of business.
USUAL = {
    "alumina": "F0107",
    "electrolysis": "F0101",
    "alloys": "F0108",
    "copper": "F0201",
    "lead_zinc": "F0203",
    "rare": "F0301",
    "mining": "F0401",
    "recycling": "F0503",
    "digital": "F0604",
    "carbon": "F0603",
}
