"""All targets by name: each takes any bytes, and lets no error out but what is a fault of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz import (
    answer_targets,
    chat_targets,
    declaration_targets,
    dictionary_targets,
    file_targets,
    letter_targets,
    mail_targets,
    pack_targets,
    parcel_targets,
    proof_targets,
    release_targets,
    share_targets,
    sharing_targets,
    team_targets,
    vault_targets,
)


@dataclass(frozen=True)
class Target:
    """What is fuzzed.

    Attributes:
        run: takes any bytes; what it raises is a finding.
        max_bytes: longest input that is tried.
    """

    run: Callable[[bytes], None]
    max_bytes: int = 4096


TARGETS = {
    "header": Target(vault_targets.header),
    "slot": Target(vault_targets.slot, 256),
    "manifest": Target(vault_targets.manifest, 16_384),
    "sealed-file": Target(vault_targets.sealed_file, 80_000),
    "channel": Target(answer_targets.channel),
    "message": Target(answer_targets.message),
    "answer": Target(answer_targets.answer, 16_384),
    "drawing": Target(answer_targets.drawing),
    "contacts": Target(answer_targets.contacts),
    "citations": Target(answer_targets.citations),
    "register": Target(answer_targets.register),
    "outcomes": Target(answer_targets.outcomes),
    "declaration": Target(declaration_targets.declaration, 16_384),
    "signed-pack": Target(pack_targets.signed_pack, 16_384),
    "own-text": Target(pack_targets.own_text, 16_384),
    "bundle-spec": Target(pack_targets.bundle_spec, 16_384),
    "release": Target(release_targets.release, 1024),
    "share": Target(share_targets.share, 2048),
    "card": Target(sharing_targets.card, 2048),
    "parcel": Target(sharing_targets.parcel, 16_384),
    "carrier-header": Target(sharing_targets.carrier_header, 1024),
    "carrier-body": Target(sharing_targets.carrier_body, 16_384),
    "parcel-body": Target(parcel_targets.parcel_body, 16_384),
    "parcel-manifest": Target(parcel_targets.parcel_manifest, 16_384),
    "statement": Target(team_targets.statement, 16_384),
    "team-body": Target(team_targets.team_body, 16_384),
    "form": Target(pack_targets.form, 16_384),
    "chat": Target(chat_targets.chat, 16_384),
    "mail": Target(mail_targets.mail, 16_384),
    "proof": Target(proof_targets.proof),
    "credentials": Target(proof_targets.credentials),
    "letter-template": Target(letter_targets.letter_template, 1024),
    "archive": Target(file_targets.archive, 16_384),
    "older-office": Target(file_targets.older_office, 65_536),
    "dictionary": Target(dictionary_targets.dictionary),
    "web-capture": Target(file_targets.web_capture, 16_384),
}
