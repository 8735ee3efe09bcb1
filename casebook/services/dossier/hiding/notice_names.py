"""Whom the notices of a chat may name: "Kerim added Sadet" has no sender, and no record knows either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.services.dossier.hiding.pasted_names import Reading, behind_stamp, reading_of

_HAPPENED = re.compile(
    r"\b(?:added|joined|left|removed|changed|created|invited|pinned|was|were|"
    r"hat|haben|wurde|wurden|hinzugefügt|entfernt|verlassen|beigetreten|"
    r"a|ont|ajouté|retiré|rejoint|quitté|modifié|créé|"
    r"añadió|agregó|eliminó|unió|salió|cambió|creó|"
    r"adicionou|removeu|entrou|saiu|mudou|criou|"
    r"ha|aggiunto|rimosso|abbandonato|cambiato|creato|"
    r"ekledi|çıkardı|katıldı|ayrıldı|değiştirdi|oluşturdu|"
    r"добавила?|удалила?|вышел|вышла|покинула?|присоединил(?:ся|ась)|изменила?|создала?)\b"
    r"|添加了?|加入了?|退出了?|移除了?|移出了?|邀请了?|邀請了?|更改了?|变更了?|變更了?|修改了?|创建了?|建立了|新增了?"
    r"|離開了?|离开了?|撤回了?|收回了?|拍了拍",
    re.IGNORECASE,
)
"""What somebody did to a chat, in languages of telephones. Source: exports in these languages."""
_QUOTED = re.compile(r"[\"“„«「][^\"”“»」\n]*[\"”“»」]")
_QUOTES = re.compile(r"[\"“”„«»「」]")
_OF_GROUP = re.compile(
    r"\b(?:group|subject|description|name|gruppe|betreff|groupe|sujet|nom|grupo|asunto|gruppo|oggetto|grup|konu\w*"
    r"|групп[ыау]|тем[ыау])\b|群名|名[称稱]",
    re.IGNORECASE,
)
"""What a notice has beside the name of a group in quotation marks, where others may have those of people."""
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


def names_in_notices(text: str, *, is_notice: bool) -> Iterator[tuple[str, Reading]]:
    """Yield what stands before and behind such a word, and in quotation marks, and what it is taken for.

    Args:
        text: of a message, with its line breaks.
        is_notice: whether it is a notice; in the words of a message only lines with a stamp are.
    """
    for line in text.split("\n"):
        notice = line if is_notice else behind_stamp(line)
        if not _HAPPENED.search(notice) or (not is_notice and re.search("[:\uff1a]", notice)):
            continue
        notice = (_QUOTED if _OF_GROUP.search(notice) else _QUOTES).sub(";", notice)
        for part in (part for side in _HAPPENED.split(notice) for part in _PARTED.split(side)):
            for name in _capitalised(part):
                reading = reading_of(name, is_stamped=True)
                if reading == "writer":  # it is no writer: "3/5/2017: Die Folter wurde fortgesetzt"
                    reading = "name" if is_notice else "perhaps"
                if reading != "none":
                    yield name, reading


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
