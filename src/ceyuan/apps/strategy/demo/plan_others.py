# ruff: noqa: E501 - a Chinese character counts as two columns
"""The annual plans 2025 and 2026, the draft of the plan 2026-2030, and what the plans of strategic units are made of.

Lines as in `plan_five_year`.
"""

ANNUAL_2025 = """
一、|heading|总体安排|General arrangement|
（一）|statement|2025年是“十四五”规划收官之年。集团科技创新工作以全面完成规划目标为主线，突出攻关提速、转化提效、责任落实。|2025 is the last year of the plan. Everything serves its targets: faster key tasks, more conversion, real responsibility.|
（二）|statement|年度目标以规划2025年目标为来源，由集团逐级下达、逐级协商、双方签字确认。|The year's targets come from those of the plan, are negotiated level by level and signed by both sides.|
二、|heading|年度目标|Targets of the year|
（一）|target|研发经费投入强度达到3.20%以上。|R&D intensity of 3.20 % or more.|K01
（二）|target|研发人员占比达到年度目标值以上。|Share of R&D personnel at its target or above.|K05
（三）|target|新产品销售收入占比达到年度目标值以上。|Share of new-product sales at its target or above.|K08
（四）|target|授权发明专利不少于{K10}件，有效发明专利拥有量不少于{K11}件。|At least {K10} invention patents granted, {K11} in force.|K10 K11
（五）|target|科技成果转化率不低于50%。|At least half of the achievements in use.|K12
（六）|target|经财务确认的科技成果效益不低于{K13}亿元。|Benefits confirmed by finance of {K13} hundred million yuan or more.|K13
（七）|target|关键核心技术攻关节点按期完成率不低于95%。|At least 95 % of the nodes of key tasks on time.|K15
（八）|target|国家级、省部级创新平台新增2个以上。|Two more national or provincial platforms.|K18
（九）|target|吨产品综合能耗较上年下降2%以上。|Energy per tonne down by 2 % or more.|E01
（十）|target|至少一项标志性技术达到九级成熟度。|At least one flagship technology at level nine.|T01
（十一）|target|所属企业全部建立研发准备金制度。|A reserve fund in every company.|B01
三、|heading|重点工作|Work of the year|
（一）|task|组织“15+1”重大科技专项收官评估，年底前完成全部到期课题验收。|Evaluate the major programmes; accept every project that is due by the end of the year.|unit=KYD03 due=2025-12-31
（二）|task|完成超大型铝电解、短流程炼铜、赤泥消纳三项技术系列化推广。|Roll out ultra-large electrolysis, short-process copper and red mud use.|unit=KYD03 due=2025-11-30
（三）|task|开展闲置成果专项清理，三年以上未转化成果逐项处置。|Clear idle achievements, one by one.|unit=KYR01 due=2025-09-30
（四）|task|推动“1+8”政策20条举措全部落地，研发人员获得感测评不低于80%。|All twenty measures landed; four in five researchers say that it reached them.|unit=KYD05 due=2025-12-31
（五）|task|编制“十五五”科技创新规划并完成上报。|Draw up the plan 2026-2030 and hand it in.|unit=KYD02 due=2025-11-15
（六）|task|上线科技创新管理平台，基础量一次填报、全集团共用。|Start the platform: every figure reported once and used by all.|unit=KYD11 due=2025-10-31
四、|heading|保障要求|Requirements|
（一）|safeguard|一季度完成责任书签订，未签订的单位暂停新项目立项。|Letters are signed in the first quarter; units without one start no new projects.|
（二）|safeguard|年中调整一律走变更审批，未经批准的下调视为未完成。|Changes during the year go through approval; a lowering without it counts as missed.|
（三）|safeguard|基础量按季填报，逾期和更正情况纳入数据质量考核。|Figures are reported every quarter; late and corrected ones count in data quality.|
"""

