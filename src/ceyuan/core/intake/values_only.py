"""What values alone tell where the words are of no language that is known: weak, but better than an empty page."""

from collections.abc import Sequence

from ceyuan.core.intake.dates import parse_date
from ceyuan.core.intake.profile import Profile
from ceyuan.core.intake.sheets import Line


def guess_by_values(
    profiles: Sequence[Profile], lines: Sequence[Line], *, taken: set[str], busy: set[int]
) -> dict[int, str]:
    """Fields by column for dates in order, the greatest sums, titles, organisations and long texts."""
    free = [index for index, profile in enumerate(profiles) if index not in busy and profile.filled >= 3]
    found: dict[int, str] = {}
    _dates(profiles, lines, free, taken=taken, found=found)
    _sums(profiles, free, taken=taken, found=found)
    for name, test in (("description", _long), ("title", _title), ("lead_unit", _organisation)):
        left = [index for index in free if index not in found]
        best = max(left, key=lambda index: test(profiles[index]), default=None)
        if name not in taken and best is not None and test(profiles[best]) > 0.5:
            found[best] = name
    return found


def _dates(
    profiles: Sequence[Profile], lines: Sequence[Line], free: list[int], *, taken: set[str], found: dict[int, str]
) -> None:
    dated = [index for index in free if profiles[index].share(profiles[index].dates) > 0.8]
    if {"start", "end", "period"} & taken or len(dated) < 2:
        return
    first, second = dated[0], dated[1]
    pairs = [(parse_date(line.cell(first) or ""), parse_date(line.cell(second) or "")) for line in lines[:300]]
    both = [(start, end) for start, end in pairs if start and end]
    if both and sum(start <= end for start, end in both) / len(both) > 0.9:
        found[first], found[second] = "start", "end"


def _sums(profiles: Sequence[Profile], free: list[int], *, taken: set[str], found: dict[int, str]) -> None:
    amounts = [index for index in free if _amounts(profiles[index]) and index not in found]
    amounts.sort(key=lambda index: profiles[index].amount, reverse=True)
    names = [name for name in ("total_cost", "funding") if name not in taken]
    found.update(zip(amounts, names, strict=False))


def _amounts(profile: Profile) -> bool:
    return (
        profile.share(profile.numbers) > 0.8
        and profile.share(profile.large) > 0.6
        and profile.share(profile.postcodes) < 0.8
        and profile.share(profile.years) < 0.5
    )


def _long(profile: Profile) -> float:
    return min(profile.mean_length / 240, 1.0) if profile.mean_length > 120 else 0.0


def _title(profile: Profile) -> float:
    if profile.numbers or profile.dates or not 15 <= profile.mean_length <= 140:
        return 0.0
    return profile.distinct_share


def _organisation(profile: Profile) -> float:
    return 2 * profile.share(profile.organisations)
