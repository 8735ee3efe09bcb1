"""What the chats of a copy say beside their words: senders whom no record knows, and the days of messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import date
from typing import get_args

from casebook.base.errors import DamagedSource, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.name_search import Shape
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import parted, run_together
from casebook.language.ordinary import ordinary_words
from casebook.language.sound_alike import family_signs
from casebook.language.spelling import LONGEST_HAN
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.hiding.notice_names import names_in_notices, perhaps_name
from casebook.services.dossier.hiding.pasted_names import Reading, names_in_lines, reading_of
from casebook.services.evidence.chat import OpenChat, chat_of, open_chat


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


@entity
class PastedSender:
    """Whom lines within messages, or notices, alone name.

    Attributes:
        within: IDs of the exhibits of these chats.
        reading: what the words are taken for.
    """

    within: frozenset[str]
    reading: Reading


def pasted_senders(dossier_data: DossierData, chats: Iterable[OpenChat]) -> dict[str, PastedSender]:
    """Return whom lines within messages, and notices, name and no message of the chats has as its sender."""
    senders, exhibits = set(untied_senders(chats)), defaultdict[str, set[str]](set)
    pasted: dict[str, PastedSender] = {}
    for key, known in dossier_data.chats.items():
        exhibits[known.document.id].add(key)
    for shown in chats:
        for name, reading in _named_in(shown):
            if name not in senders and name not in shown.people:
                before = pasted.get(name, PastedSender(within=frozenset(), reading=reading))
                within = before.within | exhibits[shown.document.id]
                surer = max(before.reading, reading, key=get_args(Reading).index)
                pasted[name] = PastedSender(within=within, reading=surer)
    return pasted


def _named_in(shown: OpenChat) -> Iterator[tuple[str, Reading]]:
    for name in shown.log.pasted_senders:
        yield name, reading_of(name, is_stamped=True)
    for message in shown.log.messages:
        yield from names_in_notices(message.text, is_notice=message.kind == "notice")
        _, _, rest = message.text.partition("\n")
        yield from names_in_lines(rest if message.kind == "notice" else message.text)


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
    pasted: Mapping[str, PastedSender],
    hidden: Iterable[Hidden],
    words: Translator,
) -> Iterator[Hidden]:
    """Yield a form with a label for each sender of whom something is left once the known names are replaced.

    Whom pasted lines alone name is hidden in those exhibits, and elsewhere listed where it may be a name;
    what is rather an entry of a diary is listed alone.

    Args:
        senders: of messages, as the exports name them.
        pasted: those of pasted lines alone.
        hidden: what is hidden already.
        words: the language of the copy.
    """
    if not senders and not pasted:
        return
    hidden = tuple(hidden)
    labels, replacer = {one.label for one in hidden}, NameReplacer(hidden)
    numbered: dict[str, str] = {}
    for sender in (*senders, *pasted):
        left = replacer.apply(sender)
        for label in labels:
            left = left.replace(label, "")
        if not any(map(str.isalpha, left)):
            continue
        yield from map(perhaps_name, _short_forms(sender))
        if sender in pasted:
            yield perhaps_name(sender)
            if pasted[sender].reading not in {"writer", "name"}:
                continue
        label = numbered.setdefault(folded(sender), words("Sender {number}", number=len(numbered) + 1))
        one = Hidden(
            form=sender,
            label=label,
            kind="contact",
            ordinary=frozenset(ordinary_words().intersection(folded(sender).split())),
        )
        if sender in pasted:
            shape: Shape = "pasted-sender" if pasted[sender].reading == "name" else "pasted-writer"
            one = replace(one, is_name=False, shape=shape, within=pasted[sender].within)
        yield one


def _short_forms(sender: str) -> Iterator[str]:
    """What else a Chinese name may be written as, to be listed: in pinyin, and the given name alone."""
    is_chinese = all(map(has_han, sender)) and simplified(sender)[0] in family_signs()
    if is_chinese and 1 < len(sender) <= LONGEST_HAN:
        family, given = parted(sender)
        yield f"{run_together(family)} {run_together(given)}"
        yield given
