"""A proof of time verified in its own process, against openssl, where it is installed."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess

from casebook.domain.evidence.time_proof import ProofRequest
from casebook.formats.proofs.proof import examine, load_for_proofs
from casebook.services.processes.proof_worker import examined
from tests.bench.ratio import Ratio, scratch, timed
from tests.formats.proofs.authority import Authority

CONTENT = b"An exhibit.\n"


def measure() -> list[Ratio]:
    """The verification alone, and with the start of the isolated process and its libraries."""
    if shutil.which("openssl") is None:
        return []
    with scratch("proof") as folder:
        authority = Authority(folder / "authority")
        token, _ = authority.stamped(CONTENT)
        (folder / "content").write_bytes(CONTENT)
        files = tuple(base64.b64encode(path.read_bytes()).decode("ascii") for path in (token, authority.root))
        request = ProofRequest(files=files, digests=(hashlib.sha256(CONTENT).hexdigest(),))
        verify = ["openssl", "ts", "-verify", "-data", str(folder / "content")]
        verify += ["-in", str(token), "-CAfile", str(authority.root)]

        def floor() -> None:
            subprocess.run(verify, check=True, capture_output=True)

        def apart() -> None:
            _require_sound(examined(request).failed)

        load_for_proofs()
        return [
            timed("time stamp verified", 2.0, 9, lambda: _require_sound(examine(request).failed), floor),
            timed("time stamp verified in isolation", 60.0, 9, apart, floor),
        ]


def _require_sound(failed: object) -> None:
    if failed:
        raise SystemExit(f"the time stamp was not verified: {failed}")
