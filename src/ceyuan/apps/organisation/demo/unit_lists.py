# ruff: noqa: E501 - a Chinese character counts as two columns
"""Names of the demonstration group's units. All companies and nearly all places are invented."""

from __future__ import annotations

from typing import NamedTuple

THEMES = (
    "alumina",
    "electrolysis",
    "alloys",
    "copper",
    "lead_zinc",
    "rare",
    "mining",
    "recycling",
    "digital",
    "carbon",
    "engineering",
    "trading",
)

DEPARTMENTS = (
    ("办公室（党委办公室）", "General Office"),
    ("战略与规划部", "Strategy and Planning Department"),
    ("科技创新部", "Science, Technology and Innovation Department"),
    ("财务部", "Finance Department"),
    ("人力资源部", "Human Resources Department"),
    ("资本运营部", "Capital Operations Department"),
    ("生产运营部", "Production and Operations Department"),
    ("安全环保部", "Safety and Environment Department"),
    ("审计部", "Audit Department"),
    ("法律合规部", "Legal and Compliance Department"),
    ("数字化与信息部", "Digital and Information Department"),
    ("纪检监察组", "Discipline Inspection Office"),
)


class EnterpriseLine(NamedTuple):
    """A line of `ENTERPRISES`: the code has four places for a strategic unit, six for an enterprise."""

    code: str
    theme: str
    name_zh: str
    name_en: str
    traits: tuple[str, ...]


