"""Subjects of unit projects: copper, lead and zinc, rare metals, mining, digital; lines as in `subjects_light`."""

COPPER = """
t|铜冶炼渣缓冷浮选提质|Slow cooling and flotation of copper slag
t|闪速炉反应塔富氧强化|Oxygen intensification of flash furnace shafts
e|铜阳极板自动整形与矫耳装备|Automatic shaping of copper anodes
t|铜阳极泥金银高效提取|Gold and silver from anode slimes
t|铜电解液净化脱砷锑铋|Purification of copper electrolyte
m|高强高导铜铬锆带材|High-strength high-conductivity CuCrZr strip
m|新能源车用扁铜线坯|Flat wire stock for electric vehicles
d|转炉吹炼终点智能判断系统|Smart end-point detection of converters
e|冶炼烟气制酸低温热回收装置|Low-temperature heat recovery of acid plants
t|电子铜箔晶粒取向调控|Grain orientation control of electronic foil
t|铜管坯水平连铸表面质量|Surface quality of horizontally cast tube blanks
m|高端连接器用铜镍硅带|CuNiSi strip for connectors
t|含铜污泥火法协同处置|Joint pyro-treatment of copper sludge
d|铜电解短路红外巡检系统|Infrared patrol of tankhouse shorts
t|铼从冶炼废酸中提取|Rhenium from smelter waste acid
e|铜杆连铸连轧在线探伤装置|In-line flaw detection of copper rod
"""

LEAD_ZINC = """
t|锌浸出液深度净化除钴|Deep cobalt removal from zinc leach liquor
t|高铁闪锌矿沸腾焙烧优化|Fluid-bed roasting of iron-rich sphalerite
e|锌电解自动剥锌机组|Automatic zinc stripping machines
t|铅阳极泥真空蒸馏分离|Vacuum distillation of lead slimes
t|锌浮渣直接回炉利用|Direct reuse of zinc dross
m|压铸锌合金高流动性材料|High-fluidity zinc die-casting alloys
m|无铅易切削锌合金|Lead-free free-cutting zinc alloys
d|锌电积电流效率在线优化系统|On-line optimisation of current efficiency
e|铅冶炼侧吹炉水套监测装置|Water-jacket monitoring of side-blown furnaces
t|硫化锌精矿常压富氧浸出|Atmospheric oxygen leaching of zinc concentrate
t|烟化炉配煤降耗|Coal saving in fuming furnaces
t|氧化锌矿氨法浸出|Ammonia leaching of zinc oxide ore
d|铅锌配料智能优化系统|Smart blending of lead-zinc feeds
t|冶炼烟气汞高效脱除|Efficient mercury removal from smelter gas
m|热镀锌用锌铝镁合金|Zn-Al-Mg alloys for galvanising
e|粗铅连续脱铜装置|Continuous decopperising of crude lead
"""

RARE = """
m|红外级四氯化锗|Optical-grade germanium tetrachloride
m|大直径砷化镓单晶|Large-diameter GaAs crystals
t|锗精矿氯化蒸馏收率提升|Higher yield in germanium chlorination distillation
t|铟锡靶材废料再生|Recycling of ITO target scrap
m|高纯钼溅射靶材|High-purity molybdenum targets
m|超细晶硬质合金|Ultra-fine cemented carbide
t|海绵钛还原蒸馏节能|Energy saving in titanium sponge reduction
e|氧化物粉末等离子球化装置|Plasma spheroidisation of oxide powders
t|稀土萃取分离减排|Cleaner solvent extraction of rare earths
m|低成本钕铈永磁材料|Low-cost Nd-Ce magnets
d|单晶炉热场数字仿真平台|Digital thermal field of crystal pullers
t|镓生产废渣有价元素回收|Valuables from gallium residues
m|光纤用高纯锗锭|High-purity germanium ingots for fibre
e|区熔炉多温区控制装置|Multi-zone control of zone refiners
t|钨渣中钽铌回收|Tantalum-niobium from tungsten slag
m|钛合金增材制造粉末|Titanium powder for additive manufacturing
"""

