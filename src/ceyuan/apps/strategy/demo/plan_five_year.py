# ruff: noqa: E501 - a Chinese character counts as two columns
"""The group's plan for science, technology and innovation 2021-2025, clause by clause.

A line is `number|kind|Chinese|English|links`. A link is an indicator ("K01": the group's target of the last year) or
`unit=`, `due=`, `dir=`. Numbers are those of the document and give the depth.
"""

TITLE_ZH, TITLE_EN = (
    "昆岳有色金属集团“十四五”科技创新规划",
    "Kunyue Nonferrous Group: plan for science, technology and innovation 2021-2025",
)
NUMBER, NUMBER_REVISED = "昆岳科〔2021〕58号", "昆岳科〔2023〕31号"
NOTE = "首次发布"
NOTE_REVISED = "中期修订：按重组后管理口径重述指标，增列研发准备金制度，调整惰性阳极攻关时限"

TEXT = """
第一章|heading|形势与基础|Situation and foundations|
一、|statement|“十三五”以来，集团建成中央研究院和专业研究院体系，研发经费投入强度由1.6%提高到2.1%，科技创新对产业升级的支撑作用明显增强。|Since 2016 the group has built its central and professional institutes; R&D intensity rose from 1.6 % to 2.1 %, and technology carries far more of the group's upgrading.|
二、|statement|新一轮科技革命和产业变革加速演进，高端有色金属材料、低碳冶金、智能制造成为竞争焦点，资源安全和产业链供应链安全对科技自立自强提出更高要求。|A new round of technological change is under way. Advanced materials, low-carbon metallurgy and smart manufacturing decide competition, and secure supply asks for technology of our own.|
三、|statement|对照世界一流，集团创新工作仍存在“三个不实、三个不足”：目标不实、责任不实、考核不实；原创技术不足、成果转化不足、领军人才不足。|Measured against the best, our work has three things that are not real – targets, responsibility, assessment – and three that are not enough: original technology, conversion, leading talent.|
第二章|heading|总体要求|General requirements|
一、|heading|指导思想|Guiding idea|
（一）|statement|坚持科技是第一生产力、人才是第一资源、创新是第一动力，把科技自立自强作为集团发展的战略支撑，以一把手负责制压实责任，以目标可衡量、能考核、有挑战为准绳，推动创新链、产业链、资金链、人才链深度融合。|Technology is the first force of production, talent the first resource, innovation the first drive. Each top leader answers in person; targets are measurable, assessable and challenging; chains of innovation, industry, capital and talent are joined.|
二、|heading|基本原则|Principles|
（一）|statement|坚持目标导向。课题围绕目标设立，资源围绕课题配置，没有目标支撑的课题不立项，没有课题支撑的目标不下达。|Targets lead. Projects are set around targets and resources follow projects: no project without a target, no target without a project.|
（二）|statement|坚持分类攻关。围绕“卡脖子”技术、行业共性技术、核心竞争力技术三类方向集中力量，兼顾前沿探索和现场改进。|Work by class. Forces are concentrated on chokepoint, industry-common and core-competence technology; frontier search and shop-floor improvement go along.|
（三）|statement|坚持层层不降。规划目标分解到年度、到单位，下级目标不得低于来源目标，确需调整的须经批准并留痕。|Nothing is lowered on the way down. Targets are broken down to years and units; none falls below its source, and changes need approval and leave a trace.|
第三章|heading|主要目标|Main targets|
一、|statement|到2025年，集团科技创新能力进入行业世界前列，建成有色金属行业原创技术策源地。|By 2025 the group is among the world's leaders of its industry in technology and a source of original technology.|
二、|heading|创新投入|Input|
（一）|target|研发经费投入强度由2021年的2.30%提高到2025年的3.20%以上，年均增长不低于8%。|R&D intensity rises from 2.30 % in 2021 to 3.20 % or more in 2025.|K01
（二）|target|研发人员占从业人员比重稳步提高，到2025年达到目标值以上，一线研发人员占比不低于七成。|The share of R&D personnel rises steadily to its target for 2025; seven in ten of them work at the front.|K05
（三）|target|全部所属企业建立研发准备金制度，准备金按年度预算足额计提到账。|Every company establishes an R&D reserve fund and pays in what its yearly budget says.|B01
三、|heading|创新能力|Capability|
（一）|target|国家级、省部级创新平台总数持续增加，平台评价结果稳定在良好以上。|The number of national and provincial platforms grows; their evaluation stays at good or better.|K18
（二）|target|授权发明专利年均增长6%以上，到2025年年授权量达到{K10}件以上。|Invention patents granted grow by more than 6 % a year and pass {K10} a year in 2025.|K10
（三）|target|有效发明专利拥有量到2025年达到{K11}件以上，高价值专利占比明显提高。|Invention patents in force pass {K11} in 2025, with a clearly larger share of high-value ones.|K11
（四）|target|标志性技术成熟度普遍提升，至少一项达到系统级应用水平（九级）。|Flagship technologies mature; at least one reaches level nine, proven in operation.|T01
四、|heading|创新成效|Effect|
（一）|target|科技成果转化率达到50%以上，三年未转化成果逐项说明原因并限期处置。|More than half of the achievements are in use; each one idle for three years is explained and dealt with by a date.|K12
（二）|target|经财务确认的科技成果效益年均增长10%以上。|Benefits confirmed by finance grow by more than 10 % a year.|K13
（三）|target|新产品销售收入占比逐年提高，高端铝材、铜箔、稀散金属新产品占比领先行业。|The share of new products rises year by year; advanced aluminium, copper foil and rare metals lead the industry.|K08
（四）|target|关键核心技术攻关任务节点按期完成率达到95%以上。|At least 95 % of the nodes of key tasks are completed on time.|K15
（五）|target|主要产品吨产品综合能耗较2020年下降5%以上。|Energy per tonne of main products falls by more than 5 % against 2020.|E01
第四章|heading|重点任务|Main tasks|
一、|heading|实施“15+1”重大科技专项|The fifteen major programmes and the special one|
（一）|task|超大型低能耗铝电解：完成600 kA级电解槽系列化验证，吨铝直流电耗降至12,600千瓦时以下。|Ultra-large low-energy electrolysis: validate 600 kA cells in a potline; fewer than 12,600 kWh per tonne.|unit=KY0104 due=2025-12-31 dir=F0101
（二）|task|惰性阳极铝电解：建成20 kA级试验槽并稳定运行1,000小时以上。|Inert anodes: a 20 kA test cell runs steadily for more than 1,000 hours.|unit=KYR02 due=2025-12-31 dir=F0102
（三）|task|高强韧航空铝合金厚板：突破200毫米超厚板芯部性能控制，通过首批适航认证。|Aerospace plate: control the core of 200 mm plate and obtain the first certifications.|unit=KY0207 due=2025-12-31 dir=F0103
（四）|task|铝锂合金大型锻件：实现5米级环件整体制造。|Al-Li forgings: one-piece rings of the 5 m class.|unit=KY0202 due=2025-12-31 dir=F0104
（五）|task|5N级高纯氧化铝：建成百吨级示范线并通过主要客户认证。|5N alumina: a 100-tonne line certified by the main customers.|unit=KYR02 due=2024-12-31 dir=F0105
（六）|task|赤泥规模化消纳：综合利用率提高到12%以上，建成百公里级道路示范。|Red mud: more than 12 % used, and a hundred kilometres of road as demonstration.|unit=KY0801 due=2025-12-31 dir=F0501
（七）|task|拜耳法母液镓锂高效提取：形成百吨级金属镓智能化产线。|Gallium and lithium: a smart line of a hundred tonnes of gallium.|unit=KY0502 due=2025-12-31 dir=F0106
（八）|task|铜短流程连续冶炼：粗铜综合能耗降至150千克标煤/吨以下。|Copper smelting: fewer than 150 kg of coal equivalent per tonne of blister.|unit=KY0301 due=2025-12-31 dir=F0201
（九）|task|极薄电子铜箔：3.5微米锂电箔、高频高速电路箔实现批量供货，载体铜箔完成国产替代验证。|Copper foil: 3.5 μm battery foil and high-speed foil in series; carrier foil validated as a substitute for imports.|unit=KY0304 due=2025-12-31 dir=F0202
（十）|task|铅锌低碳冶炼：锌氧压浸出、液态渣还原成套技术实现工业应用。|Lead and zinc: pressure leaching and molten slag reduction in industrial use.|unit=KY0401 due=2025-12-31 dir=F0203
（十一）|task|锗等稀散金属高效回收与高端材料：6英寸低位错锗单晶小批量供货。|Rare metals: 6-inch low-dislocation germanium in small series.|unit=KY0501 due=2025-12-31 dir=F0301
（十二）|task|深部金属矿安全高效开采：形成千米深井岩爆预警与无人采掘成套技术。|Deep mining: rock-burst warning and unmanned mining below 1,000 m.|unit=KY0603 due=2025-12-31 dir=F0401
（十三）|task|再生铝保级循环：罐到罐保级率提高到55%以上。|Secondary aluminium: more than 55 % from can to can.|unit=KY0206 due=2025-12-31 dir=F0502
（十四）|task|铝电解数字孪生：完成两个系列的数字孪生平台建设与应用。|Digital twin: platforms for two potlines in use.|unit=KY1103 due=2025-12-31 dir=F0601
（十五）|task|适氢煅烧与焙烧：完成掺氢20%工业试验。|Hydrogen-ready calcination: industrial trial with 20 % hydrogen.|unit=KY1203 due=2025-12-31 dir=F0602
（十六）|task|碳达峰共性技术工业试验平台：建成万吨级捕集试验装置，平台向全集团开放。|Test platform: a 10 kt capture unit, open to the whole group.|unit=KY1204 due=2025-12-31 dir=F0603
二、|heading|完善科技创新体系|The system of innovation|
（一）|task|建强中央研究院、专业研究院、领域技术中心、大众创新平台四级体系，22个领域技术中心按核心层、紧密层、网络层运行并年度评价。|Four tiers: central institute, professional institutes, domain centres, mass innovation. The 22 centres work in three layers and are evaluated every year.|unit=KYR01 due=2022-12-31
（二）|task|组建高端有色金属材料创新联合体，联合高校院所实施任务揭榜。|A consortium for advanced materials, with universities and institutes that take up posted challenges.|unit=KYR01 due=2023-06-30
（三）|task|建立科技成果常态化评价与转化机制，闲置成果三年清零。|Evaluate and convert achievements as a routine; no achievement idle after three years.|unit=KYD03 due=2024-12-31
三、|heading|建设科技人才高地|A highland of talent|
（一）|task|完善首席科学家、首席工程师、主任工程师、主管工程师、区域工程师、支持工程师六级通道，评聘分开、能上能下。|Six grades from chief scientist to support engineer; grade and post are apart, and one can rise and fall.|unit=KYD05 due=2022-12-31
（二）|task|重大专项项目负责人中40岁以下青年占比不低于20%。|At least one in five leaders of major projects is under forty.|unit=KYD05 due=2025-12-31
四、|heading|推进数字化绿色化协同|Digital and green together|
（一）|task|建成集团科技创新管理平台，做到指标、项目、经费、成果、激励一套数据。|One platform and one data set for targets, projects, money, achievements and incentives.|unit=KYD11 due=2025-12-31
（二）|task|发布重点产品碳足迹核算规则，主要产品完成第三方认证。|Rules for carbon footprints; main products certified by third parties.|unit=KY1204 due=2025-06-30 dir=F060302
第五章|heading|保障措施|Safeguards|
一、|safeguard|落实一把手负责制。各级主要负责人对科技创新负总责，每年签订责任书，履职情况纳入经营业绩考核和干部考察。|Each top leader answers in person, signs a letter every year, and is assessed and promoted by it.|
二、|safeguard|保障科技投入。研发投入预算单列，确保规划目标所需资金，考核时视同利润加回。|R&D has a budget of its own that covers what the targets need, and counts as profit in assessment.|
三、|safeguard|强化考核评价。实行科技创新效能百分制评价，一企一策设置权重，约束性指标未完成的不得评优。|A score of a hundred points with weights per unit; who misses a binding indicator cannot be rated excellent.|
四、|safeguard|加大激励力度。落实科技型企业股权和分红激励、成果转化奖励、项目跟投等政策，工资总额单列。|Equity and dividends, rewards for conversion, co-investment in projects, wages listed separately.|
五、|safeguard|健全容错机制。对符合规划方向、勤勉尽责未达预期的项目，按程序予以免责。|Diligent work in the direction of the plan that misses its aim is exempted by procedure.|
六、|safeguard|严格过程监督。建立月报告、双月例会、年度评估制度，对目标脱节、层层降低的严肃问责。|Monthly reports, meetings every two months, yearly evaluation; decoupled or lowered targets have consequences.|
"""

# (wording since 2023, wording of 2021) in both languages; figures as in the text
REVISED = (
    ("达到{K10}件以上", "达到2,800件以上", "pass {K10} a year", "pass 2,800 a year"),
    ("稳定运行1,000小时以上", "稳定运行3,000小时以上", "more than 1,000 hours", "more than 3,000 hours"),
    ("下降5%以上", "下降4%以上", "by more than 5 %", "by more than 4 %"),
    ("建成百吨级示范线并通过", "建成五十吨级示范线并通过", "a 100-tonne line", "a 50-tonne line"),
    ("按核心层、紧密层、网络层运行并年度评价", "按年度评价", "work in three layers and are evaluated", "are evaluated"),
)