_ENTERPRISES = """
KY01|electrolysis|昆岳铝业股份有限公司|Kunyue Aluminium Corporation|listed
KY0101|alumina|滇南氧化铝有限公司|Diannan Alumina Co., Ltd.|
KY0102|alumina|桂岭氧化铝有限公司|Guiling Alumina Co., Ltd.|
KY0103|alumina|晋塬氧化铝有限公司|Jinyuan Alumina Co., Ltd.|
KY0104|electrolysis|澜川铝电有限公司|Lanchuan Aluminium and Power Co., Ltd.|
KY0105|electrolysis|朔北铝电有限公司|Shuobei Aluminium and Power Co., Ltd.|
KY0106|electrolysis|青塬铝业有限公司|Qingyuan Aluminium Co., Ltd.|
KY0107|electrolysis|陇塬铝业有限公司|Longyuan Aluminium Co., Ltd.|
KY0108|electrolysis|西陇铝业有限公司|Xilong Aluminium Co., Ltd.|
KY0109|electrolysis|昆岳炭素有限公司|Kunyue Carbon Products Co., Ltd.|
KY02|alloys|昆岳高端铝材有限公司|Kunyue Advanced Aluminium Products Co., Ltd.|
KY0201|alloys|嵩川铝加工有限公司|Songchuan Aluminium Processing Co., Ltd.|
KY0202|alloys|渝岭轻合金有限公司|Yuling Light Alloys Co., Ltd.|
KY0203|alloys|澄湾铝箔有限公司|Chengwan Aluminium Foil Co., Ltd.|
KY0204|alloys|凤麓锻造有限公司|Fenglu Forging Co., Ltd.|
KY0205|alloys|东岚铝型材有限公司|Donglan Aluminium Extrusions Co., Ltd.|
KY0206|recycling|粤湾再生铝有限公司|Yuewan Secondary Aluminium Co., Ltd.|
KY0207|alloys|昆岳航空铝材有限公司|Kunyue Aerospace Aluminium Co., Ltd.|
KY0208|alloys|澄湾电池箔有限公司|Chengwan Battery Foil Co., Ltd.|
KY03|copper|昆岳铜业股份有限公司|Kunyue Copper Corporation|listed
KY0301|copper|碧川铜冶炼有限公司|Bichuan Copper Smelting Co., Ltd.|
KY0302|copper|赣岭铜业有限公司|Ganling Copper Co., Ltd.|
KY0303|copper|楚塬铜加工有限公司|Chuyuan Copper Processing Co., Ltd.|
KY0304|copper|昆岳铜箔科技有限公司|Kunyue Copper Foil Technology Co., Ltd.|
KY0305|mining|雪岭铜矿有限公司|Xueling Copper Mine Co., Ltd.|
KY0306|mining|玉麓铜钼矿业有限公司|Yulu Copper-Molybdenum Mining Co., Ltd.|
KY0307|copper|北澜铜导体有限公司|Beilan Copper Conductors Co., Ltd.|
KY04|lead_zinc|昆岳铅锌股份有限公司|Kunyue Lead and Zinc Corporation|listed
KY0401|lead_zinc|沅岭铅锌冶炼有限公司|Yuanling Lead-Zinc Smelting Co., Ltd.|
KY0402|lead_zinc|岩江锌业有限公司|Yanjiang Zinc Co., Ltd.|
KY0403|mining|鹿鸣铅锌矿业有限公司|Luming Lead-Zinc Mining Co., Ltd.|
KY0404|lead_zinc|银岭铅业有限公司|Yinling Lead Co., Ltd.|
KY0405|lead_zinc|昆岳锌合金材料有限公司|Kunyue Zinc Alloy Materials Co., Ltd.|
KY0406|lead_zinc|湘麓稀贵金属综合回收有限公司|Xianglu Precious Metals Recovery Co., Ltd.|
KY05|rare|昆岳稀有金属股份有限公司|Kunyue Rare Metals Corporation|listed
KY0501|rare|云岫锗业有限公司|Yunxiu Germanium Co., Ltd.|
KY0502|rare|岭西镓铟科技有限公司|Lingxi Gallium-Indium Technology Co., Ltd.|
KY0503|rare|川麓钛业有限公司|Chuanlu Titanium Co., Ltd.|
KY0504|rare|虔岭稀土材料有限公司|Qianling Rare Earth Materials Co., Ltd.|
KY0505|rare|昆岳钨钼材料有限公司|Kunyue Tungsten-Molybdenum Materials Co., Ltd.|
KY06|mining|昆岳矿业集团有限公司|Kunyue Mining Group Co., Ltd.|
KY0601|mining|桂岭铝土矿业有限公司|Guiling Bauxite Mining Co., Ltd.|
KY0602|mining|黔塬铝土矿业有限公司|Qianyuan Bauxite Mining Co., Ltd.|
KY0603|mining|金沙坪矿业有限公司|Jinshaping Mining Co., Ltd.|
KY0604|mining|昆岳地质勘查有限公司|Kunyue Geological Exploration Co., Ltd.|
KY0605|mining|黑石沟矿业有限公司|Heishigou Mining Co., Ltd.|
KY0606|mining|昆岳爆破工程有限公司|Kunyue Blasting Engineering Co., Ltd.|
KY07|engineering|昆岳工程技术股份有限公司|Kunyue Engineering and Technology Corporation|listed
KY0701|engineering|昆岳轻金属设计院有限公司|Kunyue Light Metals Design Institute Co., Ltd.|
KY0702|engineering|昆岳重金属设计院有限公司|Kunyue Heavy Metals Design Institute Co., Ltd.|
KY0703|engineering|昆岳冶金装备制造有限公司|Kunyue Metallurgical Equipment Co., Ltd.|
KY0704|engineering|昆岳建设安装有限公司|Kunyue Construction and Installation Co., Ltd.|
KY08|recycling|昆岳循环科技有限公司|Kunyue Circular Technology Co., Ltd.|
KY0801|recycling|昆岳赤泥综合利用有限公司|Kunyue Red Mud Utilisation Co., Ltd.|
KY0802|recycling|东岚再生铜有限公司|Donglan Secondary Copper Co., Ltd.|
KY0803|recycling|昆岳危废资源化有限公司|Kunyue Hazardous Waste Recovery Co., Ltd.|
KY0804|recycling|岭西再生铅有限公司|Lingxi Secondary Lead Co., Ltd.|
KY09|trading|昆岳国际贸易集团有限公司|Kunyue International Trading Group Co., Ltd.|trading
KY0901|trading|昆岳物资供应有限公司|Kunyue Materials Supply Co., Ltd.|trading
KY0902|trading|昆岳申澜贸易有限公司|Kunyue Shenlan Trading Co., Ltd.|trading
KY0903|trading|昆岳供应链管理有限公司|Kunyue Supply Chain Management Co., Ltd.|trading
KY10|mining|昆岳海外投资有限公司|Kunyue Overseas Investment Co., Ltd.|
KY1001|mining|昆岳几内亚矿业有限公司|Kunyue Guinea Mining SA|overseas
KY1002|mining|昆岳秘鲁铜业有限公司|Kunyue Peru Copper SAC|overseas
KY1003|alumina|昆岳印尼氧化铝有限公司|PT Kunyue Alumina Indonesia|overseas
KY1004|trading|昆岳新加坡贸易有限公司|Kunyue Trading (Singapore) Pte. Ltd.|overseas trading
KY1005|alloys|昆岳德国轻合金技术有限公司|Kunyue Leichtmetalltechnik GmbH|overseas
KY1006|mining|昆岳澳洲资源有限公司|Kunyue Resources Australia Pty Ltd|overseas
KY11|digital|昆岳数智科技有限公司|Kunyue Digital Intelligence Co., Ltd.|
KY1101|digital|昆岳信息技术有限公司|Kunyue Information Technology Co., Ltd.|
KY1102|digital|昆岳智能装备有限公司|Kunyue Intelligent Equipment Co., Ltd.|
KY1103|digital|昆岳云数据服务有限公司|Kunyue Cloud Data Services Co., Ltd.|
KY12|carbon|昆岳低碳能源有限公司|Kunyue Low-Carbon Energy Co., Ltd.|
KY1201|carbon|昆岳绿电开发有限公司|Kunyue Green Power Development Co., Ltd.|
KY1202|carbon|昆岳热电有限公司|Kunyue Heat and Power Co., Ltd.|
KY1203|carbon|昆岳氢能科技有限公司|Kunyue Hydrogen Technology Co., Ltd.|
KY1204|carbon|昆岳碳资产管理有限公司|Kunyue Carbon Asset Management Co., Ltd.|
"""
ENTERPRISES = tuple(
    EnterpriseLine(code, theme, zh, en, tuple(traits.split()))
    for code, theme, zh, en, traits in (line.split("|") for line in _ENTERPRISES.strip().splitlines())
)

