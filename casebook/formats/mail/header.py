"""The head of a letter: encoded words, addresses and the chain of letters, however badly written.

Python's own parser gives up where a display name is an address, where Chinese characters are split over two
encoded words, or where the name of an encoding is wrong; all three are common in real mail.
"""

from __future__ import annotations

import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator
from email.message import Message
from itertools import islice, pairwise

from casebook.formats.charset import labelled
from casebook.formats.heads.mail_head import SHOWN_FIELDS
from casebook.formats.mail.sent_time import sent_at
from casebook.host.protocol.extract_protocol import FileHeader

_ADDRESSED = frozenset({"From", "Sender", "To", "Cc", "Bcc"})
_MAX_RAW, _MAX_FIELD, _MAX_ID, _MAX_REFERENCES, _MAX_LINES = 1 << 15, 2_000, 500, 100, 10
_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?(.{0,1000}?)\?=", re.DOTALL)
_TOKEN = re.compile(
    r"""=\?[^?\s]+\?[bBqQ]\?.{0,1000}?\?=      # an encoded word, whose commas part nothing
    |"(?:\\.|[^"\\])*"|<[^>]*>|\((?:\\.|[^()\\]){0,1000}+\)|[,;]
    |[^\s",;<(]+(?:\((?:\\.|[^()\\]){0,1000}+\)[^\s",;<(]+)*|.  # a word, perhaps with comments within it
    """,
    re.DOTALL | re.VERBOSE,
)
_ADDRESS = re.compile(r"[^\s<>;,()]+@[^\s<>;,()]+")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_NOTE = re.compile(f"({_QUOTED.pattern})" + r"|\((?:\\.|[^()\\]){0,1000}+\)")
"""A comment, which may stand within an address, and behind words in quotation marks is none."""
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")


def field_of(message: Message, name: str) -> str:
    """A field of the head as it stands, with bytes beyond ASCII as surrogates; "" where there is none."""
    return next(_lines_of(message, name), "")


def _lines_of(message: Message, name: str) -> Iterator[str]:
    """Every line of a field, of which RFC 5322, section 3.6, allows one."""
    wanted = name.lower()
    return (str(value)[:_MAX_RAW] for key, value in message.raw_items() if key.lower() == wanted)


def header_text(raw: str, label: str = "") -> str:
    """The text of a field: its encoded words and its bytes read, on one line.

    Words of one encoding that follow one another are joined before they are decoded: half a Chinese character
    may end one and begin the next. Source: RFC 2047, section 6.2, without its ban on that.

    Args:
        raw: as `field_of` gives it.
        label: the encoding of the letter's body, for bytes that do not say their own.

    >>> header_text("=?gb2312?B?zsyI0g==?= =?utf-8?Q?=C3=A9_x?= plain")
    '翁堃é x plain'
    """
    pieces: list[tuple[str, bytes]] = []
    end = 0
    for word in _ENCODED_WORD.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or (end == 0 and between):
            pieces.append(("", _raw_bytes(between)))
        charset, data = word[1].lower(), _word_bytes(word[2], word[3])
        if pieces and pieces[-1][0] == charset:
            data = pieces.pop()[1] + data
        pieces.append((charset, data))
        end = word.end()
    pieces.append(("", _raw_bytes(raw[end:])))
    text = "".join(labelled(data, charset or _bare_label(data, label)) for charset, data in pieces)
    return " ".join(text.replace("\x00", "").split())


def addresses(raw: str, label: str = "") -> tuple[str, ...]:
    """The people of a field, each as ``Name <address>``, or what there is of it.

    A name that contains another address stands in quotation marks: it is nobody's but the writer's word.

    >>> addresses('"a@bank.example" <thief@evil.example>, b@c.example (Bo), "Doe, J" <j@d.example>')
    ('"a@bank.example" <thief@evil.example>', 'Bo <b@c.example>', 'Doe, J <j@d.example>')
    >>> addresses("a@b.example c@d.example"), addresses("Lin l@b.example Zhao z@d.example")
    (('a@b.example', 'c@d.example'), ('Lin l@b.example Zhao z@d.example',))
    """
    people = (_person(tokens, label) for tokens in _people(raw))
    return tuple(person for person in people if person)


def person(name: str, *addresses: str) -> str:
    """Somebody of a program's address book, by the first address that others can reach.

    One of a mail server within an office (``/O=…``) is none.

    >>> person("Weng Kun", "/O=OFFICE/CN=W", "w@x.example"), person("'w@x.example'", "w@x.example")
    ('Weng Kun <w@x.example>', 'w@x.example')
    """
    reachable = next((address for address in addresses if "@" in address), "")
    name = " ".join(name.split()).strip("'\"")
    return _with_address(name, reachable)


def _with_address(name: str, address: str) -> str:
    if not name or not address or name.casefold() == address.casefold():
        return name or address
    stated = _ADDRESS.findall(unicodedata.normalize("NFKC", name).casefold())
    if set(stated) - {address.casefold()}:
        name = '"{}"'.format(name.replace("\\", r"\\").replace('"', r"\""))
    return f"{name} <{address}>"


def has_address_in_name(fields: Iterable[tuple[str, str]]) -> bool:
    """Whether a name of the head, as it is shown, contains another address than that of its person."""
    texts = (text for name, text in fields if name in _ADDRESSED)
    return any("@" in unicodedata.normalize("NFKC", name) for text in texts for name in _QUOTED.findall(text))


def is_of_another(author: str, writers: str) -> bool:
    """Whether a letter that stands within another was written by somebody else, by the addresses of both.

    >>> is_of_another("Zhao <z@x.example>", "Lin <l@y.example>"), is_of_another("Zhao", "Lin <l@y.example>")
    (True, False)
    """
    theirs, ours = (
        set(_ADDRESS.findall(_QUOTED.sub("", _ENCODED_WORD.sub("", people)).casefold()))
        for people in (author, writers)
    )
    return bool(theirs and ours) and theirs.isdisjoint(ours)


