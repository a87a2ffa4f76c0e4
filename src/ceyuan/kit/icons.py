"""Icons: one SVG sprite, named by the icons of @tabler/icons that frontend/icons.mjs lists."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = Path(__file__).resolve().parent.parent / "static" / "vendor" / "icons.svg"


@cache
def names() -> frozenset[str]:
    """Names the sprite holds."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))


def icon(name: str, label: str = "") -> SafeString:
    """The icon as inline SVG; without `label` it is decoration and hidden from screen readers.

    Raises KeyError for a name that is not in the sprite: add it to frontend/icons.mjs and build.
    """
    return _drawn(name, str(label))


@cache
def _drawn(name: str, label: str) -> SafeString:
    # A page draws about forty icons, always the same ones.
    if name not in names():
        raise KeyError(f"No icon '{name}' in the sprite: add it to frontend/icons.mjs and run the build there.")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sprite_url(), name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite_url(), name)


def sprite_url() -> str:
    """Address of the sprite with its content version."""
    return static("vendor/icons.svg")
