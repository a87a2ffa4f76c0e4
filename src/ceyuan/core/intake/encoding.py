"""Which encoding a text file is in, decided from its bytes.

Order of the tests: (1) byte order mark; (2) UTF-16 without mark, by the pattern of zero bytes; (3) strict UTF-8 over
the whole file; (4) each legacy encoding that decodes the non-ASCII lines strictly, scored by how plausible the letters
are in the languages that used it; the best one above a floor wins. Anything else is refused rather than shown garbled.
"""

import codecs
from collections.abc import Callable
from typing import BinaryIO

from ceyuan.core.intake.errors import IntakeError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
PIECE = 1 << 20
SAMPLE = 1 << 17
FLOOR = 0.6

# Small letters beyond ASCII in the languages written in each Windows code page. One language must explain the text: the
# union of all would find the "ø" and "È" of Danish and French in every Czech file.
ALPHABETS = {
    "cp1252": ("äöüß", "éèêëàâçîïôûùœ", "áíóúñãõâêôçàéü", "åäöæøé", "éëïöü", "àèéìòù"),
    "cp1250": ("áčďéěíňóřšťúůýž", "ąćęłńóśźż", "áéíóöőúüű", "ăâîşţ", "čšžćđ", "áäčďéíĺľňóôŕšťúýž"),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöüõšž"),
}
SIGNS = "€–—’‘“”„«»…·°§№\xa0"


def detect(opener: Callable[[], BinaryIO], *, file: str = "") -> str:
    """Python name of the encoding of the stream that ``opener`` opens; IntakeError if none fits.

    Reads the stream once to the end, with a memory of about 1 MB.
    """
    with opener() as stream:
        head = stream.read(PIECE)
        for mark, name in MARKS:
            if head.startswith(mark):
                return name
        zero = _zero_pattern(head[:4096])
        if zero:
            return zero
        decoder = codecs.getincrementaldecoder("utf-8")()
        sample = b""
        valid = True
        piece = head
        while piece:
            if b"\0" in piece:
                raise IntakeError("intake.nul_bytes", file=file)
            if len(sample) < SAMPLE:
                sample += _lines_beyond_ascii(piece)
            if valid:
                valid = _feed(decoder, piece, final=False)
            piece = stream.read(PIECE)
        if valid and _feed(decoder, b"", final=True):
            return "utf-8"
    return legacy(sample[:SAMPLE], file=file)


def legacy(sample: bytes, *, file: str = "") -> str:
    """The most plausible legacy encoding of lines that are not UTF-8."""
    scores = {"gb18030": _chinese(sample)}
    for name in ALPHABETS:
        scores[name] = _latin(sample, name)
    scores["cp1251"] = _one_script(sample, "cp1251", "А", "я")
    scores["cp1253"] = _one_script(sample, "cp1253", "Ͱ", "Ͽ")
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < FLOOR:
        raise IntakeError(
            "intake.wrong_encoding",
            file=file,
            expected="UTF-8, GB18030 or a Windows code page",
            found=repr(sample[:24]),
        )
    return best


def _feed(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _zero_pattern(head: bytes) -> str:
    """UTF-16 without a mark: western text has every second byte zero; Chinese text has line ends as 0A 00."""
    if len(head) < 4 or len(head) % 2 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    floor = len(head) // 2 // 10
    if odd > floor and odd > 20 * even:
        return "utf-16-le"
    if even > floor and even > 20 * odd:
        return "utf-16-be"
    return ""


def _lines_beyond_ascii(piece: bytes) -> bytes:
    if piece.isascii():
        return b""
    # The first and last line may be cut inside a character; they only serve when there is nothing else.
    lines = piece.split(b"\n")
    inner = lines[1:-1] or lines
    return b"".join(line + b"\n" for line in inner if not line.isascii())[:SAMPLE]


def _decoded(sample: bytes, name: str) -> str:
    try:
        return sample.decode(name)
    except UnicodeDecodeError as problem:
        # A sample cut inside the last character is no proof against the encoding.
        return sample[: problem.start].decode(name) if problem.start >= len(sample) - 4 else ""


def _chinese(sample: bytes) -> float:
    """Share of characters from GB 2312 level 1 (the 3,755 everyday characters), signs and full-width forms."""
    beyond = [mark for mark in _decoded(sample, "gb18030") if mark > "\x7f"]
    if not beyond:
        return 0.0
    usual = sum(1 for mark in beyond if _everyday(mark))
    return usual / len(beyond)


def _everyday(mark: str) -> bool:
    try:
        lead = mark.encode("gb2312")[0]
    except UnicodeEncodeError:
        return mark in SIGNS
    return 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7


def _latin(sample: bytes, name: str) -> float:
    text = _decoded(sample, name)
    beyond = [index for index, mark in enumerate(text) if mark > "\x7f"]
    if not beyond:
        return 0.0
    placed = [text[index].lower() for index in beyond if _well_placed(text, index)]
    return max(sum(mark in letters or mark in SIGNS for mark in placed) for letters in ALPHABETS[name]) / len(beyond)


def _well_placed(text: str, index: int) -> bool:
    """No third foreign letter in a row and no capital after a small letter: signs of a wrong code page."""
    run = text[max(index - 1, 0) : index + 2]
    crowded = len(run) == 3 and all(mark > "\x7f" and mark.isalpha() for mark in run)
    return not crowded and not (text[index].isupper() and index > 0 and text[index - 1].islower())


def _one_script(sample: bytes, name: str, first: str, last: str) -> float:
    """Cyrillic or Greek: letters of the script stand together in words and are small unless they begin one."""
    text = _decoded(sample, name)
    beyond = [index for index, mark in enumerate(text) if mark > "\x7f"]
    if not beyond:
        return 0.0
    good = 0
    for index in beyond:
        mark, before = text[index], text[index - 1 : index]
        if mark in SIGNS:
            good += 1
        elif first <= mark <= last and mark.isalpha():
            joined = not (before.isascii() and before.isalpha())
            good += joined and not (mark.isupper() and before.islower())
    return good / len(beyond) * 0.98
