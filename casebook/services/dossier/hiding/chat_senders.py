"""What the chats of a copy say beside their words: senders whom no record knows, and the days of messages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date

from casebook.base.errors import DamagedSource, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.hanzi import has_han, simplified
from casebook.language.ordinary import is_common_word, is_ordinary_word, ordinary_words
from casebook.language.sound_alike import family_signs
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.hiding.chat_names import MAX_NAMES, WORD
from casebook.services.dossier.hiding.notice_names import perhaps_name
from casebook.services.evidence.chat import OpenChat, chat_of, open_chat

_SAID = re.compile(
    r"\b(?:said|says|stated|asked|answered|replied|wrote|shouted|explained|sagte|schrieb|dit|dijo|disse|dedi|"
    r"сказала?|написала?)$|(?:说|說|道|问|問)$",
    re.IGNORECASE,
)


async def open_chats(session: Session, dossier_data: DossierData) -> tuple[OpenChat, ...]:
    """Return the chats of a copy, and those it has excerpts of, with their messages.

    Of a damaged chat no pages are set, so that it is left out.

    Raises:
        DamagedSource: a chat of which an excerpt was made is damaged by now.
        Refused: a chat could not be read, or one of which an excerpt was made is deleted permanently.
    """
    await on_vault(lambda: _require_chats(session, dossier_data))
    chats: list[OpenChat] = []
    excerpted = {one.document.id for key, one in dossier_data.chats.items() if key != one.document.id}
    for document_id in dict.fromkeys(one.document.id for one in dossier_data.chats.values()):
        with nullcontext() if document_id in excerpted else suppress(DamagedSource):
            chats.append(await open_chat(session, document_id))
    return tuple(chats)


def _require_chats(session: Session, dossier_data: DossierData) -> None:
    """Refuse an excerpt that nobody can compare with its chat.

    SECURITY: the chat alone says who its senders are; without it their names would stay in clear.
    """
    for one in dossier_data.exhibits:
        try:
            chat_of(session, one)
        except NotFound:
            raise Refused(
                Message(
                    "Exhibit {exhibit} was made from a chat that was deleted permanently, so the senders of "
                    "its messages cannot be replaced.",
                    exhibit=dossier_data.name_of(one),
                ),
                remedy="Import the chat again and make a new excerpt, or withhold this exhibit from "
                "the copy.",
            ) from None


def untied_senders(chats: Iterable[OpenChat]) -> tuple[str, ...]:
    """Return the senders of chats that the office tied to nobody."""
    return tuple(
        dict.fromkeys(one for shown in chats for one in shown.log.senders if one not in shown.people)
    )


def pasted_senders(dossier_data: DossierData, chats: Iterable[OpenChat]) -> dict[str, frozenset[str]]:
    """Return whom pasted lines alone name as senders, with the IDs of the exhibits of these chats."""
    senders, exhibits = set(untied_senders(chats)), defaultdict[str, set[str]](set)
    pasted = defaultdict[str, frozenset[str]](frozenset)
    for key, known in dossier_data.chats.items():
        exhibits[known.document.id].add(key)
    for shown in chats:
        for name in shown.log.pasted_senders:
            if name not in senders and name not in shown.people:
                pasted[name] |= exhibits[shown.document.id]
    return pasted


def headings(chats: Iterable[OpenChat]) -> tuple[date, ...]:
    """Return the days of messages, which stand above these on the pages of whole chats."""
    days = {message.at[:10] for shown in chats for message in shown.log.messages if message.at}
    return tuple(map(date.fromisoformat, sorted(days)))


def unread_stamps(chats: Iterable[OpenChat]) -> tuple[str, ...]:
    """Return the time stamps that are no dates, which the pages of whole chats print as they are."""
    return tuple(
        message.stamp for shown in chats for message in shown.log.messages if message.stamp and not message.at
    )


def sender_forms(
    senders: Sequence[str],
    pasted: Mapping[str, frozenset[str]],
    hidden: Iterable[Hidden],
    words: Translator,
) -> Iterator[Hidden]:
    """Yield a form with a label for each sender of whom something is left once the known names are replaced.

    Whom pasted lines alone name is hidden in those exhibits, and elsewhere listed where it may be a name;
    what is rather an entry of a diary is listed alone.

    Args:
        senders: of messages, as the exports name them.
        pasted: those of pasted lines alone, with the keys of the exhibits that say so.
        hidden: what is hidden already.
        words: the language of the copy.
    """
    if not senders and not pasted:
        return
    hidden = tuple(hidden)
    labels, replacer, number = {one.label for one in hidden}, NameReplacer(hidden), 0
    for sender in (*senders, *pasted):
        left = replacer.apply(sender)
        for label in labels:
            left = left.replace(label, "")
        if not any(map(str.isalpha, left)):
            continue
        if sender in pasted:
            yield perhaps_name(sender)
            if _is_entry(sender):
                continue
        number += 1
        one = Hidden(
            form=sender,
            label=words("Sender {number}", number=number),
            kind="contact",
            ordinary=frozenset(ordinary_words().intersection(folded(sender).split())),
        )
        if sender in pasted:
            one = replace(one, is_name=False, shape="pasted-sender", within=pasted[sender])
        yield one


def _is_entry(sender: str) -> bool:
    """Return whether what stands before a colon is rather what happened than who wrote: "Arrest"."""
    words = sender.split()
    return (
        len(words) > MAX_NAMES
        or bool(_SAID.search(sender))
        or all(map(_is_of_language, WORD.findall(sender)))
    )


def _is_of_language(word: str) -> bool:
    if has_han(word):
        return is_ordinary_word(word) and simplified(word)[0] not in family_signs()
    return is_common_word(word)
