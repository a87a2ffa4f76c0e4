"""Finds the row of column names under banners and notes, joins headers of several rows, and says why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ceyuan.core.intake.profile import missing
from ceyuan.core.intake.sheets import Cell, Line, Merge, Sheet
from ceyuan.core.intake.words import Lexicon

SEARCHED = 60
BELOW = 30
LEAST_SCORE = 2.2
LONGEST_HEADER = 3


@dataclass(frozen=True, slots=True)
class Header:
    """The header: first and last line in the file, a name per column, the lines above it, the score explained."""

    first_line: int
    last_line: int
    names: tuple[str, ...]
    banner: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]


def is_word(cell: Cell) -> bool:
    """Whether a cell holds words: no number, no date."""
    if not isinstance(cell, str):
        return False
    letters = sum(1 for mark in cell if mark.isalpha())
    return letters > 0 and letters * 2 >= sum(1 for mark in cell if mark.isdigit())


def find_header(sheet: Sheet, lines: Sequence[Line], lexicon: Lexicon) -> Header | None:
    """The most likely header among the first lines; None when no row looks like one (the user then names it)."""
    top = list(lines[:SEARCHED])
    if not top:
        return None
    width = _usual_width(lines)
    typed = _typed_columns(lines)
    scored = [(_score(lines, index, width, typed, lexicon), index) for index in range(len(top))]
    (score, reasons), index = max(scored, key=lambda each: each[0][0])
    if score < LEAST_SCORE:
        return None
    return _joined(sheet, lines, index, typed=typed, lexicon=lexicon, score=score, reasons=reasons)


def header_at(sheet: Sheet, lines: Sequence[Line], first_line: int, last_line: int) -> Header | None:
    """The header at the lines that the user or a saved mapping names."""
    chosen = [line for line in lines if first_line <= line.number <= last_line]
    if not chosen:
        return None
    above = [line for line in lines if line.number < first_line]
    return Header(first_line, last_line, header_names(sheet, chosen), _banner(above), 1.0, ("header.chosen",))


def _usual_width(lines: Sequence[Line]) -> int:
    filled = sorted(line.filled for line in lines[:200])
    return max(filled[int(len(filled) * 0.75)], 1) if filled else 1


def _typed_columns(lines: Sequence[Line]) -> set[int]:
    """Columns that hold mostly numbers or dates, seen over the first lines."""
    filled: Counter[int] = Counter()
    typed: Counter[int] = Counter()
    for line in lines[:200]:
        for index, cell in enumerate(line.cells):
            if not missing(cell):
                filled[index] += 1
                typed[index] += not is_word(cell)
    return {index for index, count in filled.items() if typed[index] / count >= 0.6}


def _score(
    lines: Sequence[Line], index: int, width: int, typed: set[int], lexicon: Lexicon
) -> tuple[float, tuple[str, ...]]:
    line = lines[index]
    filled = [(column, cell) for column, cell in enumerate(line.cells) if cell is not None]
    words = [(column, str(cell)) for column, cell in filled if is_word(cell)]
    if len(filled) < 2 or len(words) / len(filled) < 0.6:
        return 0.0, ("header.not_words",)
    known = sum(lexicon.knows(text) for _, text in words) / len(filled)
    contrast = sum(column in typed for column, _ in words) / max(len(typed), 1)
    if known < 0.2 and contrast < 0.25:
        return 0.0, ("header.unknown_words",)
    different = len({text for _, text in words}) / len(filled)
    spread = min(1.0, len(filled) / width)
    brevity = 1.0 if sum(len(text) for _, text in words) / len(words) <= 150 else 0.5
    repeats = _repeats(lines, index)
    follows = any(below.filled * 2 >= len(filled) for below in lines[index + 1 : index + 6])
    score = 2.0 * known + 1.2 * contrast + 1.2 * spread + 0.5 * different + 0.3 * brevity + 0.3 * follows
    score -= 1.5 * repeats + 0.005 * index
    reasons = (
        f"header.known_words:{known:.2f}",
        f"header.values_below:{contrast:.2f}",
        f"header.width:{spread:.2f}",
        f"header.repeated_below:{repeats:.2f}",
    )
    return score, reasons


def _repeats(lines: Sequence[Line], index: int) -> float:
    """Share of the cells whose very value stands again below in the same column, as values do and names do not."""
    line = lines[index]
    cells = [(column, cell) for column, cell in enumerate(line.cells) if cell is not None]
    below = lines[index + 1 : index + 1 + BELOW]
    again = sum(any(other.cell(column) == cell for other in below) for column, cell in cells)
    return again / len(cells) if cells else 0.0


def _joined(
    sheet: Sheet,
    lines: Sequence[Line],
    index: int,
    *,
    typed: set[int],
    lexicon: Lexicon,
    score: float,
    reasons: tuple[str, ...],
) -> Header:
    first = last = index
    while first > 0 and last - first + 1 < LONGEST_HEADER and _joins(lines, first - 1, typed, lexicon, above=True):
        first -= 1
    while last + 1 < len(lines) and last - first + 1 < LONGEST_HEADER:
        if not _joins(lines, last + 1, typed, lexicon, above=False):
            break
        last += 1
    while last + 1 < len(lines) and _is_numbering(lines[last + 1]):
        last += 1
    names = header_names(sheet, lines[first : last + 1])
    if last > first:
        reasons = (*reasons, f"header.rows_joined:{last - first + 1}")
    return Header(lines[first].number, lines[last].number, names, _banner(lines[:first]), round(score, 3), reasons)


def _joins(lines: Sequence[Line], index: int, typed: set[int], lexicon: Lexicon, *, above: bool) -> bool:
    """Whether a neighbour row belongs to the header: words where values stand below, or a translation."""
    line = lines[index]
    neighbour = lines[index + 1 if above else index - 1]
    if line.filled < 2 or abs(line.number - neighbour.number) > 1:
        return False
    words = [(column, str(cell)) for column, cell in enumerate(line.cells) if is_word(cell)]
    if len(words) < 0.9 * line.filled or _repeats(lines, index) > 0.2:
        return False
    known = sum(lexicon.knows(text) for _, text in words) / len(words)
    contrast = sum(column in typed for column, _ in words) / len(words)
    return known >= 0.4 or (contrast >= 0.5 and not above) or (known >= 0.2 and contrast >= 0.25)


def _is_numbering(line: Line) -> bool:
    """A row "1 2 3 ..." that numbers the columns."""
    numbers = [str(cell).strip("()（）.").removesuffix(".0") for cell in line.cells if not isinstance(cell, date)]
    values = [int(text) for text in numbers if text.isdigit()]
    return len(values) >= 3 and len(values) == line.filled and values == list(range(values[0], values[0] + len(values)))


def header_names(sheet: Sheet, rows: Sequence[Line]) -> tuple[str, ...]:
    """A name per column from the rows of a header, upper names first, numbering rows left out."""
    rows = [line for line in rows if not _is_numbering(line)] or list(rows)
    width = max(len(line.cells) for line in rows)
    laid_out = [_spread(line, rows[place + 1 :], sheet.merges, width) for place, line in enumerate(rows)]
    names = []
    for column in range(width):
        pieces = dict.fromkeys(row[column] for row in laid_out if row[column])
        names.append(" / ".join(pieces))
    return tuple(names)


def _spread(line: Line, below: Sequence[Line], merges: Sequence[Merge], width: int) -> list[str]:
    """The texts of a header row, with a merged group name repeated over the columns that have their own name below."""
    texts = ["" if line.cell(column) is None else str(line.cell(column)) for column in range(width)]
    for merge in merges:
        if merge.top == line.number - 1 and merge.right > merge.left and merge.left < width and texts[merge.left]:
            for column in range(merge.left + 1, min(merge.right + 1, width)):
                if not texts[column] and any(row.cell(column) is not None for row in below):
                    texts[column] = texts[merge.left]
    return texts


def _banner(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell) for cell in line.cells if cell is not None)[:300] for line in lines[-12:])