ANNUAL_2026 = """
一、|heading|总体安排|General arrangement|
（一）|statement|2026年是“十五五”开局之年，年度目标以“十五五”科技创新规划（送审稿）首年目标为来源，与各战略单元协商后下达。|2026 opens the plan 2026-2030. Targets come from its first year and are negotiated with the strategic units.|
二、|heading|年度目标（协商稿）|Targets of the year (under negotiation)|
（一）|target|研发经费投入强度达到3.30%以上。|R&D intensity of 3.30 % or more.|K01
（二）|target|授权发明专利不少于{K10}件。|At least {K10} invention patents granted.|K10
（三）|target|科技成果转化率不低于{K12}%。|At least {K12} % of the achievements in use.|K12
（四）|target|经财务确认的科技成果效益不低于{K13}亿元。|Benefits confirmed by finance of {K13} hundred million yuan or more.|K13
（五）|target|新产品销售收入占比达到年度目标值以上。|Share of new-product sales at its target or above.|K08
三、|heading|重点工作|Work of the year|
（一）|task|启动“十五五”首批重大科技专项，一季度完成任务书签订。|Start the first major programmes of the new plan; task books signed in the first quarter.|unit=KYD03 due=2026-03-31
（二）|task|建设有色金属工业大模型，形成三个以上可推广场景。|A large industrial model with three uses that can be rolled out.|unit=KY11 due=2026-12-31 dir=F060101
"""

NEXT_FIVE_YEARS = """
第一章|heading|发展基础与形势|Foundations and situation|
一、|statement|“十四五”期间集团研发经费投入强度由2.30%提高到3.20%，“15+1”重大科技专项总体完成预期目标，多项技术实现由跟跑到并跑的转变。|In 2021-2025 R&D intensity rose from 2.30 % to 3.20 %; the major programmes met most of their aims, and several technologies drew level.|
二、|statement|对照新型工业化和产业链安全要求，惰性阳极、航空铝材、半导体单晶等关键技术仍受制于人，原创引领能力亟待增强。|Measured against what industry needs, inert anodes, aerospace plate and crystals still depend on others; original work must grow.|
第二章|heading|总体要求与目标|Requirements and targets|
一、|statement|到2030年，建成世界一流的有色金属科技创新体系，重点领域实现由并跑到领跑。|By 2030 a world-class system of innovation that leads in its main fields.|
二、|heading|2026年首年目标|Targets of the first year|
（一）|target|研发经费投入强度达到3.30%，到2030年达到3.80%以上。|R&D intensity of 3.30 %, and 3.80 % or more in 2030.|K01
（二）|target|授权发明专利年均增长5%以上。|Invention patents granted grow by 5 % a year.|K10
（三）|target|科技成果转化率达到{K12}%，到2030年达到65%以上。|{K12} % of the achievements in use, 65 % or more in 2030.|K12
（四）|target|科技成果确认效益年均增长12%以上。|Confirmed benefits grow by 12 % a year.|K13
（五）|target|新产品销售收入占比年均提高1个百分点。|The share of new products rises by one point a year.|K08
第三章|heading|重点任务|Main tasks|
一、|task|实施“低碳冶金”重大专项，惰性阳极建成100 kA级工业试验槽。|Low-carbon metallurgy: an inert anode cell of the 100 kA class.|unit=KYR02 due=2030-12-31 dir=F0102
二、|task|实施“关键材料”重大专项，航空厚板、载体铜箔、6英寸单晶全面自主供应。|Key materials: plate, carrier foil and 6-inch crystals all made at home.|unit=KYR01 due=2029-12-31
三、|task|实施“智能有色”重大专项，建成行业大模型与无人化示范工厂。|Smart metals: a model of the industry and an unmanned plant.|unit=KY11 due=2028-12-31 dir=F060101
四、|task|实施“深地资源”重大专项，形成1,500米以深开采成套技术。|Deep resources: mining below 1,500 m.|unit=KY06 due=2030-12-31 dir=F0401
五、|task|实施“循环再生”重大专项，再生金属产量占比提高到25%。|Recycling: a quarter of the metal is secondary.|unit=KY08 due=2030-12-31 dir=F0502
第四章|heading|保障措施|Safeguards|
一、|safeguard|研发经费投入实行刚性增长机制，增速不低于营业收入增速两个百分点。|R&D grows at least two points faster than revenue, by rule.|
二、|safeguard|深化一把手负责制，履职评价结果与任期激励挂钩。|The leader's responsibility is tied to the incentive of the term.|
"""

