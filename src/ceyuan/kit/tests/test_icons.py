"""Every icon that a page or a menu names is in the sprite: a missing one would take the page down."""

import re
from pathlib import Path

from ceyuan.kit import icons, registry

SOURCE = Path(__file__).resolve().parents[2]


def test_every_icon_named_in_a_template_is_there():
    missing = {
        (path.name, name)
        for path in SOURCE.rglob("templates/**/*.html")
        for name in re.findall(r'\{% icon "([^"]+)"', path.read_text(encoding="utf-8"))
        if name not in icons.names()
    }
    assert missing == set()


def test_every_icon_of_the_menu_and_the_search_is_there():
    named = {entry.icon for entry in registry.menu()} | {provider.icon for provider in registry.searches()}
    assert named - icons.names() == set()


def test_no_two_menu_entries_share_a_key():
    keys = [entry.key for entry in registry.menu() if entry.key]
    assert len(keys) == len(set(keys))
