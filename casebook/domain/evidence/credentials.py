"""Content credentials (C2PA) of a file: what a picture, video or PDF claims about how it was made."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

CredentialCheckName = Literal["binding", "assertions", "signature"]
CredentialState = Literal["passed", "open", "failed"]


@entity
class CredentialCheck:
    """One check of credentials.

    Attributes:
        name: "binding": the bytes of the file are those that were signed; "assertions": what is claimed is
            what was signed; "signature": the key of the stated certificate signed the claim.
        state: "open" where this program does not know the method, or more than the credentials was left out.
    """

    name: CredentialCheckName
    state: CredentialState


@entity
class CredentialReport:
    """What a file claims of itself. Reported, never believed: whoever can sign can claim anything.

    Attributes:
        is_there: whether it has credentials; without, all else is empty.
        generator: the program that made the claim.
        title: of the file, as claimed.
        actions: what was done to it, such as ``c2pa.created``, in order.
        signer: the name in the certificate, as stated.
        issuer: who issued that, as stated; the certificate is not verified.
        manifests: how many claims it holds; the newest is reported.
        checks: of the newest claim.
    """

    is_there: bool
    generator: str = ""
    title: str = ""
    actions: tuple[str, ...] = ()
    signer: str = ""
    issuer: str = ""
    manifests: int = 0
    checks: tuple[CredentialCheck, ...] = ()
