"""Ways to reach somebody, whoever it is: email addresses, telephone numbers, houses in a street."""

from __future__ import annotations

_WORD = r"[^\W\d_][\w'\u2019\-]*"
_NUMBER = r"\d{1,4}[a-z]?"
MAIL = r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
LINK = r"(?:wa\.me/|(?:whatsapp|viber|tel|sms)(?:\.com)?[:/][\w/?&=]*?)\+?\d{8,15}(?!\d)"
"""A link with a telephone number, such as those of WhatsApp."""
_AT, _DOT = r"\s?[\[(]\s?(?:at|@)\s?[\])]\s?", r"(?:\.|\s?[\[(]\s?(?:dot|\.)\s?[\])]\s?)"
SPELT_MAIL = rf"(?<![\w.+\-])[\w.+\-]+{_AT}[\w\-]+(?:{_DOT}[\w\-]+)+"
"""An address written so that no program takes it for one."""
MOBILE = r"(?<![\w./\-])1[3-9]\d([ \-]?)\d{4}\1\d{4}(?![\w\-])"
"""A Chinese mobile number without the code of its country."""
MESSENGER = r"(?<![^\W_])qq\s?[:\uff1a\u53f7\u865f]{0,2}\s?\d{5,11}(?!\d)"
CHANNELS = (
    r"(?<![\d+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){6,12}(?!\d)",
    r"(?<![\w+/.\-])00[1-9]\d{0,2}(?:[ .\-/()]{0,2}\d){7,12}(?![\w/])",
    rf"(?<![\w/.\-]){_NUMBER},? (?:{_WORD} ){{1,3}}(?:street|road|avenue|lane|square|boulevard)(?!\w)",
    rf"(?<!\w){_WORD}(?:stra\xdfe|strasse|gasse|platz|allee) {_NUMBER}(?!\w)",
)
"""Regular expressions on folded text. Words of a street have capitals; a telephone number has its country."""
ANYWHERE = (SPELT_MAIL, MOBILE, MESSENGER)
"""Regular expressions on folded text that need no capital, and that cells side by side may make by chance."""
