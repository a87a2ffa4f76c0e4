"""What is wrong in the demonstration on purpose, and where: the pages have to find exactly these and nothing else.

Each constant names the records by their codes, so that a test can compare what a page shows with what was sown.
"""

from __future__ import annotations

# Targets of 2025 that ask for less than the unit's own pace since 2021: (indicator, unit).
NOT_CHALLENGING = (("K10", "KY0302"), ("K13", "KY0404"), ("K11", "KY0605"))

# Targets of 2025 that nobody can assess: (indicator, unit, what is missing).
NOT_ASSESSABLE = (
    ("K10", "KY0103", "assessor"),
    ("K12", "KY0205", "assessor"),
    ("K13", "KY0603", "verdict_rule"),
    ("K15", "KY0804", "assessor"),
    ("K08", "KY1102", "verdict_rule"),
)

# Targets of 2025 lowered by an approved request: (indicator, unit, hundredths kept, grounds).
LOWERED_BY_CHANGE = (
    ("K13", "KY0305", 90, "矿区二期因用地手续顺延半年投产，相应成果效益后移至2026年确认，差额由战略单元预留统筹。"),
    ("K10", "KY0704", 88, "安装业务板块整体划转，研发团队减少三分之一，授权发明专利目标按口径同比例调整。"),
)

# Counter-proposals for 2026 that ask for less than the plan 2026-2030: (indicator, unit, hundredths of it, reason).
COUNTERED_BELOW_SOURCE = (
    ("K12", "KY01", 93, "氧化铝板块两项成果受矿石品位下降影响推迟转化，请求按93%安排。"),
    ("K10", "KY06", 88, "矿山企业研发人员流失，新进人员培养期内专利产出下降。"),
    ("K13", "KY08", 85, "再生金属原料价格倒挂，成果效益确认金额预计下滑。"),
    ("K01", "KY12", 95, "热电资产剥离后营业收入口径变化，研发投入同步压减。"),
    ("K08", "KY04", 92, "两项新产品超过三年认定期将退出目录。"),
    ("K13", "KY10", 90, "海外项目汇率与税制变化，成果效益确认周期延长。"),
    ("K12", "KY07", 94, "工程成果转化依赖外部项目，订单不确定。"),
)

# Companies that reported nothing for the third quarter of 2025.
SILENT = ("KY010502", "KY030101", "KY040202", "KY060301", "KY080201", "KY120101")

# Readings that came after the day they were due: (unit, quantity, quarter of 2025).
LATE = (
    ("KY0103", "RD", 1), ("KY0103", "REV", 1), ("KY0205", "NPS", 1), ("KY0302", "RD", 2), ("KY0302", "REV", 2),
    ("KY0302", "BEN", 3), ("KY0403", "RDP", 2), ("KY0404", "NODD", 2), ("KY0504", "PATV", 3), ("KY0605", "PAT", 3),
    ("KY0704", "EMP", 3), ("KY0804", "OUT", 1), ("KY1001", "REV", 3), ("KY0401", "EINT", 3),
)  # fmt: skip

# Readings that were corrected: (unit, quantity, quarter of 2025, hundredths of what was said first, reason).
CORRECTED = (
    ("KY0104", "RD", 1, 104, "一笔委外研发费用重复计入，按审计意见核减"),
    ("KY0207", "NPS", 2, 108, "两项产品认定未通过，剔除新产品收入"),
    ("KY0304", "PAT", 2, 120, "同族专利重复计数，按专利族合并"),
    ("KY0401", "RDP", 1, 95, "漏报双聘人员，补计"),
    ("KY0501", "BEN", 2, 92, "财务确认单补充一份，效益调增"),
    ("KY0603", "NODD", 1, 112, "一项节点验收纪要日期晚于应完成日，改计逾期"),
    ("KY0801", "OUT", 2, 97, "计量系统修正，产量调增"),
    ("KY1103", "PATV", 1, 102, "两件专利因未缴年费失效，核减"),
    ("KYR02", "RD", 2, 103, "代收代付款项误计入研发投入，剔除"),
)

# Technology directions and what is wrong with them.
WITHOUT_PROJECT = ("F030102", "F050202", "F050101")
WITHOUT_MONEY = ("F010302", "F030103")
STANDING_STILL = ("F010202", "F0402", "F010401", "F060301")
WITHOUT_OWNER = ("F060302",)

# Measures taken up badly: (number of the measure, unit).
OUTSIDE_BOUNDS = (("4", "KY0603", "8"), ("12", "KY0207", "22"), ("14", "KY1102", "12"))
BLOCKED = (("12", "KY03"), ("14", "KY0405"), ("5", "KY1002"), ("8", "KY1005"), ("14", "KY01"))
NOT_FELT = (("6", "KY0107"), ("7", "KY0403"), ("10", "KY0605"), ("11", "KY0204"), ("13", "KY0302"), ("18", "KY0701"))
OVERDUE_MEASURES = (
    ("2", "KY0605"), ("2", "KY0606"), ("3", "KY1006"), ("6", "KY0902"), ("7", "KY0804"), ("9", "KY0503"),
    ("10", "KY1202"), ("11", "KY0406"), ("13", "KY0602"), ("16", "KY0903"), ("17", "KY0306"),
)  # fmt: skip

# Leaders and what they left undone.
UNSIGNED_LETTERS = (("KY0606", "offered"), ("KY1005", "signed_below"), ("KY0903", "draft"))
HAND_OVER_MISSING = ("KY0207", "KY1201")
SUPERVISION_OVERDUE = ("KY0104", "KY0207", "KY0304", "KY0603", "KY1203")
