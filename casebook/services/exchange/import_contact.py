"""Import of contacts from a list or from vCards, and export as vCards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.exchange.column_heading import ADDRESS_HEADINGS, LANGUAGE_HEADINGS, REMARK_HEADINGS
from casebook.domain.exchange.import_plan import ImportField
from casebook.domain.person.contact import Contact, ContactDetail, ContactKind
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.cell_words import parts_of
from casebook.services.exchange.known_by_keys import KnownByKeys
from casebook.services.exchange.known_records import BuiltRow, comparable
from casebook.services.exchange.likeness import NameLikeness
from casebook.services.exchange.name_parts import NAME_PARTS, in_two_scripts
from casebook.services.exchange.row_cells import kept_lines

_OTHER_SCRIPT = (
    *("chinesename", "nameinchinese", "namechinese", "chinesecharacters", "中文名", "中文姓名", "姓名中文"),
    *("中文名字", "nativename", "nameinnativescript"),
)
FIELDS = (
    ImportField(
        key="name",
        title=gettext_noop("Name"),
        headings=(
            *("fullname", "displayname", "姓名", "名称", "имя", "nom", "nomcomplet", "nomàafficher"),
            "anzeigename",
        ),
        is_needed=True,
        instead=("family", "given", "body", "email"),
    ),
    *NAME_PARTS,
    ImportField(
        key="body",
        title=gettext_noop("Organisation"),
        headings=(
            *("organization", "organizationname", "company", "firm", "court", "body", "firma", "société"),
            *("behörde", "gericht", "kanzlei", "institution", "organisme", "entreprise", "cabinet"),
            *("单位", "公司", "機構", "机构", "организация"),
        ),
    ),
    ImportField(
        key="position",
        title=gettext_noop("Position"),
        headings=(
            *("jobtitle", "organizationtitle", "职务", "職務", "должность", "fonction", "funktion"),
            "arbeitstitel",
        ),
        weak_headings=("title",),
    ),
    ImportField(
        key="kind",
        title=gettext_noop("Type"),
        headings=("role", "type", "category", "kategorie", "catégorie", "类别", "角色"),
    ),
    ImportField(
        key="telephone",
        title=gettext_noop("Telephone"),
        headings=(
            *("phone", "mobile", "tel", "cell", "phonevalue", "mobilephone", "mobilenumber", "mobil"),
            *("businessphone", "homephone", "otherphone", "workphone", "companymainphone", "primaryphone"),
            *("carphone", "telefon", "telefongeschäftlich", "telefonprivat", "telefondienstlich"),
            *("mobiltelnr", "teldienstlich", "telprivat", "télprofessionnel", "télpersonnel"),
            *("mobiltelefon", "téléphone", "téléphonebureau", "téléphonedomicile", "télmobile"),
            *("telefonnummer", "rufnummer", "handy", "handynummer", "portable", "numérodetéléphone"),
            *("电话", "手机", "電話", "手機", "行動電話", "телефон"),
        ),
        takes_many=True,
    ),
    ImportField(
        key="fax",
        title=gettext_noop("Fax"),
        headings=(
            *("faxnumber", "workfax", "businessfax", "homefax", "otherfax", "faxgeschäftlich", "faxprivat"),
            *("faxnummer", "télécopie", "télécopiebureau", "传真", "傳真", "факс"),
        ),
        takes_many=True,
    ),
    ImportField(
        key="email",
        title=gettext_noop("Email"),
        headings=(
            *("mail", "emailvalue", "emailaddress", "primaryemail", "secondaryemail", "emailadresse"),
            *("premièreadresseélectronique", "deuxièmeadresseélectronique"),
            *("adressedemessagerie", "primäreemailadresse", "sekundäreemailadresse", "courriel"),
            *("邮箱", "电邮", "電郵", "电子邮件", "電子郵件", "電子郵件地址", "электроннаяпочта"),
        ),
        takes_many=True,
    ),
    ImportField(key="signal", title=gettext_noop("Signal")),
    ImportField(
        key="messenger",
        title=gettext_noop("Messenger"),
        headings=("im", "imvalue", "screenname", "messengername", "whatsapp", "telegram", "wechat", "微信"),
        takes_many=True,
    ),
    ImportField(
        key="website",
        title=gettext_noop("Website"),
        headings=(
            "url",
            "webpage",
            "websitevalue",
            "homepage",
            "webseite",
            "siteweb",
            "pageweb",
            "网址",
            "網址",
        ),
        takes_many=True,
    ),
    ImportField(
        key="address",
        title=gettext_noop("Address"),
        headings=(
            *ADDRESS_HEADINGS,
            *("addressformatted", "workaddress", "businessaddress", "otheraddress", "homestreet"),
            *("businessstreet", "otherstreet", "straßegeschäftlich", "straßeprivat", "ruebureau"),
            *("ruedomicile", "privatadresse", "dienstlichadresse", "adresseprivée", "adresseprofessionnelle"),
        ),
        takes_many=True,
    ),
    ImportField(key="language", title=gettext_noop("Languages"), headings=LANGUAGE_HEADINGS),
    ImportField(
        key="other_name",
        title=gettext_noop("Other names"),
        headings=("alias", "aliases", "nickname", "spitzname", "surnom", "昵称", *_OTHER_SCRIPT),
        takes_many=True,
    ),
    ImportField(
        key="born",
        title=gettext_noop("Date of birth"),
        headings=(
            "birthday",
            "birth",
            "dateofbirth",
            "geburtstag",
            "geburtsdatum",
            "datedenaissance",
            "anniversaire",
            "生日",
        ),
        is_date=True,
    ),
    ImportField(
        key="related",
        title=gettext_noop("Related people"),
        headings=("spouse", "relationvalue", "managersname", "assistantsname"),
        takes_many=True,
    ),
    ImportField(
        key="remarks",
        title=gettext_noop("Remarks"),
        headings=REMARK_HEADINGS,
        takes_many=True,
    ),
)
_KINDS: tuple[ContactKind, ...] = get_args(ContactKind)
_CHANNELS = {
    "telephone": "telephone",
    "fax": "fax",
    "email": "e-mail",
    "signal": gettext_noop("Signal"),
    "messenger": "messenger",
    "website": "website",
    "address": "address",
}
_MESSENGERS = {"signal": "Signal", "telegram": "Telegram", "whatsapp": "WhatsApp", "wechat": "WeChat"}
_BETWEEN = re.compile(r"[;；|\n]|:::")
_AMONG = re.compile(r"[;；|\n,，、]")
_SCHEME = re.compile(r"([A-Za-z][\w.+-]*):(?!//)\s*(.+)")
_KEPT_WORDS = {"born": gettext_noop("Date of birth"), "related": gettext_noop("Related people")}
"""What a contact has no field for, and how its remarks call it."""
_MAX_NAME = 300
_COMPARED = {
    "kind": gettext_noop("Type"),
    "body": gettext_noop("Organisation"),
    "other_names": gettext_noop("Other names"),
    "channels": gettext_noop("Contact details"),
    "languages": gettext_noop("Languages"),
    "remarks": gettext_noop("Remarks"),
}
_OTHER_KIND = Message("Casebook does not have this type; it is kept as a remark.")


def build(
    session: Session,
    cells: Mapping[str, str],
    case_id: str,  # noqa: ARG001 - contacts are the office's
    words: Translator,
) -> BuiltRow[Contact]:
    """Return a contact from the cells of a row; no imported contact is vetted.

    Raises:
        InvalidInput: the name is longer than any is.
    """
    whole = " ".join((cells.get("name") or cells.get("body") or cells.get("email", "")).split())
    name, *others = in_two_scripts(whole)
    if len(name) > _MAX_NAME:
        raise InvalidInput(
            Message("The name is longer than {limit} characters.", limit=_MAX_NAME), field="name"
        )
    stated = cells.get("kind", "").strip()
    kind: ContactKind = next((known for known in _KINDS if known == stated.casefold()), "other")
    lost = stated if kind == "other" != stated.casefold() else ""
    remarks = [cells.get("position", ""), cells.get("remarks", ""), lost]
    remarks += [kept_lines([(title, cells.get(key, "")) for key, title in _KEPT_WORDS.items()], words)]
    contact = Contact(
        id=session.ids(),
        name=name,
        kind=kind,
        other_names=tuple(dict.fromkeys((*others, *parts_of(cells.get("other_name", ""), _BETWEEN)))),
        body=cells.get("body", ""),
        languages=parts_of(cells.get("language", ""), _AMONG),
        channels=tuple(
            _channel(key, channel, address)
            for key, channel in _CHANNELS.items()
            for address in _addresses(key, cells.get(key, ""))
        ),
        remarks="\n".join(part for part in remarks if part),
    )
    return BuiltRow(
        record=contact,
        why=_OTHER_KIND if lost else NO_MESSAGE,
        assumed=frozenset({"kind"} if kind == "other" else ()),
    )


def likeness(session: Session) -> NameLikeness[Contact]:
    """Return what compares the contacts of a list with those of the casebook, by any name in any script."""
    return NameLikeness(
        record.every(session, Contact),
        lambda contact: [contact.name, *contact.other_names],
        lambda _: None,
        title,
        lambda *_: (),
    )


def keys(contact: Contact) -> frozenset[str]:
    """Return the keys: the name with organisation and each address, or the name alone without either."""
    name = comparable(contact.name)
    reached = {f"{name}|{comparable(channel.address)}" for channel in contact.channels}
    if contact.body:
        reached.add(f"{name}|{comparable(contact.body)}")
    return frozenset(reached or {name})


def standing(session: Session, case_id: str) -> KnownByKeys[Contact]:  # noqa: ARG001 - contacts have no case
    """Return every existing contact."""
    return KnownByKeys(record.every(session, Contact), keys, titles=_COMPARED)


def title(contact: Contact) -> str:
    """Return the name."""
    return contact.name


def _channel(key: str, kind: str, address: str) -> ContactDetail:
    """A way to reach them; the address of a messenger may begin with its name, as in ``xmpp:a@b.example``."""
    if key == "messenger" and (match := _SCHEME.fullmatch(address)):
        kind = _MESSENGERS.get(match[1].casefold(), match[1].casefold())
        address = match[2]
    return ContactDetail(kind=kind, address=address)


def _addresses(key: str, cell: str) -> tuple[str, ...]:
    return parts_of(cell, re.compile("\n") if key == "address" else _BETWEEN)
