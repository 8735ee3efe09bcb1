"""Ways to reach somebody, whoever it is: email addresses, telephone numbers, houses in a street."""

from __future__ import annotations

_WORD = r"[^\W\d_][\w'\u2019\-]*"
_NUMBER = r"\d{1,4}[a-z]?"
MAIL = r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
LINK = r"(?:wa\.me/|(?:whatsapp|viber|tel|sms)(?:\.com)?[:/][\w/?&=]*?)\+?\d{8,15}(?!\d)"
"""A link with a telephone number, such as those of WhatsApp."""
CHANNELS = (
    r"(?<![\d+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){6,12}(?!\d)",
    r"(?<![\w+/.\-])00[1-9]\d{0,2}(?:[ .\-/()]{0,2}\d){7,12}(?![\w/])",
    rf"(?<![\w/.\-]){_NUMBER},? (?:{_WORD} ){{1,3}}(?:street|road|avenue|lane|square|boulevard)(?!\w)",
    rf"(?<!\w){_WORD}(?:stra\xdfe|strasse|gasse|platz|allee) {_NUMBER}(?!\w)",
)
"""Regular expressions on folded text. Words of a street have capitals; a telephone number has its country."""
