"""Words of the languages in which clients and offices write, and the labels that stand before a colon."""

from __future__ import annotations

import re
from functools import cache

from casebook.base.month_names import month_names
from casebook.language.contact_word import is_contact_word
from casebook.language.fold import without_accents
from casebook.language.hanzi import has_han, simplified
from casebook.language.ordinary import is_common_word, is_ordinary_word
from casebook.language.place import is_place_name
from casebook.language.table import content

_LABELS = """
address time date day place name names surname forename phone tel mobile fax email mail e-mail website
link url id no nr number note notes nb ps pps fyi ok re fw fwd subject from to cc bcc question answer q
a yes summary remark remarks source update correction translation title file photo video audio
attachment signed reason witness judge court police lawyer victim statement interviewer interpreter edit
tldr msg adresse zeit datum tag ort name vorname nachname telefon handy anschrift hinweis anmerkung
betreff von an frage antwort quelle anlage bemerkung zeuge zeugin richter richterin gericht polizei
anwalt dolmetscher grund heure lieu nom prenom objet remarque reponse source piece temoin juge police
avocat interprete motif de direccion hora fecha lugar nombre apellido asunto nota pregunta respuesta
fuente testigo juez policia motivo indirizzo ora data luogo nome cognome oggetto domanda risposta fonte
testimone giudice polizia adres saat tarih yer isim ad adi soyadi tel konu soru cevap kaynak tanik hakim
polis mahkeme savci tercuman kimden kime not ek neden адрес время дата место имя фамилия телефон тема
вопрос ответ источник свидетель судья суд полиция адвокат примечание кому от причина p.s. мекенжай уақыт
күні аты тегі сұрақ жауап العنوان الاسم الوقت التاريخ ئادرېس ئىسمى ۋاقىت سوئال جاۋاب διευθυνση ωρα ονομα
ημερομηνια τηλεφωνο 地址 时间 日期 地点 姓名 名字 电话 手机 手机号 邮箱 主题 备注 附注 注意 说明 问题
回答 来源 更正 翻译 标题 原因 证人 法官 警察 律师 总结 发件人 收件人 抄送 附件 链接 编号 身份证 例如
比如 如下 微信 微信号 群聊 群组 群主
"""
"""Labels of the lines of letters, forms and notes, in the languages of contact words."""
_FUNCTION_SIGNS = frozenset(
    "的了是在和与跟我你他她它这那说问叫给把被有没不就也都又还很好去来到从对为上下里中后前要会能"
)
"""Chinese characters that are words by themselves, simplified."""
_LONGEST, _MIN_SIGNS = 4, 2
_WORDS = re.compile(r"[^\W\d_]+")


def is_label(text: str) -> bool:
    """Return whether a text is what letters, forms and notes put before a colon.

    >>> [is_label(text) for text in ("Address", "Adı Soyadı", "地址", "Selim")]
    [True, True, True, False]
    """
    plain = without_accents(simplified(text) if has_han(text) else text).strip()
    return plain in _labels() or all(word in _labels() for word in _WORDS.findall(plain))


def is_spoken_word(word: str) -> bool:
    """Return whether a word is common in a language of case documents, or names a place, month or day.

    Of Chinese characters each must belong to a word of two or more, or be a word by itself.

    >>> [is_spoken_word(word) for word in ("Polizei", "adres", "群聊", "撤回了一条消息", "Selim", "王丽")]
    [True, True, True, True, False, False]
    """
    if has_han(word):
        return is_label(word) or is_place_name(word) or _is_in_words(simplified(word))
    plain = without_accents(word)
    return (
        plain in _common_words()
        or plain in _months()
        or plain in _labels()
        or is_common_word(word)
        or is_contact_word(word)
        or is_place_name(word)
    )


def is_german_word(word: str) -> bool:
    """Return whether a word is common in German, so that a capital makes it no name.

    >>> is_german_word("Aussage"), is_german_word("Rozi")
    (True, False)
    """
    return _common_words().get(without_accents(word), False)


def _is_in_words(han: str) -> bool:
    """Return whether Chinese characters can be parted into words."""
    reached = {0}
    for end in range(1, len(han) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if start in reached and _is_chinese_word(han[start:end]):
                reached.add(end)
                break
    return len(han) in reached


def _is_chinese_word(word: str) -> bool:
    if len(word) < _MIN_SIGNS:
        return word in _FUNCTION_SIGNS
    return word in _common_words() or is_ordinary_word(word)


@cache
def _common_words() -> dict[str, bool]:
    """The words of the table, and whether each is German."""
    lines = (line.partition("\t") for line in content("common-words").decode().splitlines())
    return {word: mark == "x" for word, _, mark in lines}


@cache
def _labels() -> frozenset[str]:
    return frozenset(without_accents(_LABELS).split())


@cache
def _months() -> frozenset[str]:
    return frozenset(without_accents(name) for month in range(1, 13) for name in month_names(month, "wide"))