_PLACES = """
KY0101 滇南 Diannan|KY0102 桂岭 Guiling|KY0103 晋塬 Jinyuan|KY0104 澜川 Lanchuan|KY0105 朔北 Shuobei|KY0106 青塬 Qingyuan
KY0107 陇塬 Longyuan|KY0108 西陇 Xilong|KY0109 明湾 Mingwan|KY0201 嵩川 Songchuan|KY0202 渝岭 Yuling|KY0203 澄湾 Chengwan
KY0204 凤麓 Fenglu|KY0205 东岚 Donglan|KY0206 粤湾 Yuewan|KY0207 云栖 Yunqi|KY0208 澄南 Chengnan|KY0301 碧川 Bichuan
KY0302 赣岭 Ganling|KY0303 楚塬 Chuyuan|KY0304 皖麓 Wanlu|KY0305 雪岭 Xueling|KY0306 玉麓 Yulu|KY0307 北澜 Beilan
KY0401 沅岭 Yuanling|KY0402 岩江 Yanjiang|KY0403 鹿鸣 Luming|KY0404 银岭 Yinling|KY0405 沙洲 Shazhou|KY0406 湘麓 Xianglu
KY0501 云岫 Yunxiu|KY0502 岭西 Lingxi|KY0503 川麓 Chuanlu|KY0504 虔岭 Qianling|KY0505 洛塬 Luoyuan|KY0601 桂岭 Guiling
KY0602 黔塬 Qianyuan|KY0603 金沙坪 Jinshaping|KY0604 北辰 Beichen|KY0605 黑石沟 Heishigou|KY0606 磐石岭 Panshiling
KY0701 沈麓 Shenlu|KY0702 星沙岭 Xingshaling|KY0703 汉川塬 Hanchuanyuan|KY0704 津湾 Jinwan|KY0801 晋南岭 Jinnanling
KY0802 东岚 Donglan|KY0803 苍峪 Cangyu|KY0804 岭西 Lingxi|KY1101 钱湾 Qianwan|KY1102 深澜 Shenlan|KY1103 贵岫 Guixiu
KY1201 风陵塬 Fenglingyuan|KY1202 汾塬 Fenyuan|KY1203 海晏岭 Haiyanling|KY1204 京麓 Jinglu
"""
PLACES = {
    code: (zh, en)
    for code, zh, en in (entry.split() for line in _PLACES.strip().splitlines() for entry in line.split("|"))
}

