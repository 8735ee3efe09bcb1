"""Words that people write every day, as they stand beside the name of a service: no names of accounts."""

from __future__ import annotations

import re
from functools import cache

from casebook.language.fold import without_accents
from casebook.language.ordinary import english_words, ordinary_words

_FREQUENT = """
uniquement seulement jamais toujours soir soirs matin matins midi apres avant pendant semaine pas plus
sans avec pour chez appel appels appeler message messages vocal vocaux groupe compte canal surveille
prefere contact ecrit nur abends morgens mittags nachts tagsueber tagsuber nie niemals immer keine kein
ohne nicht mit ueber uber durch bitte schriftlich anrufe anruf anrufen nachrichten nachricht
sprachnachrichten gruppe kanal konto ueberwacht uberwacht bevorzugt werktags wochenende montags dienstags
mittwochs donnerstags freitags samstags sonntags bei solo solamente unicamente nunca siempre tarde tardes
noche noches manana despues antes llamadas llamar mensajes mensaje grupo cuenta vigilado preferido
escrito con sin por soltanto esclusivamente sempre sera sere mattina dopo prima chiamate chiamare
messaggi messaggio gruppo conto controllato preferito senza apenas somente noite manha depois ligar
chamadas mensagens alleen nooit altijd avond avonds ochtend geen zonder bellen berichten bericht groep
rekening yalnizca sadece asla aksam aksamlari sabah gece ogle sonra once arama aramak mesaj mesajlar
mesajla yazili grup hesap kanali izleniyor tercih hafta ici sonu gunduz numara numarasi uzerinden ile
degil yok olarak kullanici tylko nigdy zawsze wieczorem rano wiadomosci wiadomosc polaczenia grupa endast
aldrig alltid kvall kvallar samtal meddelanden tolko nikogda vsegda vecherom utrom soobshcheniya zvonki
nomer
"""
"""Of languages other than English, without accents: when, how and with whom somebody is reached."""


_PARTS = re.compile(r"[^\W_]+")
_INFLECTED = re.compile(r"(?:\w{3,}?)(?=(?:s|es|d|ed|ing|ly)$)")


def is_everyday(text: str) -> bool:
    """Return whether each word of a text is one, or one inflected as in English.

    >>> [is_everyday(text) for text in ("only", "Messages", "text-only", "uniquement", "moonharbour")]
    [True, True, True, True, False]
    """
    return all(
        word in _everyday_words() or any(stem in _everyday_words() for stem in _INFLECTED.findall(word))
        for word in _PARTS.findall(without_accents(text))
    )


@cache
def _everyday_words() -> frozenset[str]:
    """The most frequent of English, names among them, and those about contact in other languages; folded.

    Sources: the frequency lists of zxcvbn (Wikipedia, films, passwords, names); the words of the EFF.
    """
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    frequent = (without_accents(word) for words in FREQUENCY_LISTS.values() for word in words)
    return english_words() | ordinary_words() | frozenset(_FREQUENT.split()) | frozenset(frequent)
