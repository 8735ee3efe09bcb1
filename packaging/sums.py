"""Write dist/SHA256SUMS over the files of a release: ``python packaging/sums.py``, run by ``make sums``."""

from __future__ import annotations

import hashlib
import sys

from tree_parts import ROOT

DIST = ROOT / "dist"
SUMS = DIST / "SHA256SUMS"


def main() -> int:
    """Write the list, in the order of names, and say how it is signed; 1 where there is nothing to list."""
    own = {SUMS, SUMS.with_name("SHA256SUMS.minisig")}
    files = sorted(path for path in DIST.glob("*") if path.is_file() and path not in own)
    if not files:
        print("There is nothing in dist; begin with make deb or make tree.")
        return 1
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    SUMS.write_text("".join(lines), encoding="utf-8")
    print("".join(lines), end="")
    print('Sign it with the key of the maintainers: minisign -S -m dist/SHA256SUMS -t "Casebook VERSION"')
    return 0


if __name__ == "__main__":
    sys.exit(main())
