"""Topics and indicators of the demonstration's projects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from ceyuan.apps.projects.demo.money import split
from ceyuan.apps.projects.demo.part_lists import FORM_METRICS, METRICS, PROGRAMME_METRICS, TOPICS, Metric
from ceyuan.apps.projects.demo.titles import Title

TOPIC_COUNTS = {"major": (4, 8), "key": (3, 6), "general": (2, 5), "youth": (2, 2), "free": (0, 0)}
TECHNICAL_COUNTS = {"major": 9, "key": 8, "general": 6, "youth": 3, "free": 0}
# name zh, name en, unit, share of projects that promise it by kind of project, least and most
_OUTPUTS = (
    (
        "申请发明专利",
        "Invention patents filed",
        "件",
        {"major": (5, 16), "key": (3, 8), "general": (1, 4), "youth": (1, 2), "free": (1, 1)},
    ),
    (
        "发表学术论文",
        "Papers published",
        "篇",
        {"major": (3, 10), "key": (2, 6), "general": (1, 3), "youth": (1, 3), "free": (1, 3)},
    ),
    (
        "形成科技报告",
        "Technical reports",
        "份",
        {"major": (4, 8), "key": (2, 5), "general": (1, 2), "youth": (1, 1), "free": (1, 1)},
    ),
    ("制修订标准", "Standards", "项", {"major": (1, 4), "key": (1, 2), "general": (1, 1)}),
    ("形成新装备或新产品", "New equipment or products", "项", {"major": (1, 4), "key": (1, 3), "general": (1, 1)}),
    ("培养技术骨干", "Key staff trained", "人", {"major": (10, 30), "key": (4, 12), "youth": (1, 3), "free": (1, 2)}),
    ("取得软件著作权", "Software copyrights", "项", {"major": (1, 4), "key": (1, 3), "youth": (1, 1)}),
)
_FORM_WORDS = (
    ("d", ("系统", "平台", "模型", "数据库")),
    ("e", ("装备", "装置", "燃烧器", "阴极辊", "喷枪")),
    ("m", ("制备", "产业化", "研制", "材料")),
)
# words that many titles and many indicators share without meaning the same
_EMPTY_WORDS = frozenset(
    {"氧化", "化铝", "电解", "系统", "处理", "控制", "产品", "能力", "金属", "综合"}
    | {"回收", "设备", "数据", "生产", "单位", "材料", "技术", "利用", "效率"}
)


@dataclass(frozen=True, slots=True)
class TopicSeed:
    """A topic (课题): its unit, leader, budget in fen and weight in parts per million."""

    code: str
    title_zh: str
    title_en: str
    unit: str
    leader: str
    budget: int
    weight_ppm: int


@dataclass(frozen=True, slots=True)
class IndicatorSeed:
    """What is to be reached. `promised` is the value of the application where the task book asks for less."""

    name_zh: str
    name_en: str
    direction: str
    baseline: Decimal
    midterm: Decimal
    final: Decimal
    unit: str
    method: str
    is_binding: bool
    weight_ppm: int
    topic: int | None = None
    promised: Decimal | None = None


def topics(
    rng: Random, *, kind: str, theme: str, code: str, total: int, people: list[tuple[str, str]]
) -> tuple[TopicSeed, ...]:
    """Topics in the natural order of the work; `people` are (unit, leader) to choose from, the lead unit first."""
    count = min(rng.randint(*TOPIC_COUNTS[kind]), len(people))
    if count < 2:
        return ()
    places = sorted(rng.sample(range(len(TOPICS[theme])), count))
    weights = [rng.randint(8, 30) for _ in places]
    rows = zip(places, people, split(total, weights), split(1_000_000, weights), strict=False)
    return tuple(
        TopicSeed(f"{code}-{number:02d}", *TOPICS[theme][place], unit, leader, budget, weight)
        for number, (place, (unit, leader), budget, weight) in enumerate(rows, start=1)
    )


def indicators(rng: Random, *, kind: str, title: Title, programme: str, topic_count: int) -> tuple[IndicatorSeed, ...]:
    """Technical goals of the programme, of the line of business and of the form of work, then the promised outputs."""
    own = PROGRAMME_METRICS.get(programme, ())
    near = [] if own else [metric for metric in METRICS[title.theme] if _shares_a_word(metric.name_zh, title.stem)][:3]
    wanted = TECHNICAL_COUNTS[kind] - len(own)
    names = {metric.name_zh for metric in (*own, *near)}
    fitting = [metric for metric in FORM_METRICS[form_of(title)] if metric.name_zh not in names]
    others = (near + rng.sample(fitting, len(fitting)))[:wanted]
    outputs = [(line, line[3][kind]) for line in _OUTPUTS if kind in line[3]]
    weights = split(1_000_000, [3] * (len(own) + len(others)) + [1] * len(outputs))
    found: list[IndicatorSeed] = []
    for number, metric in enumerate((*own, *others)):
        topic = number % topic_count + 1 if topic_count else None
        found.append(_technical(rng, metric, weights[number], topic, is_binding=number < 4))
    for (zh, en, unit, _), (least, most) in outputs:
        final = Decimal(rng.randint(least, most))
        found.append(
            IndicatorSeed(
                zh,
                en,
                "at_least",
                Decimal(0),
                Decimal(int(final) // 2),
                final,
                unit,
                "成果台账核查",
                is_binding=False,
                weight_ppm=weights[len(found)],
            )
        )
    return tuple(found)


def form_of(title: Title) -> str:
    """The form of a title: as its subject says or, for programmes, as its words tell."""
    if title.form:
        return title.form
    for form, words in _FORM_WORDS:
        if any(word in title.zh for word in words):
            return form
    return "t"


def _shares_a_word(name: str, stem: str) -> bool:
    pairs = {name[place : place + 2] for place in range(len(name) - 1)} - _EMPTY_WORDS
    return any(pair in stem for pair in pairs)


def _technical(rng: Random, metric: Metric, weight: int, topic: int | None, *, is_binding: bool) -> IndicatorSeed:
    """A goal near the metric's own, in hundredths of its step, better at mid-term and at the end."""
    step = Decimal(1).scaleb(-metric.decimals)
    gap = metric.final - metric.baseline
    baseline = (metric.baseline + min(abs(gap), metric.baseline) * rng.randint(-10, 10) / 100).quantize(step)
    final = (metric.final + gap * rng.randint(-12, 12) / 100).quantize(step)
    if metric.unit == "%":
        final = min(final, 100 - step)
    midterm = (baseline + (final - baseline) * rng.randint(40, 60) / 100).quantize(step)
    return IndicatorSeed(
        metric.name_zh,
        metric.name_en,
        metric.direction,
        baseline,
        midterm,
        final,
        metric.unit,
        metric.method,
        is_binding,
        weight,
        topic,
    )
