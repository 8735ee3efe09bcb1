"""Proofs that a file existed at a time: time stamps of an authority, and OpenTimestamps."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

ProofKind = Literal["rfc3161", "opentimestamps"]
FileRole = Literal["proof", "certificate", "digest-list", "request", "block-header", "superseded"]
CheckName = Literal[
    "imprint", "signature", "usage", "validity", "chain", "nonce", "revocation", "commitment", "block"
]
CheckState = Literal["passed", "open", "failed"]
Operation = Literal["RIPEMD-160", "Keccak-256"]
"""What a proof may use and not every computer can compute."""
MAX_FILES = 16
MAX_FILE_BYTES = 1 << 20


@entity
class ProofCheck:
    """One check of a proof.

    Attributes:
        name: what was checked. "imprint": the proof is of this digest; "signature": the authority signed it;
            "usage": the certificate is for time stamps only; "validity": it was valid at the stated time;
            "chain": it leads to a certificate that was brought; "nonce": it answers the request that was
            brought; "revocation": whether the certificate was withdrawn; "commitment": the digest leads to
            the Merkle root of a block; "block": the header that was brought has it and its proof of work.
        state: "open" where what it takes was not brought, or needs a network.
    """

    name: CheckName
    state: CheckState


@entity
class ProofFile:
    """A file of a proof, as it was brought.

    Attributes:
        role: as its content says.
        content: its bytes in base64.
    """

    role: FileRole
    content: str


@entity
class ProofReport:
    """What a proof says and what of it was verified.

    Attributes:
        kind: which sort of proof.
        roles: of each file handed in, in the same order; "superseded" where a further file takes its place.
        checks: in the order of their names.
        covered: the digests of the case (SHA-256, hex) that it proves.
        stated_at: ISO 8601 in UTC, of the authority or of the block whose header was brought; or "".
        accuracy_ms: how far the authority says that its time may be off; 0 where it does not say.
        authority: the name in the certificate that signed, as stated.
        policy: the policy of the authority, a dotted number.
        serial: the number of the token, decimal.
        algorithm: of the digest that was stamped.
        digest: what was stamped, hex.
        block_height: of the block of Bitcoin, or 0.
        merkle_root: to which the digest leads, hex as block explorers print it, or "".
        block_hash: of the header that was brought, hex as block explorers print it, or "".
        pending: the calendars that promised to anchor it.
        uncomputed: the operation behind which an attestation could not be reached, or None.
    """

    kind: ProofKind
    roles: tuple[FileRole, ...]
    checks: tuple[ProofCheck, ...]
    covered: tuple[str, ...] = ()
    stated_at: str = ""
    accuracy_ms: int = 0
    authority: str = ""
    policy: str = ""
    serial: str = ""
    algorithm: str = ""
    digest: str = ""
    block_height: int = 0
    merkle_root: str = ""
    block_hash: str = ""
    pending: tuple[str, ...] = ()
    uncomputed: Operation | None = None

    @property
    def failed(self) -> CheckName | None:
        """The first check that it fails, or None."""
        return next((check.name for check in self.checks if check.state == "failed"), None)


@entity
class ProofRequest:
    """What a worker is to examine.

    Attributes:
        files: their bytes in base64, one of them a proof.
        digests: of the documents of the case, SHA-256 in hex.
        kept: how many of the files, from the first, were kept with the proof; a further one of the same role
            takes the place of such a file, except of a certificate.
    """

    files: tuple[str, ...]
    digests: tuple[str, ...]
    kept: int = 0


@entity
class TimeProof:
    """A proof that is kept with the documents it covers, with what its `ProofReport` says, and besides.

    Attributes:
        document_ids: the documents whose digest was stamped, or is in the list that was.
        stated_at: as in the report, or None.
        added_at: when it was brought, in UTC.
        files: all that it rests on, so that anybody can verify it again.
    """

    id: str
    case_id: str
    document_ids: tuple[str, ...]
    kind: ProofKind
    added_at: datetime
    stated_at: datetime | None = None
    accuracy_ms: int = 0
    authority: str = ""
    policy: str = ""
    serial: str = ""
    algorithm: str = ""
    digest: str = ""
    block_height: int = 0
    merkle_root: str = ""
    block_hash: str = ""
    pending: tuple[str, ...] = ()
    checks: tuple[ProofCheck, ...] = ()
    files: tuple[ProofFile, ...] = ()

    def names(self, state: CheckState) -> tuple[CheckName, ...]:
        """The checks that ended so."""
        return tuple(check.name for check in self.checks if check.state == state)

    @property
    def covers_list(self) -> bool:
        """Whether a list of digests was stamped, not the document itself."""
        return any(file.role == "digest-list" for file in self.files)
