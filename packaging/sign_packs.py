"""Write a signed pack file: ``python packaging/sign_packs.py SEED_FILE OUT.json [FOLDER]``.

SEED_FILE holds 32 bytes in hexadecimal and belongs to the publisher alone: keep it out of every backup.
Prints the words of the key. Send them to the people who will receive the file through another channel.
"""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.resources import resource
from casebook.packs.check import check_all
from casebook.packs.signed_pack import pack, unpack

MIN_ARGUMENTS, MAX_ARGUMENTS = 3, 4


def main(arguments: list[str]) -> int:
    """Check the packs, sign them, read the file back."""
    if not MIN_ARGUMENTS <= len(arguments) <= MAX_ARGUMENTS:
        print(__doc__)
        return 2
    folder = Path(arguments[3]) if len(arguments) == MAX_ARGUMENTS else resource("packs")
    problems = check_all(folder).problems
    for problem in problems:
        print(f"{problem.where}: {problem.what!s}")
    if problems:
        return 1
    seed = bytes.fromhex(Path(arguments[1]).read_text(encoding="ascii").strip())
    data = pack(folder, seed)
    Path(arguments[2]).write_bytes(data)
    print(f"{arguments[2]}: signed with the key {unpack(data).key_words}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
