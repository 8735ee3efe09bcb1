"""Papers for a client: what one would say, its file, and what is recorded of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.client_paper import ClientPaper, PaperFormat
from casebook.domain.dossier.client_papers.paper_template import PaperLanguage, Route
from casebook.domain.dossier.paper import Paper
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Consent, ConsentPurpose, Person, check_person
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.absence import require_settled
from casebook.services.base.export import put
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers.paper_form import paper_form
from casebook.services.dossier.client_papers.paper_gate import require_fit
from casebook.services.dossier.client_papers.paper_sheet import paper_sheet
from casebook.services.dossier.client_papers.paper_text import ConsentTerms, PaperText, route_of, text_of
from casebook.services.dossier.client_papers.paper_wording import (
    PaperWording,
    template_named,
    wording_of,
)

Undo = Callable[[Session], object]
ENDINGS: dict[PaperFormat, str] = {"pdf": ".pdf", "form": ".html"}
ROUTES: tuple[Route, ...] = get_args(Route)


@entity
class ClientPaperRequest:
    """Which paper is wanted.

    Attributes:
        person_id: the client of the case who gets it.
        paper: id of the paper.
        format: a PDF, or of a questionnaire one form for a browser.
        size: of the printed pages.
        route: of the sheet on the proceeding; "" for that of the proceeding that runs.
        purpose: what is consented to, or "".
        terms: what a consent states beside.
    """

    case_id: str
    person_id: str
    paper: str
    language: PaperLanguage = "en"
    format: PaperFormat = "pdf"
    size: Paper = "A4"
    route: Route | Literal[""] = ""
    purpose: ConsentPurpose | Literal[""] = ""
    terms: ConsentTerms = ConsentTerms()


@entity
class ClientPaperDraft:
    """A paper as it would be written.

    Attributes:
        texts: its lines in order.
        variant: the route or purpose it is for, or "".
        may_be_signed: whether it would have lines for signatures.
    """

    wording: PaperWording
    client: Person
    texts: tuple[PaperText, ...]
    variant: str

    @property
    def may_be_signed(self) -> bool:
        """Return whether it has lines for signatures and they are printed."""
        has_lines = any(one.line.kind == "signature" for one in self.texts)
        return has_lines and self.wording.may_be_signed


def of_case(session: Session, case_id: str, person_id: str = "") -> list[ClientPaper]:
    """Return the papers given in a case, to one client where a person is named, the newest first."""
    papers = record.of_case(session, ClientPaper, case_id)
    mine = [one for one in papers if person_id in {"", one.person_id}]
    return sorted(mine, key=lambda one: (one.given_on, one.id), reverse=True)


def file_name(request: ClientPaperRequest) -> str:
    """Return a name for the file, which says its kind and names nobody."""
    return f"{request.paper}{ENDINGS[request.format]}"


def target_of(out: Path | SaveTarget, request: ClientPaperRequest) -> Path | SaveTarget:
    """Return the file of a paper: in a folder it is named by its kind.

    Raises:
        InvalidInput: the name of the file ends as another format does; nobody could open it.
    """
    if not isinstance(out, Path):
        return out
    if out.is_dir():
        return out / file_name(request)
    ending = ENDINGS[request.format]
    if out.suffix.lower() != ending:
        raise InvalidInput(
            Message("The name of this file must end in {ending}.", ending=ending),
            field="out",
            remedy="Change the ending, or choose the other format.",
        )
    return out


def draft(session: Session, request: ClientPaperRequest) -> ClientPaperDraft:
    """Return a paper as it would be written, in memory alone.

    Raises:
        NotFound: there is no such case, person or paper.
        InvalidInput: the person is no client of the case, or a value does not fit the paper.
        Refused: it would tell its recipient what must not reach them.
    """
    case = record.find(session, Case, request.case_id)
    client = _client(session, case, request.person_id)
    wording = wording_of(session, template_named(request.paper), request.language)
    if wording.template.kind == "declaration":
        raise Refused(
            "A declaration is printed from its own record.",
            field="paper",
            remedy="Make it under “Declarations” of the case, or with “casebook declaration”.",
        )
    variant = _variant(session, case, request)
    texts = text_of(session, wording, case, client, variant, request.terms)
    if wording.template.kind == "consent":
        require_fit(session, case, client, request.purpose, request.terms)
    return ClientPaperDraft(wording=wording, client=client, texts=texts, variant=variant)


async def write(
    session: Session, request: ClientPaperRequest, out: Path | SaveTarget, *, given_on: date | None = None
) -> tuple[ClientPaper, ClientPaperDraft]:
    """Write a paper and record that the client was given it.

    Args:
        session: the open vault.
        request: which.
        out: the file, or a folder in which it is named by its kind; one that is there is replaced.
        given_on: the day it is given, today where left out.

    Raises:
        NotFound, InvalidInput, Refused: as for `draft`.
        Refused: a party of the case is not here yet, or another case has its reference.
        InvalidInput: a consent names no recipient, purpose or last day; only a questionnaire is a form; the
            name of the file names somebody of the vault; one to the ledger of outcomes names a recipient or
            limits.
        ReadOnly: the vault is open to read alone, and takes no record of it.
        DiskProblem: the disk refuses; nothing is left.
    """
    _require_whole(session, request)
    drafted = await on_vault(lambda: draft(session, request))
    await on_vault(lambda: require_settled(session, record.find(session, Case, request.case_id)))
    session.store.require_writing()  # the file would stay without its record
    target = target_of(out, request)
    await on_vault(lambda: require_neutral(session, target.name))
    paper_id = session.ids()
    data = await off_thread(lambda: _file(request, drafted, paper_id))
    await off_thread(lambda: put(data, target))
    terms, template = request.terms, drafted.wording.template
    given = ClientPaper(
        id=paper_id,
        case_id=request.case_id,
        person_id=request.person_id,
        paper=template.id,
        version=template.version,
        language=request.language,
        format=request.format,
        given_on=given_on or session.clock().date(),
        sha256=hashlib.sha256(data).hexdigest(),
        variant=drafted.variant,
        is_for_signature=drafted.may_be_signed,
        purpose=request.purpose,
        recipient=terms.recipient.strip(),
        scope=terms.scope.strip(),
        expires_on=terms.expires_on,
    )
    await on_vault(lambda: record.add(session, given))
    return given, drafted


def link_signed(
    session: Session, paper_id: str, document_id: str, *, signed_on: date | None = None
) -> tuple[ClientPaper, Undo]:
    """Record which exhibit is the signed copy; of a consent, the consent is recorded in the same change.

    Args:
        session: the open vault.
        paper_id: of the paper.
        document_id: the signed copy, a document of the case.
        signed_on: the day it was signed, the day it was given where left out.

    Returns:
        The paper as it is now, and what undoes both.

    Raises:
        NotFound: there is no such paper or document.
        InvalidInput: the document is of another case, or the day does not fit.
        Refused: the paper had no lines for signatures.
    """
    paper = record.find(session, ClientPaper, paper_id)
    document = record.find(session, Document, document_id)
    if document.case_id != paper.case_id:
        raise InvalidInput(
            "This document belongs to another case.",
            field="document",
            remedy="Choose the signed copy among the exhibits of the case.",
        )
    if not paper.is_for_signature:
        raise Refused(
            "This paper was not given for signature.",
            field="paper",
            remedy="Have the translation checked, record who checked it, and give the paper again.",
        )
    day = signed_on or paper.given_on
    if day > session.clock().date():
        raise InvalidInput(
            "The day of the signature has not come yet.", field="signed_on", remedy="Check the day."
        )
    if day < paper.given_on:
        raise InvalidInput(
            "The signature is dated before the paper was given.", field="signed_on", remedy="Check the day."
        )
    client = record.find(session, Person, paper.person_id)
    consented = (
        replace(client, consents=(*client.consents, _consent(paper, day))) if paper.purpose else client
    )
    check_person(consented)
    linked = replace(paper, document_id=document_id)
    _replace_all(session, "client-paper.sign", (paper, linked), (client, consented))
    return linked, lambda later: _replace_all(
        later, "client-paper.sign", (linked, paper), (consented, client)
    )


def _replace_all(session: Session, action: str, *changes: tuple[Entity, Entity]) -> None:
    """Give records new values in one change, where each still stands as it was seen.

    Raises:
        Conflict: one was changed since; nothing was written.
    """
    with session.store.write(action) as transaction:
        for seen, now in changes:
            if seen != now:
                record.replace_seen(transaction, seen, now)


def _consent(paper: ClientPaper, day: date) -> Consent:
    if not paper.purpose:
        raise ValueError("a consent has a purpose")
    return Consent(
        purpose=paper.purpose,
        given_on=day,
        scope=paper.scope,
        recipient=paper.recipient,
        expires_on=paper.expires_on,
    )


def _client(session: Session, case: Case, person_id: str) -> Person:
    if person_id not in case.client_ids:
        raise InvalidInput(
            "This person is no client of the case.", field="person", remedy="Choose a client of the case."
        )
    return record.find(session, Person, person_id)


def _variant(session: Session, case: Case, request: ClientPaperRequest) -> str:
    kind = template_named(request.paper).kind
    if kind == "consent":
        return request.purpose
    if kind != "sheet":
        return ""
    route = request.route or route_of(session, case)
    if not route:
        raise InvalidInput(
            "The case has no proceeding of a kind that the sheet explains.",
            field="route",
            remedy=Message("Choose one of: {choices}.", choices=ROUTES),
        )
    return route


def _require_whole(session: Session, request: ClientPaperRequest) -> None:
    template = template_named(request.paper)
    if request.format == "form" and not template.has_questions:
        raise InvalidInput(
            "Only the questionnaire can be filled in as a form.", field="format", remedy="Choose PDF."
        )
    if template.kind != "consent":
        return
    terms = request.terms
    if request.purpose == "ledger":
        _require_unlimited(terms)
    elif not request.purpose or not terms.recipient.strip() or terms.expires_on is None:
        raise InvalidInput(
            "A consent names its purpose, its recipient and the day it ends.",
            field="recipient" if request.purpose else "purpose",
            remedy="Enter all three.",
        )
    if terms.expires_on is not None and terms.expires_on < session.clock().date():
        raise InvalidInput(
            "The consent would have ended already.", field="expires_on", remedy="Enter a later day."
        )


def _require_unlimited(terms: ConsentTerms) -> None:
    """Reject a consent to the ledger of outcomes that would cover nothing, or that has no last day.

    Nobody knows who will read the ledger: one that names a recipient or states limits covers no row of it.

    Raises:
        InvalidInput: it is one.
    """
    if terms.recipient.strip() or terms.scope.strip():
        raise InvalidInput(
            "A consent to the ledger of outcomes names no recipient and no limits: it would cover nothing.",
            field="recipient" if terms.recipient.strip() else "scope",
            remedy="Leave both empty. A person who wants limits does not consent to the ledger.",
        )
    if terms.expires_on is None:
        raise InvalidInput(
            "A consent to the ledger of outcomes names the day it ends.",
            field="expires_on",
            remedy="Enter the day. After it nothing more is given.",
        )


def _file(request: ClientPaperRequest, drafted: ClientPaperDraft, paper_id: str) -> bytes:
    if request.format == "form":
        return paper_form(paper_id, drafted.wording, drafted.texts)
    from casebook.pdf.bundle.fillable_sheet import set_fillable

    return set_fillable(paper_sheet(drafted.wording, drafted.texts, request.size))