MINING = """
t|中低品位铝土矿反浮选脱硅|Reverse flotation of low-grade bauxite
t|露天矿高陡边坡稳定性控制|Stability of high steep open-pit slopes
e|井下铲运机远程遥控系统|Remote-controlled underground loaders
t|铜钼混合精矿高效分离|Separation of copper-molybdenum concentrate
t|全尾砂胶结充填降本|Cheaper cemented tailings backfill
d|选矿厂磨矿分级智能控制系统|Smart control of grinding and classification
t|破碎矿体诱导崩落开采|Induced caving of broken ore
d|矿山三维地质建模与配矿平台|3D geology and ore blending
e|矿石X射线智能预选装备|X-ray ore sorting
t|复垦土壤快速熟化|Fast maturing of reclaimed soil
t|爆破块度预测与参数优化|Fragmentation forecast and blast design
t|矿井涌水资源化利用|Use of mine water
d|无人驾驶矿卡调度系统|Dispatching of driverless trucks
t|深部铅锌矿找矿预测|Deep lead-zinc exploration targeting
m|新型低毒浮选捕收剂|New low-toxicity collectors
e|充填钻孔耐磨套管|Wear-resistant backfill borehole casing
"""

DIGITAL = """
d|设备预测性维护云边协同平台|Edge-cloud predictive maintenance
d|冶金工业视觉质检系统|Vision inspection in metallurgy
d|集团生产运行数据治理平台|Operations data governance platform
e|高温熔体测温取样机器人|Robots for melt sampling
d|工控网络安全态势感知系统|Situation awareness of control networks
d|选冶过程软测量建模工具|Soft-sensor modelling tools
e|槽上部自动打壳机器人|Automatic crust-breaking robots
d|能源介质多目标优化调度系统|Multi-objective energy dispatch
d|有色材料性能数据库与知识图谱|Materials database and knowledge graph
e|井下高精度定位终端|High-precision underground positioning
d|国产可编程控制器替代方案|Domestic PLC replacement
d|安全生产风险智能识别系统|Smart recognition of safety risks
d|冶炼工艺大模型知识助手|Large-model assistant for smelting
e|强磁场环境无线传感节点|Wireless sensors in strong magnetic fields
d|备件库存联储共享系统|Shared spare-part stocks
d|铸锭表面缺陷在线识别系统|On-line detection of ingot defects
"""

# free exploration: frontier questions, three for each line of business, `theme|Chinese|English`
FREE = """
alumina|铝酸钠溶液结构与成核行为的原位谱学探索|In-situ spectroscopy of aluminate structure and nucleation
alumina|微波场下铝土矿物相转变探索|Phase change of bauxite in microwave fields
alumina|碳酸化分解耦合CO2固定新路径|Carbonation coupled with CO2 fixation
electrolysis|离子液体低温电沉积铝探索|Low-temperature aluminium deposition from ionic liquids
electrolysis|氯化物体系无碳电解铝新方法|Carbon-free aluminium from chloride systems
electrolysis|阴极界面钠渗透的第一性原理研究|First-principles study of sodium penetration
alloys|铝合金析出相原子尺度演化机制|Atomic-scale evolution of precipitates
alloys|机器学习驱动的铝合金成分设计|Machine-learning design of aluminium alloys
alloys|铝基复合材料界面反应抑制新思路|New ways to suppress interface reactions
copper|铜熔渣结构与黏度的机器学习势研究|Machine-learned potentials of copper slag
copper|石墨烯增强铜导体的界面输运|Interface transport in graphene-copper
copper|氢还原铜渣贫化探索|Slag cleaning by hydrogen
lead_zinc|锌空气电池负极锌的再生循环|Regeneration of zinc for zinc-air batteries
lead_zinc|超声场强化锌置换净化机理|Ultrasound in zinc cementation
lead_zinc|铅渣玻璃化固化稳定性探索|Stability of vitrified lead slag
rare|锗基红外超构表面材料探索|Germanium infrared metasurfaces
rare|镓基液态金属热界面材料|Gallium liquid-metal thermal interfaces
rare|拓扑绝缘体用超高纯碲提纯|Ultra-pure tellurium for topological insulators
mining|微生物诱导矿化固结尾砂|Microbially induced cementation of tailings
mining|深部岩体破裂声发射的图神经网络识别|Graph networks for acoustic emission of rock
mining|离子型矿床电驱开采新方法|Electrokinetic mining of ion-adsorption ores
recycling|低共熔溶剂选择性溶解废锂电正极|Deep eutectic solvents for spent cathodes
recycling|再生铝杂质相磁场定向分离|Magnetic separation of impurity phases
recycling|赤泥基光催化材料探索|Photocatalysts from red mud
digital|物理信息神经网络求解电解槽多场|Physics-informed networks for cell fields
digital|冶金过程因果发现与可解释控制|Causal discovery for metallurgical control
digital|小样本工业缺陷生成式增强|Generative augmentation of rare defects
carbon|电化学CO2还原制草酸探索|Electrochemical CO2 to oxalate
carbon|等离子体辅助氢还原氧化物|Plasma-assisted hydrogen reduction of oxides
carbon|高温质子导体膜制氢材料|High-temperature proton conductors for hydrogen
"""
