"""Subjects of unit projects: alumina, electrolysis, alloys, recycling, carbon.

A line is `form|Chinese|English`. The form says how a subject grows from study to use: t technique, e equipment,
d digital, m material (see `titles.STAGES`).
"""

ALUMINA = """
t|高硫铝土矿湿法脱硫溶出|Wet desulphurisation in digestion of high-sulphur bauxite
t|一水硬铝石矿低温溶出强化|Intensified low-temperature digestion of diasporic bauxite
t|氢氧化铝种分过程粒度调控|Particle size control in hydrate precipitation
e|种分槽结疤在线清理装置|On-line scale removal in precipitation tanks
t|蒸发器结疤防控与节汽|Scale control and steam saving in evaporators
t|铝酸钠溶液有机物脱除|Removal of organics from sodium aluminate liquor
e|赤泥高效压滤与洗涤装备|High-efficiency filtration and washing of red mud
d|氧化铝全流程物料平衡在线计算系统|On-line mass balance of the alumina circuit
t|焙烧炉烟气余热深度回收|Deep heat recovery from calciner gas
t|石灰拜耳法赤泥降钠|Soda reduction in lime-Bayer red mud
m|低钠煅烧氧化铝|Low-soda calcined alumina
m|阻燃用超细氢氧化铝|Ultra-fine flame-retardant hydrate
e|管道化溶出高温隔膜泵耐磨部件|Wear parts of hot diaphragm pumps in tube digestion
t|铝土矿浮选尾矿提硅|Silica recovery from bauxite flotation tailings
d|沉降槽泥层界面智能监测系统|Smart mud-level monitoring of settlers
t|高铁三水铝石矿沉降分离强化|Better settling of high-iron gibbsitic bauxite
"""

ELECTROLYSIS = """
t|电解槽氧化铝浓度区域均匀化|Even local alumina concentration in cells
t|铝电解复杂电解质体系锂钾调控|Lithium-potassium control in complex electrolytes
e|电解槽高效集气与烟气净化装置|Efficient gas collection and scrubbing of cells
t|阳极碳渣回收氟化盐|Fluoride recovery from carbon dust
t|废阴极炭块无害化处置与利用|Treatment and use of spent potlining carbon
e|阳极钢爪低电阻焊接装备|Low-resistance welding of anode yokes
m|高抗氧化预焙阳极|Oxidation-resistant prebaked anodes
t|阳极焙烧炉燃烧优化与降耗|Combustion optimisation of anode baking furnaces
d|残极厚度与换极周期智能决策系统|Smart decisions on butt thickness and anode change
e|电解出铝自动计量与抬包清理装备|Automatic tapping weighing and ladle cleaning
t|电解槽早期破损修补与延寿|Early repair and life extension of cells
t|阳极效应预报与零效应控制|Anode effect forecast and zero-effect control
d|电解车间天车无人调度系统|Unmanned crane dispatching in potrooms
m|电解槽用新型防渗内衬材料|New barrier lining materials for cells
t|铝液直供合金化短流程|Short route from molten metal to alloy
e|电解烟气超低排放脱硫装置|Ultra-low emission desulphurisation of cell gas
"""

ALLOYS = """
m|汽车覆盖件用6016铝板|6016 sheet for car closures
m|新能源电池壳体用3003铝带|3003 strip for battery cases
m|1微米级光箔用高纯铝坯料|High-purity stock for thin bright foil
t|铝箔针孔形成与轧制控制|Pinhole formation and control in foil rolling
t|铝板带热轧边裂抑制|Suppression of edge cracks in hot rolling
e|铸轧机铸嘴流场均化装置|Flow-evening casting tips for strip casters
m|高导热铝合金散热型材|High-conductivity heat-sink extrusions
t|铝型材挤压模具寿命提升|Longer life of extrusion dies
d|热轧板形与温度协同控制模型|Joint flatness and temperature control in hot rolling
e|铝熔体深床过滤与除气装置|Deep-bed filtration and degassing of melts
m|船舶用5083宽幅耐蚀板|Wide corrosion-resistant 5083 marine plate
t|铝合金锻件组织均匀性控制|Microstructure uniformity of forgings
m|高强铝合金棒丝材|High-strength aluminium rod and wire
t|铝带表面无铬钝化处理|Chromium-free passivation of strip
d|熔铸车间配料与能耗优化系统|Charge and energy optimisation in the casthouse
m|半固态压铸铝合金|Semi-solid die-casting alloys
"""

RECYCLING = """
t|废铝预处理脱漆与热能回用|Decoating of scrap with heat recovery
e|废杂铜智能拆解分选装备|Smart dismantling and sorting of copper scrap
t|废铅酸电池低温清洁熔炼|Low-temperature clean smelting of lead batteries
t|锂电正极废料选择性浸出|Selective leaching of cathode scrap
m|赤泥基免烧路缘砖|Unfired kerb bricks from red mud
t|大修渣资源化利用|Use of potlining waste
e|铝灰渣密闭热处理装置|Closed thermal treatment of dross
t|含重金属废水膜法回用|Membrane reuse of heavy-metal water
d|再生金属原料质量追溯系统|Traceability of secondary raw materials
t|废线路板有价金属协同回收|Joint recovery of metals from circuit boards
m|再生铝铸造合金锭|Secondary casting alloy ingots
t|冶炼烟尘中砷铋分离|Separation of arsenic and bismuth from flue dust
t|光伏组件退役回收铝硅银|Recovery of Al, Si and Ag from retired PV modules
e|再生铜阳极炉烟气二噁英控制装置|Dioxin control of secondary anode furnaces
m|赤泥改性脱硫剂|Desulphuriser from modified red mud
t|尾矿制备机制砂与微粉|Manufactured sand and powder from tailings
"""

CARBON = """
t|电解铝负荷参与电网调峰|Smelter load for grid peak shaving
t|热电联产机组深度调峰改造|Deep peak-shaving retrofit of CHP units
e|余热有机朗肯循环发电装置|ORC power from waste heat
d|企业碳排放在线监测与核查系统|On-line carbon monitoring and verification
t|矿区光伏与生态修复一体化|Solar power combined with mine restoration
t|阳极焙烧烟气CO2富集|CO2 enrichment of anode baking gas
e|碱性电解水制氢大电流电极|High-current electrodes for alkaline electrolysis
t|工业窑炉绿氨掺烧|Green ammonia co-firing in kilns
d|源网荷储微电网能量管理系统|Energy management of plant microgrids
m|熔盐储热复合材料|Molten-salt heat storage composites
t|蒸汽管网泄漏诊断与降损|Leak diagnosis and loss reduction of steam networks
e|高温热泵替代燃气供汽装置|High-temperature heat pumps for process steam
t|矿用卡车换电与增程|Battery swap and range extension of mine trucks
d|绿电交易与产品碳足迹联动平台|Linking green power trade and product footprints
t|炭素煅后焦余热利用|Use of calcined coke heat
e|铝空气备用电源系统|Aluminium-air back-up power
"""
