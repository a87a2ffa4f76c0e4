# ruff: noqa: E501 - a Chinese character counts as two columns
"""Chinese personal names as they are spread in reality: common surnames by frequency, given names by generation.

The pinyin is written in the order surname, given name ("Wang Jianguo", "Ouyang Zhiyuan"). Surnames carry their
reading because many are read differently as a name (单 Shan, 解 Xie, 曾 Zeng, 仇 Qiu).
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

from pypinyin import Style, lazy_pinyin

# surname, reading, weight per ten thousand (rounded; the compound ones are made a little more frequent than in life)
_SURNAMES = """
王 Wang 720|李 Li 718|张 Zhang 676|刘 Liu 517|陈 Chen 470|杨 Yang 370|赵 Zhao 256|黄 Huang 245|周 Zhou 212|吴 Wu 205|徐 Xu 173
孙 Sun 164|胡 Hu 131|朱 Zhu 128|高 Gao 121|林 Lin 118|何 He 117|郭 Guo 115|马 Ma 112|罗 Luo 86|梁 Liang 84|宋 Song 81|郑 Zheng 80
谢 Xie 72|韩 Han 69|唐 Tang 67|冯 Feng 66|于 Yu 61|董 Dong 60|萧 Xiao 20|程 Cheng 57|曹 Cao 57|袁 Yuan 54|邓 Deng 54|许 Xu 53
傅 Fu 51|沈 Shen 50|曾 Zeng 49|彭 Peng 48|吕 Lü 46|苏 Su 46|卢 Lu 46|蒋 Jiang 46|蔡 Cai 46|贾 Jia 43|丁 Ding 42|魏 Wei 42|薛 Xue 41
叶 Ye 41|阎 Yan 40|余 Yu 40|潘 Pan 39|杜 Du 38|戴 Dai 37|夏 Xia 36|钟 Zhong 36|汪 Wang 35|田 Tian 35|任 Ren 35|姜 Jiang 34|范 Fan 34
方 Fang 33|石 Shi 32|姚 Yao 32|谭 Tan 31|廖 Liao 31|邹 Zou 30|熊 Xiong 29|金 Jin 29|陆 Lu 28|郝 Hao 28|孔 Kong 27|白 Bai 27|崔 Cui 27
康 Kang 26|毛 Mao 25|邱 Qiu 25|秦 Qin 24|江 Jiang 24|史 Shi 24|顾 Gu 23|侯 Hou 23|邵 Shao 22|孟 Meng 22|龙 Long 21|万 Wan 21|段 Duan 21
雷 Lei 20|钱 Qian 20|汤 Tang 19|尹 Yin 19|黎 Li 18|易 Yi 18|常 Chang 18|武 Wu 17|乔 Qiao 17|贺 He 16|赖 Lai 16|龚 Gong 16|文 Wen 15
单 Shan 6|解 Xie 6|仇 Qiu 3|查 Zha 4|区 Ou 3|岳 Yue 7|柴 Chai 6|欧阳 Ouyang 9|上官 Shangguan 3|诸葛 Zhuge 2|司马 Sima 2|皇甫 Huangfu 2
尉迟 Yuchi 1|令狐 Linghu 2|慕容 Murong 1|端木 Duanmu 1
"""
_ENTRIES = [entry.split() for line in _SURNAMES.strip().splitlines() for entry in line.split("|")]
SURNAMES = tuple((zh, reading) for zh, reading, _ in _ENTRIES)
_BOUNDS = tuple(accumulate(int(weight) for _, _, weight in _ENTRIES))

# given names by gender and by the decade of birth: whole names first, then characters to combine (first x second)
_WHOLE = {
    (
        "M",
        1960,
    ): "建国 建军 国强 志强 国庆 卫东 建华 文革 红兵 援朝 永军 保国 玉林 福生 德胜 长河 振华 铁军 学农 兴邦 继先 光荣 明德 占山",
    (
        "M",
        1970,
    ): "伟 军 勇 强 斌 涛 峰 志刚 建平 海涛 立新 晓东 永强 红星 卫国 文斌 国栋 云飞 正平 新民 少华 宏伟 春林 学军",
    (
        "M",
        1980,
    ): "磊 鹏 超 飞 洋 波 凯 亮 俊杰 晓峰 海波 志远 鹏飞 文涛 明辉 永亮 振宇 世杰 国梁 立军 少锋 建伟 伟东 宏亮",
    (
        "M",
        1990,
    ): "浩 宇 鑫 帅 博 龙 浩然 宇航 志豪 俊豪 文博 子豪 嘉伟 泽宇 天佑 明轩 一鸣 思远 锦程 凌云 家乐 睿 晨阳 瑞",
    ("F", 1960): "秀英 桂兰 玉兰 秀兰 淑珍 桂英 凤英 玉梅 春梅 秀珍 淑华 爱华 玉华 建华 慧芳 彩云 月娥 素琴 金凤 瑞芳",
    ("F", 1970): "芳 敏 静 丽 艳 红 霞 燕 玲 梅 海燕 丽华 红梅 晓红 春燕 丽萍 秋菊 雪梅 文英 亚娟 惠萍 小玲 建红 淑敏",
    ("F", 1980): "婷 娜 倩 丹 洁 蕾 媛 莉 雪 晶 晓燕 婷婷 丽娜 雅静 海霞 晓琳 玉婷 慧敏 文静 晓雯 艳丽 春晓 佳 颖",
    (
        "F",
        1990,
    ): "欣怡 雨桐 思琪 梦瑶 佳怡 雅婷 诗涵 晨曦 梦洁 子涵 欣悦 嘉琪 雨薇 若曦 静怡 悦 琳 璐 瑶 可欣 语嫣 书瑶 怡然 畅",
}
_FIRST = {
    ("M", 1960): "建国志永玉德文振福学光明春长继兴",
    ("M", 1970): "建志海立晓永文国云正新少宏春学庆",
    ("M", 1980): "海志鹏文明振世国立少伟宏俊晓永泽",
    ("M", 1990): "浩宇志俊文子嘉泽天明思锦凌家晨瑞",
    ("F", 1960): "秀桂玉淑凤春爱慧彩月素金瑞美",
    ("F", 1970): "海丽红晓春秋雪文亚惠小建淑玉",
    ("F", 1980): "晓丽雅海玉慧文艳春佳颖雪静婉",
    ("F", 1990): "欣雨思梦佳雅诗晨子嘉若静可书",
}
_SECOND = {
    ("M", 1960): "国军强庆东华兵林生胜山德民才祥义",
    ("M", 1970): "平涛新东强星国斌栋飞民华伟林军明",
    ("M", 1980): "波远飞涛辉亮宇杰梁军锋伟东峰川江",
    ("M", 1990): "然航豪博伟宇佑轩鸣远程云乐阳霖哲",
    ("F", 1960): "英兰珍梅华芳云娥琴凤莲香荣珠",
    ("F", 1970): "燕华梅红萍菊英娟玲敏霞琴丽云",
    ("F", 1980): "燕娜静霞琳婷敏雯丽晓颖洁莹瑜",
    ("F", 1990): "怡桐琪瑶婷涵曦洁悦薇琳欣雯然",
}
_GENERATIONS = (1960, 1970, 1980, 1990)
_GIVEN = {
    key: tuple(names.split()) + tuple(a + b for a in _FIRST[key] for b in _SECOND[key] if a != b)
    for key, names in _WHOLE.items()
}
_WHOLE_COUNT = {key: len(names.split()) for key, names in _WHOLE.items()}
WHOLE_SHARE = 0.42  # the fashionable names of a generation are much more frequent than free combinations
_READINGS: dict[str, str] = {}


def draw(rng: Random, gender: str, birth_year: int) -> tuple[str, str]:
    """A full name in Chinese and in pinyin, fitting gender ("M", "F") and year of birth."""
    mark = rng.randrange(_BOUNDS[-1])
    surname, reading = SURNAMES[next(place for place, bound in enumerate(_BOUNDS) if mark < bound)]
    decade = birth_year // 10 * 10
    key = (gender, min(max(decade, _GENERATIONS[0]), _GENERATIONS[-1]))
    names = _GIVEN[key]
    given = names[rng.randrange(_WHOLE_COUNT[key])] if rng.random() < WHOLE_SHARE else names[rng.randrange(len(names))]
    return surname + given, f"{reading} {spell(given)}"


def spell(given: str) -> str:
    """Pinyin of a given name as one capitalised word."""
    if given not in _READINGS:
        _READINGS[given] = "".join(lazy_pinyin(given, style=Style.NORMAL)).capitalize()
    return _READINGS[given]
