"""The one typeface of our documents: Noto Sans SC from the wheel, so that every machine prints the same bytes."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"


@cache
def folder() -> Path:
    """The folder that holds the font file."""
    spec = find_spec("justmytype_intl_cjk")
    if spec is None or spec.origin is None:
        raise RuntimeError("The font package is missing: install `justmytype-intl-cjk` (it is in requirements.lock).")
    return Path(spec.origin).parent / "fonts" / "ofl" / "notosanssc"


@cache
def covered() -> frozenset[int]:
    """The code points that the font can draw."""
    file = next(folder().glob("*.ttf"))
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """The text with every sign the font lacks written as its number, e.g. 〔U+13000〕: nothing vanishes unseen."""
    known = covered()
    return "".join(c if ord(c) in known or c in "\n\t" else f"〔U+{ord(c):04X}〕" for c in text if c not in "\r\x00")
