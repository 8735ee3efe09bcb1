"""A proof of time with all that was brought to verify it: each file is known by its content."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from casebook.domain.evidence.time_proof import (
    MAX_FILE_BYTES,
    MAX_FILES,
    CheckName,
    CheckState,
    FileRole,
    ProofCheck,
    ProofReport,
    ProofRequest,
)
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.proofs.block_header import BYTES, MIN_WORK, header_bytes, read_header
from casebook.formats.proofs.certificate_chain import (
    certificates_of,
    common_name,
    is_for_time_stamps,
    leads_to,
    was_valid,
)
from casebook.formats.proofs.open_timestamps import MAGIC, read_open_timestamp
from casebook.formats.proofs.token import HASHES, Token, is_token, nonce_of, read_token

_FOLDER = Path(__file__).parent
_LIST = re.compile(rb"(?:[0-9a-f]{64}\r?\n)+")
_SOLE: frozenset[FileRole] = frozenset({"proof", "digest-list", "request", "block-header"})
Files = dict[FileRole, list[bytes]]


def load_for_proofs() -> None:
    """Verify one proof of each kind, since a confined process can open no file later.

    Raises:
        Damaged: the libraries of this installation do not work.
    """
    for names in (("rehearsal.tsr", "rehearsal.pem"), ("rehearsal.ots",)):
        files = ((_FOLDER / name).read_bytes() for name in names)
        examine(
            ProofRequest(files=tuple(base64.b64encode(file).decode("ascii") for file in files), digests=())
        )
    read_header(bytes(BYTES))


def examine(request: ProofRequest, least_work: int = MIN_WORK) -> ProofReport:
    """Verify a proof as far as the files that came with it allow.

    Args:
        request: the files, and the digests of the case.
        least_work: see `block_header.read_header`.

    Raises:
        Damaged: a file is broken, or there is not exactly one proof among them.
        OversizedFile: there are too many, or one is too large.
    """
    most = MAX_FILE_BYTES * 4 // 3 + 4  # in base64
    if len(request.files) > 2 * MAX_FILES or any(len(file) > most for file in request.files):
        raise OversizedFile
    try:
        contents = [base64.b64decode(file, validate=True) for file in request.files]
    except binascii.Error as error:
        raise Damaged from error
    roles = _roles(contents, request.kept)
    files: Files = {role: [] for role in get_args(FileRole)}
    for role, content in zip(roles, contents, strict=True):
        files[role].append(content)
    if len(files["proof"]) != 1 or any(len(files[role]) > 1 for role in _SOLE):
        raise Damaged
    if files["proof"][0].startswith(MAGIC):
        return _open_timestamps(files, roles, request.digests, least_work)
    return _time_stamp(files, roles, request.digests)


def role_of(data: bytes) -> FileRole:
    """What a file is, by its content.

    Raises:
        Damaged: nothing that belongs to a proof.
    """
    if data.startswith(MAGIC) or is_token(data):
        return "proof"
    if header_bytes(data) is not None:
        return "block-header"
    if _LIST.fullmatch(data):
        return "digest-list"
    if nonce_of(data):
        return "request"
    certificates_of(data)
    return "certificate"


def _roles(contents: Sequence[bytes], kept: int) -> tuple[FileRole, ...]:
    """What each file is; a further one takes the place of that which was kept."""
    roles = tuple(map(role_of, contents))
    further = set(roles[kept:]) & _SOLE
    return tuple(
        "superseded" if place < kept and role in further else role for place, role in enumerate(roles)
    )


def _time_stamp(files: Files, roles: tuple[FileRole, ...], digests: tuple[str, ...]) -> ProofReport:
    brought = tuple(one for file in files["certificate"] for one in certificates_of(file))
    token = read_token(files["proof"][0], brought)
    covered = _covered(files, digests, token.algorithm, token.digest)
    states: dict[CheckName, CheckState] = {
        "imprint": _state(is_so=bool(covered)),
        "signature": _state(is_so=token.is_signed),
        "usage": "failed",
        "validity": "failed",
        "chain": "failed" if brought else "open",
        "nonce": _nonce(files, token),
        "revocation": "open",
    }
    signer = token.signer
    if signer is not None:
        states["usage"] = _state(is_so=is_for_time_stamps(signer))
        states["validity"] = _state(is_so=was_valid(signer, token.stated_at))
        if brought:
            states["chain"] = _state(is_so=leads_to(signer, brought, token.certificates, token.stated_at))
    return ProofReport(
        kind="rfc3161",
        roles=roles,
        checks=_checks(states),
        covered=covered,
        stated_at=token.stated_at.isoformat(),
        accuracy_ms=token.accuracy_ms,
        authority=common_name(signer) if signer else "",
        policy=token.policy,
        serial=str(token.serial),
        algorithm=token.algorithm,
        digest=token.digest.hex(),
    )


def _nonce(files: Files, token: Token) -> CheckState:
    """Whether a token answers the request that was brought."""
    if not files["request"]:
        return "open"
    return _state(is_so=nonce_of(files["request"][0]) == (token.nonce, token.digest))


def _open_timestamps(
    files: Files, roles: tuple[FileRole, ...], digests: tuple[str, ...], least_work: int
) -> ProofReport:
    proof = read_open_timestamp(files["proof"][0])
    covered = _covered(files, digests, "sha256", proof.digest)
    header = None
    roots = proof.roots[:1]
    states: dict[CheckName, CheckState] = {
        "imprint": _state(is_so=bool(covered)),
        "commitment": "passed" if proof.roots else "open" if proof.pending else "failed",
        "block": "open",
    }
    if files["block-header"]:
        header = read_header(header_bytes(files["block-header"][0]) or b"", least_work)
        matching = tuple(root for root in proof.roots if root[1] == header.merkle_root)
        states["block"] = _state(is_so=bool(matching) and header.has_work)
        roots = matching[:1] or roots
    height, root = roots[0] if roots else (0, b"")
    return ProofReport(
        kind="opentimestamps",
        roles=roles,
        checks=_checks(states),
        covered=covered,
        stated_at=header.mined_at.isoformat() if header and states["block"] == "passed" else "",
        algorithm="sha256" if proof.digest else "",
        digest=proof.digest.hex(),
        block_height=height,
        merkle_root=root[::-1].hex(),
        block_hash=header.hash if header else "",
        pending=proof.pending,
        uncomputed=proof.uncomputed,
    )


def _covered(files: Files, digests: tuple[str, ...], algorithm: str, digest: bytes) -> tuple[str, ...]:
    """The digests of the case that a stamped digest proves: its own, or those of the list that has it."""
    if not files["digest-list"]:
        return tuple(one for one in digests if algorithm == "sha256" and one == digest.hex())
    content = files["digest-list"][0]
    if algorithm not in HASHES or hashlib.new(algorithm, content).digest() != digest:
        return ()
    listed = set(content.decode("ascii").split())
    return tuple(one for one in digests if one in listed)


def _state(*, is_so: bool) -> CheckState:
    return "passed" if is_so else "failed"


def _checks(states: dict[CheckName, CheckState]) -> tuple[ProofCheck, ...]:
    return tuple(ProofCheck(name=name, state=state) for name, state in states.items())
