"""``timestamp list|request|add|show|verify|credentials|remove``: proofs of time, and claims of files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from casebook.cli.base.answer import answer, counted
from casebook.cli.base.session import reading, unlocked
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.time_proof import TimeProof
from casebook.services.base import record
from casebook.services.base.export import write_file
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.evidence import time_proof
from casebook.services.evidence.credentials import credentials_in_words, credentials_of
from casebook.services.evidence.time_proof_words import proof_in_words


def list_(
    *,
    vault: Path,
    case_name: str,
    out: Path,
    request: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file) as session:
        content = run_in_line(time_proof.write_list(session, case.named(session, case_name).id, out))
        if request:
            run_in_line(write_file(time_proof.request_of(content), request))
    count = content.count(b"\n")
    found = {"out": str(out), "request": str(request or ""), "digests": count}
    answer(found, f"{counted(count, 'digest', 'digests')} written to {out}", json_wanted=json)


def request_(*, vault: Path, document_id: str, out: Path, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        document = record.find(session, Document, document_id)
        run_in_line(write_file(time_proof.request_for_digest(document.sha256), out))
    answer({"out": str(out), "sha256": document.sha256}, f"Request written to {out}", json_wanted=json)


def add(
    *,
    vault: Path,
    case_name: str,
    files: tuple[Path, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        proof = run_in_line(time_proof.add(session, case.named(session, case_name).id, files))
    _tell(proof, json_wanted=json)


def show(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        proofs = time_proof.of_case(session, case.named(session, case_name).id)
    words = "\n\n".join(map(_words, proofs)) or "This case has no proofs of time."
    answer({"rows": [_json(proof) for proof in proofs]}, words, json_wanted=json)


def verify(
    *,
    vault: Path,
    proof_id: str,
    files: tuple[Path, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        proof = run_in_line(time_proof.verify_again(session, proof_id, files))
    _tell(proof, json_wanted=json)


def credentials(*, vault: Path, document_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        report = run_in_line(credentials_of(session, record.find(session, Document, document_id)))
    found = {**asdict(report), "checks": {check.name: check.state for check in report.checks}}
    answer(found, "\n".join(map(str, credentials_in_words(report))), json_wanted=json)


def remove(*, vault: Path, proof_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        proof = time_proof.named(session, proof_id)
        record.move_to_bin(session, TimeProof, proof.id)
    answer({"id": proof.id}, f"{proof.id} moved to the bin", json_wanted=json)


def _tell(proof: TimeProof, *, json_wanted: bool) -> None:
    answer(_json(proof), _words(proof), json_wanted=json_wanted)


def _words(proof: TimeProof) -> str:
    covered = f"Documents: {', '.join(proof.document_ids)}"
    return "\n".join((f"{proof.id}: {proof.kind}", *map(str, proof_in_words(proof)), covered))


def _json(proof: TimeProof) -> dict[str, object]:
    return {
        "id": proof.id,
        "kind": proof.kind,
        "document_ids": proof.document_ids,
        "stated_at": proof.stated_at,
        "accuracy_ms": proof.accuracy_ms,
        "authority": proof.authority,
        "policy": proof.policy,
        "serial": proof.serial,
        "algorithm": proof.algorithm,
        "digest": proof.digest,
        "block_height": proof.block_height,
        "merkle_root": proof.merkle_root,
        "block_hash": proof.block_hash,
        "pending": proof.pending,
        "covers_list": proof.covers_list,
        "checks": {check.name: check.state for check in proof.checks},
        "files": [file.role for file in proof.files],
    }
