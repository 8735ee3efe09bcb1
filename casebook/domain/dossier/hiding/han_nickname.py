"""Where a nickname in Chinese characters stands as a name, and where its signs belong to other words.

Chinese parts no words: 国国 stands in 中华人民共和国国家情报法, 小国 in 弱小国家; neither is a name.
"""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_BEFORE_NAME = frozenset(
    "和与與跟同对對向给給叫喊找问問看见見听聽说說道告诉訴是像让讓被把替为為由从從请請陪帮幫带帶送接打骂罵想爱愛等"
    "我你他她的了呢吧啊嗯哦嘿喂这這那当當"
)
"""Signs after which a name begins: prepositions, verbs of speaking and meeting, particles, pronouns."""
_AFTER_NAME = frozenset(
    "说說道问問告讲講写寫来來去走在是有没沒打不也都又还還就才会會要想能可被把给給跟和与與同对對向从從的了吗嗎呢吧啊呀"
    "你我他她今昨明那这這哥姐弟妹叔姨先女老同"
)
"""Signs that follow a name: verbs, particles, pronouns, titles."""
OPENS_NAME = rf"(?<!(?![{''.join(sorted(_BEFORE_NAME))}])[\u3400-\u9fff])"
CLOSES_NAME = rf"(?!(?![{''.join(sorted(_AFTER_NAME))}])[\u3400-\u9fff])"
"""Patterns of the edges of a name: that of its clause, or one of these signs."""
_PARTED = re.compile("[,;:|\t\uff0c\uff1b\uff1a\u3001]")
_SMALL_BEFORE = frozenset("弱大中微细細幼狭狹最较較缩縮减減年从從胆膽矮短渺瘦")
"""Signs that make a word with 小: 弱小, 中小."""


def stands_as_name(text: str, start: int, end: int) -> bool:
    """Return whether a nickname of two signs is no part of other words, nor of two cells: "梅,妹妹".

    One said twice (国国) stands at the edge of its clause or between signs that go with a name.
    """
    if _PARTED.search(text, start, end):
        return False
    signs = [sign for sign in text[start:end] if _HAN.match(sign)]
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    if len(signs) == 2 and signs[0] == signs[1]:  # noqa: PLR2004 - one sign, twice
        opens, closes = not _HAN.match(before), not _HAN.match(after)
        return (opens or before in _BEFORE_NAME) and (closes or after in _AFTER_NAME)
    return not (signs[:1] == ["小"] and before in _SMALL_BEFORE)
