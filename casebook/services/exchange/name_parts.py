"""Names that a list keeps in parts, put together in the order of its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.exchange.import_plan import ImportField
from casebook.language.hanzi import has_han
from casebook.language.match import NameQuery, forms
from casebook.services.person.name_tags import script_of

NAME_PARTS = (
    ImportField(
        key="family",
        title=gettext_noop("Surname"),
        headings=(
            *("lastname", "familyname", "family", "nachname", "familienname", "nomdefamille", "apellido"),
            *("apellidos", "cognome", "nazwisko", "soyadı", "soyad", "姓", "姓氏", "фамилия", "прізвище"),
            *("επώνυμο", "اللقب", "اسمالعائلة"),
        ),
    ),
    ImportField(
        key="given",
        title=gettext_noop("Given name"),
        headings=(
            *("firstname", "forename", "forenames", "givennames", "vorname", "prénom", "prénoms", "prenom"),
            *("nombre", "nombres", "imię", "ad", "adı", "名", "όνομα", "імя"),
        ),
    ),
    ImportField(
        key="middle",
        title=gettext_noop("Middle name"),
        headings=("middlenames", "additionalname", "patronymic", "отчество", "weiterevornamen", "2èmeprénom"),
    ),
)
"""The parts of a name, for lists of people and of contacts."""
_PARTS = ("family", "given", "middle")
_BESIDE = re.compile(
    r"(?P<first>[^()（）\[\]［］【】/／]+?)\s*"
    r"(?:[(（\[［【]\s*(?P<second>[^()（）\[\]［］【】]+?)\s*[)）\]］】]|[/／]\s*(?P<third>[^()（）/／]+))"
)
"""A name with another in brackets or behind a stroke."""
_SURNAME_COMMA = re.compile(r"(?P<family>[^\W\d_][^\d,，.]*?)\s*[,，]\s*(?P<given>[^\W\d_][^\d,，.]*)")
_SIDE_BY_SIDE = re.compile(
    r"(?P<first>[^\W\d一-鿿]+(?:[\s.,'’-]+[^\W\d一-鿿]+)*)\s*(?P<second>[一-鿿][一-鿿·]*)"
    r"|(?P<third>[一-鿿][一-鿿·]*)\s*(?P<fourth>[^\W\d一-鿿]+(?:[\s.,'’-]+[^\W\d一-鿿]+)*)"
)
"""A name in other letters beside one in Chinese characters."""


def with_whole_name(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row with its name as one.

    The parts follow each other as the columns do, which is how the list writes names. A Chinese name has its
    surname first and no space. Where one part stands under "Name", as in ``Nom`` and ``Prénom``, it is
    that part. A name in another script than its parts is kept beside them.

    >>> with_whole_name({"given": "Clara", "family": "Weiss"})["name"]
    'Clara Weiss'
    >>> with_whole_name({"given": "志远", "family": "林"})["name"]
    '林志远'
    >>> with_whole_name({"name": "Weiss", "given": "Clara"})["name"]
    'Weiss Clara'
    >>> with_whole_name({"family": "Иванов", "name": "Иван", "middle": "Петрович"})["name"]
    'Иванов Иван Петрович'
    >>> with_whole_name({"name": "Clara Weiss", "given": "Clara", "family": "Weiss"})["name"]
    'Clara Weiss'
    >>> with_whole_name({"name": "国敏 何", "given": "国敏", "family": "何"})["name"]
    '何国敏'
    """
    parts = {key: " ".join(cells[key].split()) for key in cells if key in _PARTS and cells[key].strip()}
    name = " ".join(cells.get("name", "").split())
    missing = {"family", "given"} - parts.keys()
    if not parts or (name and len(missing) > 1):
        return dict(cells)
    is_within = all(part.casefold() in name.casefold() for part in parts.values())
    if name and missing:
        if is_within:
            return dict(cells)
        (part,) = missing
        texts = {**parts, "name": name}
        parts = {part if key == "name" else key: texts[key] for key in cells if key in texts}
    whole = _whole(parts)
    if not name or missing:
        return {**cells, "name": whole}
    if is_within:  # the parts say which is the surname, as the name of a Chinese does not
        return {**cells, "name": whole if has_han(whole) else name}
    others = "\n".join(part for part in (cells.get("other_name", ""), whole) if part)
    return {**cells, "name": name, "other_name": others}


def in_two_scripts(stated: str) -> tuple[str, ...]:
    """The names of a cell that states one name in two scripts; else the cell as it stands.

    Only what can be read as the other name is one: what stands in brackets may be anything.

    >>> in_two_scripts("Lin Zhiyuan (林志远)"), in_two_scripts("王丽 Wang Li")
    (('Lin Zhiyuan', '林志远'), ('王丽', 'Wang Li'))
    >>> in_two_scripts("Lin Zhiyuan (已故)"), in_two_scripts("Clara Weiss (Klara)")
    (('Lin Zhiyuan (已故)',), ('Clara Weiss (Klara)',))
    """
    text = " ".join(stated.split())
    match = _BESIDE.fullmatch(text) or _SIDE_BY_SIDE.fullmatch(text)
    if match is None:
        return (stated,)
    names = tuple(name for name in match.groups() if name)
    is_one = script_of(names[0]) != script_of(names[1]) and NameQuery(names[0]).best(forms(names[1])).score
    return names if is_one else (stated,)


def without_comma(stated: str) -> str:
    """A name with the comma behind its surname left out, as ``ZHANG, Zhiyuan``; else the text as it stands.

    Two names of several words each may be two people.

    >>> without_comma("ZHANG, Zhiyuan"), without_comma("DE LA CRUZ, María José"), without_comma("林， 志远")
    ('ZHANG Zhiyuan', 'DE LA CRUZ María José', '林志远')
    >>> without_comma("Wang Li, Zhang Wei"), without_comma("Weiss, Dr."), without_comma("Lin, born 1979")
    ('Wang Li, Zhang Wei', 'Weiss, Dr.', 'Lin, born 1979')
    """
    match = _SURNAME_COMMA.fullmatch(stated.strip())
    if match is None or (" " in match["family"] and not match["family"].isupper()):
        return stated
    if not match["given"][0].isupper() and not has_han(match["given"]):
        return stated
    return _whole({"family": match["family"], "given": match["given"]})


def _whole(parts: Mapping[str, str]) -> str:
    """A name of its parts."""
    if all(has_han(text) for text in parts.values()):
        return "".join(parts[key] for key in ("family", "given", "middle") if key in parts)
    return " ".join(_in_order(parts))


def _in_order(parts: Mapping[str, str]) -> list[str]:
    """The parts with the middle name behind the given one, wherever its column stands."""
    keys = [key for key in parts if key != "middle"]
    if "middle" in parts:
        keys.insert(keys.index("given") + 1 if "given" in keys else len(keys), "middle")
    return [parts[key] for key in keys]
