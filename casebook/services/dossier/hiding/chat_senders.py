"""Senders of chats whom no record knows: a pseudonymised copy hides them until somebody decides otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress

from casebook.base.errors import DamagedSource
from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.ordinary import ordinary_words
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.evidence.chat import open_chat


async def untied_senders(session: Session, dossier_data: DossierData) -> tuple[str, ...]:
    """Return the senders of the chats of a copy, and of those it has excerpts of, tied to nobody.

    Those whom pasted lines name are among them. Of a damaged chat no pages are set, so that it has none.

    Raises:
        DamagedSource: a chat of which an excerpt was made is damaged by now.
        Refused: a chat could not be read.
    """
    senders: dict[str, None] = {}
    excerpted = {one.document.id for key, one in dossier_data.chats.items() if key != one.document.id}
    for document_id in dict.fromkeys(one.document.id for one in dossier_data.chats.values()):
        with nullcontext() if document_id in excerpted else suppress(DamagedSource):
            shown = await open_chat(session, document_id)
            named = (*shown.log.senders, *shown.log.pasted_senders)
            senders |= dict.fromkeys(one for one in named if one not in shown.people)
    return tuple(senders)


def sender_forms(senders: Sequence[str], hidden: Iterable[Hidden], words: Translator) -> Iterator[Hidden]:
    """Yield a form with a label for each sender of whom something is left once the known names are replaced.

    Args:
        senders: as the exports name them.
        hidden: what is hidden already.
        words: the language of the copy.
    """
    if not senders:
        return
    hidden = tuple(hidden)
    labels, replacer, number = {one.label for one in hidden}, NameReplacer(hidden), 0
    for sender in senders:
        left = replacer.apply(sender)
        for label in labels:
            left = left.replace(label, "")
        if any(map(str.isalpha, left)):
            number += 1
            yield Hidden(
                form=sender,
                label=words("Sender {number}", number=number),
                kind="contact",
                ordinary=frozenset(ordinary_words().intersection(folded(sender).split())),
            )
