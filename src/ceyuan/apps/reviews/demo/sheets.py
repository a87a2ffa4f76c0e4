"""What the experts of the demonstration wrote: points that follow from a case and from who judges, and words."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from ceyuan.core.review.sheets import Writing

HARSH, LENIENT = -13, 8
_STRONG, _FAIR = 80, 68
_STRONG_WORDS = (
    "技术路线清楚，关键环节有前期试验数据支撑，考核指标可测量，建议支持。",
    "方案抓住了现场的主要矛盾，节点安排合理，单位具备工业试验条件。",
    "指标高于榜单要求且给出了达到的途径，风险应对写得具体，建议优先考虑。",
)
_FAIR_WORDS = (
    "路线可行，但放大到工业规模的依据不足，建议在第一个节点前补充半工业试验。",
    "目标明确，团队分工合理；经费中设备购置偏高，建议压减后支持。",
    "方案总体成立，对原料波动的适应性论证不够，请补充极端工况下的预案。",
)
_WEAK_WORDS = (
    "关键参数缺少试验依据，指标达到的途径说得笼统，现阶段不宜立项。",
    "与已有工作差别不大，创新点不突出，对现场约束估计不足。",
)
_COMMENTS = {
    "route": ("有前期数据支撑", "放大依据需补充", "与现有流程衔接考虑充分"),
    "indicators": ("可由第三方考核", "基准值来源需说明", "高于榜单要求"),
    "plan": ("节点可检查", "第二个节点偏紧", "风险应对具体"),
    "money": ("与任务量相称", "设备费偏高", "测算依据完整"),
}


def writing(rng: Random, codes: list[str], quality: int, severity: int) -> Writing:
    """A whole sheet about a case of this quality (out of 100) by somebody who judges so much above or below others."""
    points = {}
    for code in codes:
        aimed = quality + severity + rng.randint(-4, 4)
        points[code] = Decimal(max(20, min(98, aimed)))
    reached = sum(points.values()) / len(points)
    if reached >= _STRONG:
        words, advice = rng.choice(_STRONG_WORDS), "support"
    elif reached >= _FAIR:
        words, advice = rng.choice(_FAIR_WORDS), "conditional"
    else:
        words, advice = rng.choice(_WEAK_WORDS), "reject"
    comments = {code: rng.choice(_COMMENTS[code]) for code in codes if code in _COMMENTS and rng.random() < 0.6}
    return Writing(points, comments, words, advice)


def begun(rng: Random, codes: list[str], quality: int) -> Writing:
    """A sheet that somebody left half-way: the first two points, nothing said as a whole."""
    points = {code: Decimal(quality + rng.randint(-3, 3)) for code in codes[:2]}
    return Writing(points, {codes[0]: "待复核半工业试验数据"} if codes else {}, "", "")