NAMED_SUBSIDIARIES = (
    ("KY090101", "trading", "昆岳铝产品销售有限公司", "Kunyue Aluminium Sales Co., Ltd.", ("trading",)),
    ("KY090102", "trading", "昆岳铜铅锌销售有限公司", "Kunyue Copper, Lead and Zinc Sales Co., Ltd.", ("trading",)),
    ("KY090201", "trading", "昆岳矿产品贸易有限公司", "Kunyue Mineral Trading Co., Ltd.", ("trading",)),
    ("KY090301", "trading", "昆岳国际货运代理有限公司", "Kunyue International Freight Co., Ltd.", ("trading",)),
)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((zh, en) for zh, en in (entry.split("/") for entry in text.split("|")))


SUBSIDIARY_LINES = {
    "alumina": _pairs(
        "石灰石矿业/Limestone Mining|精细氧化铝/Fine Alumina|铝土矿物流/Bauxite Logistics|热力/Heat Supply|"
        "镓业/Gallium|建材/Building Materials|碱业/Caustic Soda"
    ),
    "electrolysis": _pairs(
        "铝合金/Aluminium Alloy|阳极材料/Anode Materials|发电/Power Generation|铝液短流程加工/Molten Metal Casting|"
        "机电检修/Mechanical and Electrical Maintenance|物流/Logistics|氟盐化工/Fluoride Chemicals"
    ),
    "alloys": _pairs(
        "铝板带/Aluminium Plate and Strip|精密模具/Precision Dies|铝熔铸/Aluminium Casting|轻量化部件/Lightweight Parts|"
        "表面处理/Surface Treatment|包装材料/Packaging Materials"
    ),
    "copper": _pairs(
        "硫酸/Sulphuric Acid|电解铜/Electrolytic Copper|铜杆/Copper Rod|铜板带/Copper Strip|稀贵金属/Precious Metals|"
        "工业气体/Industrial Gases"
    ),
    "lead_zinc": _pairs(
        "电锌/Electrolytic Zinc|铅电解/Lead Refining|硫酸/Sulphuric Acid|氧化锌/Zinc Oxide|锌合金/Zinc Alloy|"
        "渣处理/Slag Treatment"
    ),
    "rare": _pairs(
        "光电材料/Optoelectronic Materials|高纯金属/High-Purity Metals|粉末冶金/Powder Metallurgy|海绵钛/Titanium Sponge|"
        "靶材/Sputtering Targets|化合物半导体/Compound Semiconductors"
    ),
    "mining": _pairs(
        "选矿/Mineral Processing|采矿工程/Mining Contracting|尾矿治理/Tailings Management|矿山机械/Mining Machinery|"
        "生态修复/Ecological Restoration|民爆器材/Civil Explosives|运输/Haulage"
    ),
    "engineering": _pairs(
        "工程监理/Engineering Supervision|自动化工程/Automation Engineering|炉窑工程/Furnace Engineering|"
        "环保工程/Environmental Engineering|装备维修/Equipment Repair"
    ),
    "recycling": _pairs(
        "废料拆解/Scrap Dismantling|再生合金/Recycled Alloys|环保材料/Environmental Materials|资源回收/Resource Recovery|"
        "土壤改良/Soil Improvement"
    ),
    "digital": _pairs(
        "工业互联网/Industrial Internet|传感技术/Sensor Technology|机器人/Robotics|软件测评/Software Testing|"
        "网络安全/Cyber Security"
    ),
    "carbon": _pairs(
        "光伏发电/Photovoltaic Power|供热/District Heating|储能/Energy Storage|风力发电/Wind Power|"
        "碳检测/Carbon Testing|综合能源服务/Energy Services|节能服务/Energy Saving"
    ),
}

