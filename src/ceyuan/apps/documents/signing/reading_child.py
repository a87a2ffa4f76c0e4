"""Reads one hostile file: `python -m ceyuan.apps.documents.signing.reading_child`.

Input: a line of JSON (what to believe, in hex), then the PDF. Output: JSON of the reading. Memory and time are limited,
so that a file made to fill the machine ends this child and nothing else.
"""

import json
import resource
import sys

MEMORY = 1 << 30
CPU_SECONDS = 15


def main() -> None:
    """Read, judge, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    from .pades import Trust
    from .reading import read

    head, _line, pdf = sys.stdin.buffer.read().partition(b"\n")
    believed = {name: tuple(bytes.fromhex(one) for one in many) for name, many in json.loads(head).items()}
    json.dump(read(pdf, Trust(**believed)).to_json(), sys.stdout)


if __name__ == "__main__":
    main()