def message_ids(raw: str) -> tuple[str, ...]:
    """The names of letters in a field, without their brackets.

    >>> message_ids("<a@b> <c@d>"), message_ids("a@b"), message_ids("Your letter of May")
    (('a@b', 'c@d'), ('a@b',), ())
    """
    text = raw.encode("ascii", "replace").decode()
    bare = [text.strip()] if "@" in text and not re.search(r"\s", text.strip()) else []
    return tuple(name[:_MAX_ID] for name in _ID.findall(text) or bare)


def header_of(message: Message, label: str = "") -> tuple[FileHeader, tuple[tuple[str, str], ...]]:
    """What a letter says of itself, and the fields of its head as they stand.

    A field that stands there several times, each time with another text, is several fields.
    """
    fields = tuple(
        (name, text) for name in SHOWN_FIELDS for text in _shown(_lines_of(message, name), name, label)
    )
    by_name = dict(reversed(fields))
    recipients = "; ".join(text for name, text in fields if name in {"To", "Cc", "Bcc"})
    return (
        FileHeader(
            title=by_name.get("Subject", ""),
            author=by_name.get("From") or by_name.get("Sender", ""),
            recipients=recipients,
            dated=sent_time(message),
            message_id=next(iter(message_ids(field_of(message, "Message-ID"))), ""),
            references=chain(
                message_ids(field_of(message, "References")), message_ids(field_of(message, "In-Reply-To"))
            ),
        ),
        fields,
    )


def sent_time(message: Message) -> str:
    """The time of a letter as `sent_at` gives it, of the first line "Date" that states something."""
    texts = map(header_text, _lines_of(message, "Date"))
    return sent_at(next(filter(None, texts), ""))


def chain(references: Iterable[str], in_reply_to: Iterable[str]) -> tuple[str, ...]:
    """The letters before a letter, the one that it answers last."""
    answered = tuple(in_reply_to)[:1]
    before = [name for name in references if name not in answered]
    return tuple(dict.fromkeys([*before, *answered]))[-_MAX_REFERENCES:]


def _shown(lines: Iterable[str], name: str, label: str) -> tuple[str, ...]:
    texts = (
        "; ".join(addresses(raw, label)) if name in _ADDRESSED else header_text(raw, label)
        for raw in islice(lines, _MAX_LINES)
    )
    return tuple(dict.fromkeys(text[:_MAX_FIELD] for text in texts if text))


def has_unparted_people(message: Message) -> bool:
    """Whether a field of people has several addresses and nothing that parts them."""
    return any(
        _is_unparted(tokens)
        for name in _ADDRESSED
        for raw in islice(_lines_of(message, name), _MAX_LINES)
        for tokens in _people(raw)
    )


def _people(raw: str) -> Iterator[list[str]]:
    tokens: list[str] = []
    for token in _TOKEN.findall(raw):
        if token in {",", ";"}:
            yield from _parted(tokens)
            tokens = []
        else:
            tokens.append(token)
    yield from _parted(tokens)


def _parted(tokens: list[str]) -> Iterator[list[str]]:
    """People between whom a comma is missing: each ends with an address in brackets, or begins with one."""
    ends = [at + 1 for at, token in enumerate(tokens) if token.startswith("<") and "@" in token][:-1]
    stated = [at for at, token in enumerate(tokens) if token.strip()]
    bare = [at for at in stated if _is_address(tokens[at])]
    if bare and bare[0] == stated[0] and all(at in bare or tokens[at].startswith("(") for at in stated):
        ends = bare[1:]
    for begins, until in pairwise([0, *ends, len(tokens)]):
        yield tokens[begins:until]


def _is_unparted(tokens: list[str]) -> bool:
    return sum(map(_is_address, tokens)) > 1 and not any(token.startswith("<") for token in tokens)


def _is_address(token: str) -> bool:
    return "@" in token and token[0] not in '<("='


def _person(tokens: list[str], label: str) -> str:
    if _is_unparted(tokens):
        return header_text("".join(tokens), label)
    angles = [token[1:-1].strip() for token in tokens if token.startswith("<")]
    bare = [token for token in tokens if _is_address(token)]
    address = header_text(_without_comments((angles or bare or [""])[-1]), label)
    words = [token for token in tokens if token[0] not in "<(" and (angles or token not in bare)]
    comments = [re.sub(r"\\([()\\])", r"\1", token[1:-1]) for token in tokens if token.startswith("(")]
    comment = header_text(" ".join(comments), label)
    name = header_text("".join(map(_unquoted, words)), label).strip(" :'").strip()
    return _with_address(f"{name} ({comment})" if name and comment else name or comment, address)


def _without_comments(address: str) -> str:
    """An address without the comments in it (RFC 5322, section 3.2.2), unless the rest is not one address.

    >>> _without_comments("pete(his account)@silly.test(his host)"), _without_comments("(l@x.example)")
    ('pete@silly.test', '(l@x.example)')
    """
    bare = _NOTE.sub(r"\1", address).strip()
    return bare if bare.count("@") == 1 else address


def _unquoted(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1]) if token.startswith('"') and len(token) > 1 else token


def _raw_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _bare_label(data: bytes, label: str) -> str:
    return "iso-2022-jp" if b"\x1b$" in data else label


def _word_bytes(way: str, text: str) -> bytes:
    data = text.encode("utf-8", "surrogateescape")
    if way in "qQ":
        return binascii.a2b_qp(data.replace(b"\n", b"").replace(b"\r", b""), header=True)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    data = data[:-1] if len(data) % 4 == 1 else data
    return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