# the plans of strategic units: opening, then their main task
UNIT_PLAN = """
一、|heading|发展基础|Foundations|
（一）|statement|{name}承接集团规划部署，“十三五”期间研发投入持续增长，形成了以{focus_zh}为特色的技术体系。|{name_en} carries out the group's plan; its technology is marked by {focus_en}.|
二、|heading|发展目标|Targets|
（一）|target|到2025年研发经费投入强度、授权发明专利、科技成果转化率全面完成集团下达目标。|By 2025 R&D intensity, patents granted and conversion meet what the group asks for.|{kpis}
（二）|target|经财务确认的科技成果效益年均增长10%以上，新产品销售收入占比逐年提高。|Benefits confirmed by finance grow by 10 % a year, and the share of new products rises.|{kpis_effect}
三、|heading|重点任务|Main tasks|
（一）|task|{task_zh}|{task_en}|unit={unit} due=2025-12-31 dir={direction}
（二）|task|所属企业与专业研究院共建领域技术中心，重大项目联合立项、成果共享。|Companies and institutes run domain centres together, with joint projects and shared results.|unit={unit} due=2024-12-31
（三）|task|建立青年科技骨干培养计划，每年选派不少于10人到研究院驻点攻关。|A plan for young engineers: at least ten a year work at an institute.|unit={unit} due=2025-12-31
四、|heading|保障措施|Safeguards|
（一）|safeguard|主要负责人每季度专题研究科技创新工作不少于一次，研发投入优先保障。|The top leader takes up innovation at least once a quarter, and R&D comes first in the budget.|
（二）|safeguard|考核结果与领导班子薪酬、干部任用直接挂钩。|The results of assessment decide on pay and posts of the leaders.|
"""
UNIT_PLANS = (
    (
        "KY01",
        "绿色低碳铝冶炼",
        "clean low-carbon aluminium smelting",
        "600 kA级电解槽系列化应用，吨铝直流电耗降至12,600千瓦时以下。",
        "600 kA cells in series, fewer than 12,600 kWh per tonne.",
        "F0101",
    ),
    (
        "KY02",
        "高端铝材短流程制造",
        "short-process advanced aluminium",
        "航空厚板、铝锂锻件通过首批认证并实现批量供货。",
        "Aerospace plate and Al-Li forgings certified and delivered in series.",
        "F0103",
    ),
    (
        "KY03",
        "铜短流程冶炼与铜基新材料",
        "short-process copper and copper materials",
        "连续炼铜能耗达到国际先进，极薄铜箔形成系列产品。",
        "Continuous smelting at the world's best energy use; a range of ultra-thin foils.",
        "F0202",
    ),
    (
        "KY04",
        "铅锌低碳冶炼与伴生资源回收",
        "low-carbon lead and zinc with by-products",
        "锌氧压浸出硫磺回收、液态渣还原实现工业应用。",
        "Sulphur from pressure leaching and slag reduction in industrial use.",
        "F0203",
    ),
    (
        "KY05",
        "稀散金属高纯化与半导体材料",
        "high-purity rare metals and semiconductors",
        "6英寸低位错锗单晶、7N高纯镓实现稳定供货。",
        "6-inch germanium and 7N gallium delivered steadily.",
        "F0301",
    ),
    (
        "KY06",
        "深部开采与低品位资源利用",
        "deep mining and low-grade ore",
        "千米深井安全预警与膏体充填成套技术推广到五座矿山。",
        "Rock-burst warning and paste backfill in five mines.",
        "F0401",
    ),
)
