"""The commands on proofs of time."""

from __future__ import annotations

from casebook.cli.base.parameter import CASE, argument, maybe_argument, path, required
from casebook.cli.base.verb import VerbGroup, on_vault

_TIMESTAMP = "casebook.cli.evidence.timestamp"
_PROOF = argument("proof_id", "ID", "Id of the proof, or how it begins.")

TIMESTAMP = VerbGroup(
    "timestamp",
    "Proofs that documents existed at a time: RFC 3161 time stamps and OpenTimestamps.",
    (
        on_vault(
            "list",
            "Write the digest list of a case, to be stamped as a whole.",
            "casebook timestamp list VAULT LIN-2026-003 --out digests.txt --request digests.tsq",
            f"{_TIMESTAMP}:list_",
            CASE,
            required("--out", "File for the digests, one a line.", "path"),
            path("--request", "File for a request that a time-stamping authority takes (.tsq)."),
        ),
        on_vault(
            "request",
            "Write the request to stamp one document.",
            "casebook timestamp request VAULT DOCUMENT --out exhibit.tsq",
            f"{_TIMESTAMP}:request_",
            argument("document_id", "DOCUMENT", "ID of the document."),
            required("--out", "File for the request (.tsq).", "path"),
        ),
        on_vault(
            "add",
            "Verify a proof with all that belongs to it, and keep it with the documents it covers.",
            "casebook timestamp add VAULT LIN-2026-003 digests.tsr authority.pem digests.txt digests.tsq",
            f"{_TIMESTAMP}:add",
            CASE,
            argument(
                "files",
                "FILE...",
                "One token (.tsr, .tst) or OpenTimestamps proof (.ots); certificates, digest list, request "
                "and block header where you have them.",
                "path",
                many=True,
            ),
        ),
        on_vault(
            "show",
            "Show the proofs of a case: what each proves, and what was and was not verified.",
            "casebook timestamp show VAULT LIN-2026-003",
            f"{_TIMESTAMP}:show",
            CASE,
        ),
        on_vault(
            "verify",
            "Verify a proof again, also with further files such as a block header.",
            "casebook timestamp verify VAULT 01J header.txt",
            f"{_TIMESTAMP}:verify",
            _PROOF,
            maybe_argument("files", "[FILE]...", "Further files that belong to it.", "path", many=True),
        ),
        on_vault(
            "credentials",
            "Report what a picture, video or PDF claims about how it was made (C2PA); never believed.",
            "casebook timestamp credentials VAULT DOCUMENT",
            f"{_TIMESTAMP}:credentials",
            argument("document_id", "DOCUMENT", "ID of the document."),
        ),
        on_vault(
            "remove",
            "Move a proof to the bin.",
            "casebook timestamp remove VAULT 01J",
            f"{_TIMESTAMP}:remove",
            _PROOF,
        ),
    ),
)