BRANCH_LINES = _pairs(
    "一分厂/No. 1 Plant|二分厂/No. 2 Plant|检修分公司/Maintenance Branch|质量检测分公司/Quality Inspection Branch|"
    "营销分公司/Sales Branch|新区分公司/New District Branch"
)

INSTITUTES: tuple[tuple[str, str, str, str, str, int, tuple[str, ...]], ...] = (
    ("KYR01", "KY", "group", "昆岳中央研究院", "Kunyue Central Research Institute", 2004, ("central",)),
    (
        "KYR02",
        "KY",
        "electrolysis",
        "昆岳轻金属研究院",
        "Kunyue Light Metals Research Institute",
        2005,
        ("professional",),
    ),
    ("KYR03", "KY", "copper", "昆岳重金属研究院", "Kunyue Heavy Metals Research Institute", 2006, ("professional",)),
    (
        "KYR04",
        "KY",
        "rare",
        "昆岳稀散金属研究院",
        "Kunyue Scattered Metals Research Institute",
        2012,
        ("professional",),
    ),
    (
        "KYR05",
        "KY",
        "mining",
        "昆岳矿冶研究院",
        "Kunyue Mining and Metallurgy Research Institute",
        2008,
        ("professional",),
    ),
    (
        "KYR06",
        "KYR01",
        "alloys",
        "滇南有色金属材料研究所",
        "Diannan Nonferrous Materials Institute",
        2009,
        ("non_profit",),
    ),
    (
        "KYR07",
        "KYR01",
        "recycling",
        "岭西分析检测与标准研究所",
        "Lingxi Analysis and Standards Institute",
        2010,
        ("non_profit",),
    ),
)

PLATFORMS = (
    (
        "KYP01",
        "KYR01",
        "group",
        "高端有色金属材料创新联合体",
        "Advanced Nonferrous Materials Innovation Consortium",
        2020,
    ),
    ("KYP02", "KYR01", "group", "昆岳大众创新工作平台", "Kunyue Mass Innovation Platform", 2020),
)

_CENTRES = """
KY0801|recycling|赤泥综合利用|Red Mud Utilisation
KY0101|alumina|氧化铝节能|Alumina Energy Saving
KY0104|electrolysis|超大型铝电解槽|Ultra-Large Aluminium Cell
KYR02|electrolysis|惰性阳极|Inert Anode
KY0109|electrolysis|铝用炭素|Aluminium Carbon
KY0207|alloys|航空铝材|Aerospace Aluminium
KY0202|alloys|铝锂合金|Aluminium-Lithium Alloy
KY0204|alloys|高强铝合金锻件|High-Strength Aluminium Forging
KY0301|copper|铜短流程冶炼|Short-Process Copper Smelting
KY0304|copper|极薄铜箔|Ultra-Thin Copper Foil
KY0401|lead_zinc|铅锌低碳冶炼|Low-Carbon Lead-Zinc Smelting
KY0501|rare|稀散金属|Scattered Metals
KY0505|rare|钨钼新材料|Tungsten-Molybdenum Materials
KY0603|mining|深部采矿安全|Deep Mining Safety
KY0601|mining|铝土矿高效选矿|Bauxite Beneficiation
KY0305|mining|智能矿山|Intelligent Mine
KY0206|recycling|再生铝保级利用|Closed-Loop Secondary Aluminium
KY0802|recycling|再生铜铅|Secondary Copper and Lead
KY1103|digital|电解数字孪生|Electrolysis Digital Twin
KY1102|digital|冶金智能装备|Intelligent Metallurgical Equipment
KY1203|carbon|氢能冶金|Hydrogen Metallurgy
KY1204|carbon|碳捕集与利用|Carbon Capture and Use
"""
CENTRES = tuple(
    (host, theme, zh, en) for host, theme, zh, en in (line.split("|") for line in _CENTRES.strip().splitlines())
)
