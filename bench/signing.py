"""Signing at full size: one signature, the check of a complete file, and a batch of documents with its rate.

    python bench/signing.py [--documents 100]

Exit code 1 when a signature (with its time stamp, its revocation lists and its own check) takes 1 s or more in the
median, or a file does not verify.
"""

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import typst

from ceyuan.apps.documents.signing import authority, pades, reading, stamps, vault
from ceyuan.apps.documents.signing.pens import KeyPen

SIGN_SECONDS = 1.0
PAGE = """#set document(date: datetime(year: 2026, month: 1, day: 1))
= Task book
#for n in range(400) [Line #n of a task book with a table, people and money. ]
"""


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def main(documents: int) -> int:
    """Two parties sign each document; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "page.typ").write_text(PAGE, encoding="utf-8")
        pdf = typst.compile(place / "page.typ", format="pdf", pdf_standards="a-2b")
        house = authority.open_authority(vault.Vault(place / "ca", "bench"), name="Bench", at=now())
        trust = pades.Trust((house.root.der,), house.crls((), now()), (house.issuing.der,))
        clock = stamps.stamps(house, now)
        pens = []
        for name in ("First", "Second"):
            subject = authority.person_subject(name=name, unit="A", group="Bench", staff_no="1")
            pair = house.issue(subject=subject, serial=authority.new_serial(), at=now())
            pens.append(KeyPen(pair.der, house.chain, pair.key))
        spans, checks, bad = [], [], 0
        for _number in range(documents):
            whole = pdf
            for party, pen in enumerate(pens):
                words = pades.Words(f"party-{party}", "Bench", f"data-sha256:{'a' * 64} print-sha256:{'b' * 64}")
                begun = time.perf_counter()
                whole = pades.add_signature(
                    whole, pen=pen, words=words, stamps=clock, trust=trust, archive=party == len(pens) - 1
                )
                spans.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            bad += not reading.read(whole, trust).holds
            checks.append(time.perf_counter() - begun)
    spans.sort()
    checks.sort()
    middle = spans[len(spans) // 2]
    print(f"print {len(pdf)} bytes, signed twice {len(whole)} bytes")
    print(f"signature: median {middle:.3f} s, slowest {spans[-1]:.3f} s (limit {SIGN_SECONDS:.0f} s)")
    print(f"check of a file with two signatures: median {checks[len(checks) // 2]:.3f} s")
    print(f"batch: {len(spans)} signatures in {sum(spans):.1f} s, {len(spans) / sum(spans):.1f} per second; {bad} bad")
    return 1 if bad or middle >= SIGN_SECONDS else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100)
    sys.exit(main(parser.parse_args().documents))
