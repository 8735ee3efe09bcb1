"""Targets of proofs of time and content credentials: both come from outside."""

from __future__ import annotations

import base64
from contextlib import suppress

from casebook.domain.evidence.time_proof import ProofRequest
from casebook.formats.credentials.content_credentials import read_credentials
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.proofs.proof import examine


def proof(data: bytes) -> None:
    """A token, certificate, OpenTimestamps proof or block header, two of them joined by eight zero bytes."""
    files = tuple(base64.b64encode(part).decode("ascii") for part in data.split(bytes(8)))
    with suppress(Damaged, OversizedFile):
        examine(ProofRequest(files=files, digests=("0" * 64,)))


def credentials(data: bytes) -> None:
    """A picture with content credentials."""
    with suppress(Damaged, OversizedFile):
        read_credentials(data)
