"""What one pseudonymised copy must not say: the forms of every name in it, and its days and times."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.dossier import pseudonymised_text
from casebook.services.dossier.copy_decision import terms_in
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.searched_name import is_named_by, name_pattern
from casebook.services.dossier.hiding import copy_text, protected_names
from casebook.services.dossier.hiding.chat_senders import (
    headings,
    open_chats,
    pasted_senders,
    sender_forms,
    unread_stamps,
    untied_senders,
)
from casebook.services.dossier.hiding.unrecorded_day import unrecorded_days
from casebook.services.evidence.chat import OpenChat


async def hidden_in(
    session: Session,
    request: BuildRequest,
    dossier_data: DossierData,
    composition: Composition,
    *,
    keeps_labels: bool = False,
) -> tuple[Hidden, ...]:
    """What this copy must not say; nothing where it is no pseudonymised one.

    Args:
        session: the open vault.
        request: which copy, and which kinds it shows.
        dossier_data: the material.
        composition: what it says.
        keeps_labels: whether the copy leaves, and with it the labels it gives; a preview writes nothing.

    Raises:
        ReadOnly: a label must be kept, and the vault is open to read alone.
        DamagedSource: a chat of which an excerpt was made is damaged by now.
        Refused: a chat could not be read.
    """
    if dossier_data.copy_kind != "pseudonymised":
        return ()
    chats = await open_chats(session, dossier_data)
    return await on_vault(
        lambda: _hidden(session, request, dossier_data, composition, chats, keeps_labels=keeps_labels)
    )


def _hidden(
    session: Session,
    request: BuildRequest,
    dossier_data: DossierData,
    composition: Composition,
    chats: Sequence[OpenChat],
    *,
    keeps_labels: bool,
) -> tuple[Hidden, ...]:
    case, own = dossier_data.case, copy_text.own_texts(composition)
    of_exhibits = copy_text.stored_texts_of_exhibits(session, dossier_data)
    terms = terms_in(request)
    words = dossier_data.words
    texts = (*own, *of_exhibits)
    hidden = protected_names.forms_to_hide(session, case, words, texts, terms, keeps_labels=keeps_labels)
    if "contact" not in terms.shown:
        pasted = pasted_senders(dossier_data, chats)
        hidden = (*hidden, *sender_forms(untied_senders(chats), pasted, hidden, words))
    if "date" in terms.shown:
        return hidden
    of_exhibits = (*of_exhibits, *unread_stamps(chats))
    days = unrecorded_days(dossier_data, own, of_exhibits, headings(chats), hidden)
    return (*hidden, *days)


def time_label(request: BuildRequest, dossier_data: DossierData) -> str:
    """What stands for times of the clock; they are hidden with the days, if those are."""
    hides = dossier_data.copy_kind == "pseudonymised" and "date" not in terms_in(request).shown
    return dossier_data.words("[time]") if hides else ""


def protected_in(session: Session, dossier_data: DossierData, composition: Composition) -> NameReplacer:
    """The names of everybody for what areas cover of them; a client whom the text names is named openly."""
    texts = copy_text.texts(session, dossier_data, composition)
    own = "\n".join(pseudonymised_text.texts_of(composition))
    named = [
        one.id
        for one in dossier_data.clients
        if is_named_by(name_pattern((), (one,), forms=dossier_data.searched_forms), own)
    ]
    hidden = protected_names.forms_to_search(session, dossier_data.case, texts, named=named)
    return NameReplacer(one for one in hidden if one.kind in {"name", "relative", "contact"})
