"""The responsibility letter on paper: in the official Chinese form, with both signatures and the fingerprint."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.documents.interface import fingerprint, render_pdf
from ceyuan.apps.strategy import letter_content
from ceyuan.apps.strategy.models import Letter, LetterSignature

_STAMP = re.compile(rb"sha256:([0-9a-f]{64})")


def letter_pdf(letter: Letter, signatures: Mapping[str, LetterSignature]) -> bytes:
    """The letter as PDF/A-2b. It is an official Chinese document, whatever language the reader has chosen.

    Its metadata carry the fingerprint of the letter's content, so that the file can be checked against the record.
    """
    with translation.override("zh-hans"):
        return render_pdf("strategy/letter", _facts(letter, letter.content or {}, signatures))


def draft_pdf(letter: Letter, content: Mapping[str, Any]) -> bytes:
    """The same paper before it was offered, marked as a draft."""
    with translation.override("zh-hans"):
        return render_pdf("strategy/letter", _facts(letter, content, {}))


def stamped(pdf: bytes) -> str:
    """The fingerprint in the metadata of a letter's PDF, "" when it carries none."""
    found = _STAMP.search(pdf)
    return found[1].decode() if found else ""


def _facts(letter: Letter, content: Mapping[str, Any], signatures: Mapping[str, LetterSignature]) -> dict[str, Any]:
    moment = max((one.at for one in signatures.values()), default=letter.offered_at or timezone.now())
    is_draft = letter.state == "draft"
    return {
        "title": _("Responsibility letter for science and technology innovation"),
        "year": _("Year %(year)s") % {"year": content["year"]},
        "group": letter.group.name_zh or letter.group.name_en,
        "as_of": f"{timezone.localtime(moment):%Y-%m-%d %H:%M}",
        "plan": letter_content.named(content["plan"], chinese=True, name="title"),
        "upper": letter_content.named(content["upper"], chinese=True),
        "lower": letter_content.named(content["lower"], chinese=True),
        "lines": [_line(number, line) for number, line in enumerate(content["lines"], start=1)],
        "duties": [
            {
                "title": letter_content.named(duty, chinese=True, name="title"),
                "text": letter_content.named(duty, chinese=True, name="text"),
                "basis": duty["basis"],
            }
            for duty in content["duties"]
        ],
        "terms": letter_content.texts(content["terms"], chinese=True),
        "signatures": [_signature(side, content[side], signatures.get(side)) for side in ("upper", "lower")],
        "mark": _("Draft, not offered for signature") if is_draft else "",
        "fingerprint": "" if is_draft else letter.sha256 or fingerprint(content),
        "labels": _labels(),
    }


def _labels() -> dict[str, str]:
    return {
        "upper": _("Party A (the unit above)"),
        "lower": _("Party B (the unit that signs)"),
        "plan": _("Annual plan"),
        "opening": _(
            "To carry out the group's decisions on science and technology innovation and to make the top leader answer "
            "for it, Party A and Party B agree on the following for the year."
        ),
        "targets": _("Part one: targets"),
        "duties": _("Part two: duties of the top leader"),
        "terms": _("Part three: assessment and terms"),
        "signatures": _("Signatures"),
        "number": _("No."),
        "indicator": _("Indicator"),
        "unit": _("Measured in"),
        "baseline": pgettext("letter", "Baseline"),
        "basic": _("Basic"),
        "value": pgettext("letter", "Target"),
        "challenge": _("Challenge"),
        "weight": _("Weight"),
        "verdict": _("Verdict rule and assessor"),
        "gate": _("hard target"),
        "basis": _("Basis in law or rule"),
        "fingerprint": _("Fingerprint of the content (SHA-256)"),
        "page": pgettext("on paper", "Page"),
    }


def _line(number: int, line: Mapping[str, Any]) -> dict[str, Any]:
    sign = {"at_least": "≥ ", "at_most": "≤ ", "equal": "= "}[line["direction"]]
    said = {name: letter_content.figure(line, name, chinese=True, bare=True) for name in letter_content.FIGURES}
    return {
        "number": str(number),
        "name": letter_content.named(line, chinese=True),
        "code": line["code"],
        "gate": line["is_gate"],
        "unit": line["unit_zh"] or "–",
        **said,
        "value": f"{sign}{said['value']}",
        "weight": weight_text(line["weight_ppm"]),
        "verdict": "；".join(part for part in (line["verdict_rule"], line["assessor_zh"]) if part) or "–",
    }


def weight_text(ppm: int) -> str:
    """A weight in millionths as per cent, without needless zeros."""
    whole, rest = divmod(ppm, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def _signature(side: str, party: Mapping[str, Any], signature: LetterSignature | None) -> dict[str, Any]:
    leader = party.get("leader") or {}
    lines = [(_("Unit"), letter_content.named(party, chinese=True))]
    if signature is None:
        lines.append((_("Top leader"), leader.get("name_zh") or leader.get("name_en") or "–"))
        lines.append((_("Signed"), _("not yet")))
    else:
        lines.append((_("Signed by"), signature.person_name))
        lines.append((_("Post"), _post(signature)))
        lines.append((_("Signed at"), f"{timezone.localtime(signature.at):%Y-%m-%d %H:%M:%S}"))
        lines.append((_("Fingerprint signed"), _grouped(signature.sha256)))
    title = _("Party A (the unit above)") if side == "upper" else _("Party B (the unit that signs)")
    return {"title": title, "lines": [[str(label), str(value)] for label, value in lines]}


def _grouped(sha256: str) -> str:
    return " ".join(sha256[at : at + 16] for at in range(0, len(sha256), 16))


def _post(signature: LetterSignature) -> str:
    post = _("Top leader") if signature.post == "top_leader" else signature.post
    if not signature.on_behalf:
        return post
    return _("%(post)s, on behalf of %(holder)s") % {"post": post, "holder": signature.holder_name or "–"}
