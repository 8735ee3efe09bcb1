"""Whom the notices of a chat may name: "Kerim added Sadet" has no sender, and no record knows either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.services.evidence.chat import OpenChat

_HAPPENED = re.compile(
    r"\b(?:added|joined|left|removed|changed|created|invited|pinned|was|were|"
    r"hat|haben|wurde|wurden|hinzugefügt|entfernt|verlassen|beigetreten|"
    r"a|ont|ajouté|retiré|rejoint|quitté|modifié|créé|"
    r"añadió|agregó|eliminó|unió|salió|cambió|creó|"
    r"adicionou|removeu|entrou|saiu|mudou|criou|"
    r"ha|aggiunto|rimosso|abbandonato|cambiato|creato|"
    r"ekledi|çıkardı|katıldı|ayrıldı|değiştirdi|oluşturdu|"
    r"добавила?|удалила?|вышел|вышла|покинула?|присоединил(?:ся|ась)|изменила?|создала?)\b"
    r"|添加了?|加入了?|退出了?|移除了?|邀请了?|邀請了?|更改了?|变更了?|變更了?|创建了?|建立了|新增了?|離開了?|离开了?",
    re.IGNORECASE,
)
"""What somebody did to a chat, in languages of telephones. Source: exports in these languages."""
_QUOTED = re.compile(r"[\"“„«「][^\"”“»」\n]*[\"”“»」]")
"""The name of the group."""
_ENDING = re.compile("['\u2019](?:s|re|ve|ll|d)$")
_OWN_WORDS = frozenset(
    {
        *("you", "your", "tap", "messages", "missed", "waiting", "this", "only", "learn"),
        *("du", "sie", "ihr", "ihre", "dein", "deine", "tippe", "tippen", "nachrichten"),
        *("vous", "votre", "appuyez", "touchez", "les", "tu", "su", "tus", "toca", "los", "os", "seu", "sua"),
        *("toque", "tocca", "hai", "sen", "siz", "dokunun", "вы", "ваш"),
    }
)
"""Words with which programs begin notices and their sentences, in small letters; they name nobody."""
_PARTED = re.compile(r"[,;:()、，；]|\s(?:and|und|et|y|e|ve|и)\s|[和与與]")


def names_in_notices(chats: Iterable[OpenChat]) -> Iterator[Hidden]:
    """Yield what stands before and behind such a word, each once, to be listed where it may be a name."""
    notices = (one.text for shown in chats for one in shown.log.messages if one.kind == "notice")
    parts = (
        part
        for notice in notices
        if _HAPPENED.search(notice)
        for side in _HAPPENED.split(_QUOTED.sub(";", notice))
        for part in _PARTED.split(side)
    )
    names = dict.fromkeys(name for part in parts for name in _capitalised(part))
    yield from map(perhaps_name, names)


def perhaps_name(form: str) -> Hidden:
    """Return what lists a form as perhaps a name, and replaces nothing."""
    return Hidden(form=form, label="", is_name=False, kind="contact", shape="perhaps-name")


def _capitalised(part: str) -> Iterator[str]:
    """Yield the words in a row that begin with no small letter."""
    words = part.replace("~", " ").split()
    for begins_small, row in groupby(words, lambda word: not word[0].isalpha() or word[0].islower()):
        if not begins_small:
            name = _ENDING.sub("", " ".join(row).strip(".!"))
            if name.casefold() not in _OWN_WORDS:
                yield name
