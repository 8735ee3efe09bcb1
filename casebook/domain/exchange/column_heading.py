"""Which field of a list a column is, by its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casebook.domain.exchange.import_plan import ImportField

_GAPS = re.compile(r"[\s_\-.:/()（）*'’!?]+")
_LETTERS = r"[dmyjtgarдмгμεη日月年]{1,4}"
_HINT = re.compile(
    rf"[(（\[]\s*(?:{_LETTERS}(?:\s*[-./\s]\s*{_LETTERS}){{1,2}}|m\s*/\s*[fw](?:\s*/\s*[xdo])?|f\s*/\s*m"
    rf"|男\s*/\s*女"
    r"|(?:in )?(?:latin|roman|chinese|simplified|traditional|english|pinyin|uyghur|tibetan|kazakh|arabic"
    r"|cyrillic|original|native)(?: script| letters| characters)?|romani[sz]ed"
    r"|中文|汉字|漢字|简体|簡體|繁体|繁體|英文|拼音|拉丁文|拉丁字母|维吾尔文|維吾爾文|藏文|哈萨克文|哈薩克文|原文"
    r"|if (?:any|known)|optional|required)\s*[)）\]]",
    re.IGNORECASE,
)
"""What a heading says in brackets of how a cell is written, and not of whom or what it is."""
STATE_HEADINGS = (
    *("status", "state", "statut", "état", "estado", "stato", "stan", "durum", "κατάσταση", "zustand"),
    *("статус", "состояние", "стан", "状态", "狀態", "stand", "sachstand", "verfahrensstand"),
)
"""Of a column that says how far something is, as Outlook, Google and Excel call it in many languages."""
REMARK_HEADINGS = (
    "struckthrough",  # a column of ours, of cells struck in part
    *("remark", "remarks", "note", "notes", "comment", "comments", "observation", "observations"),
    *(
        "vermerk",
        "vermerke",
        "bemerkung",
        "bemerkungen",
        "anmerkung",
        "anmerkungen",
        "notiz",
        "notizen",
        "hinweis",
    ),
    *("remarque", "remarques", "commentaire", "commentaires", "mention", "mentions"),
    *(
        "observación",
        "observaciones",
        "comentario",
        "comentarios",
        "nota",
        "notas",
        "osservazioni",
        "annotazioni",
    ),
    *("uwagi", "açıklama", "açıklamalar", "notlar", "παρατήρηση", "παρατηρήσεις", "σχόλια"),
    *("примечание", "примечания", "комментарий", "комментарии", "замечания", "примітка", "примітки"),
    *("备注", "備註", "说明", "說明", "附注", "附註"),
)
"""Of a column of free words."""

ADDRESS_HEADINGS = (
    *(
        "address",
        "postaladdress",
        "homeaddress",
        "street",
        "adresse",
        "postadresse",
        "anschrift",
        "postanschrift",
    ),
    *(
        "wohnanschrift",
        "wohnadresse",
        "straße",
        "adressepostale",
        "domicile",
        "rue",
        "dirección",
        "domicilio",
    ),
    *(
        "indirizzo",
        "morada",
        "endereço",
        "adres",
        "διεύθυνση",
        "адрес",
        "адреса",
        "地址",
        "住址",
        "通讯地址",
        "通訊地址",
    ),
)
"""Of a column that says where somebody lives or works."""
LANGUAGE_HEADINGS = (
    *("language", "languages", "sprache", "sprachen", "langue", "langues", "idioma", "idiomas", "lengua"),
    *("lingua", "lingue", "język", "języki", "dil", "diller", "γλώσσα", "γλώσσες", "язык", "языки", "мова"),
    *("语言", "語言", "语种", "語種"),
)
"""Of a column that says which languages somebody speaks."""


def _parted(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


OFF_HEADINGS = _parted(
    "cancelled|canceled|iscancelled|cancellation|adjourned|isadjourned|adjournment|vacated|postponed|"
    "rescheduled|moved|relisted|adjournedto|adjourneduntil|postponedto|movedto|rescheduledto|relistedfor|"
    "relistedto|newdate|newhearing|newhearingdate|newdateofhearing|amendeddate|reviseddate|changeddate|"
    "adjourneddate|dateadjournedto|newday|newtime|entfällt|entfallen|abgesagt|absage|aufgehoben|"
    "aufhebung|storniert|verlegt|verlegtauf|verlegung|vertagt|vertagtauf|vertagung|verschoben|"
    "verschobenauf|umgeladen|umgeladenauf|neuertermin|neuesdatum|neueverhandlung|verlegtaufden|vertagtaufden|annulé|"
    "annulée|annulation|reporté|reportée|reportéau|reportéeau|report|reportau|renvoi|renvoiau|renvoyé|"
    "renvoyée|renvoyéau|renvoyéeau|ajourné|ajournée|déplacéeau|nouvelledate|nouvelledatedaudience|"
    "nouvelleaudience|suspendida|suspendido|suspensión|cancelada|cancelado|anulada|aplazada|aplazado|"
    "aplazadaal|aplazamiento|pospuesta|nuevoseñalamiento|nuevafecha|nuevavista|annullata|annullato|rinviata|"
    "rinviato|rinvio|rinvioal|nuovadata|adiada|adiado|novadata|odwołana|odwołane|odroczona|odroczenie|"
    "nowytermin|отменено|отменён|отменен|отменена|отмена|отложено|отложена|отложенона|отложение|"
    "перенесено|перенесена|перенесенона|перенос|новаядата|новаядатазаседания|переноснадату|скасовано|"
    "відкладено|відкладенона|новадатазасідання|iptal|iptaledildi|ertelendi|erteleme|ertelendiğitarih|"
    "ertelenentarih|yenitarih|yeniduruşmatarihi|yenigün|αναβολή|αναβλήθηκε|αναβολήστις|ακυρώθηκε|ακύρωση|"
    "ματαιώθηκε|ματαίωση|νέαδικάσιμος|νέαημερομηνία|取消|已取消|是否取消|改期|是否改期|改期日期|改期至|改至|延期|延期至|延期日期|新日期|新庭期|新开庭|新開庭|"
    "新开庭日期|新開庭日期|押后|押後|押后至|押後至|推迟至|推遲至|变更日期|變更日期|变更后日期|變更後日期|是否延期"
)
"""Of a column that says of each event whether it is off, or on which other day it is."""
NEXT_HEADINGS = _parted(
    "nextdate|nextdateofhearing|listedfor|listingdate|datelisted|dateoflisting|nextlisting|"
    "nächstertermin|prochaineaudience|prochainedate|próximavista|próximafecha|следующеезаседание|"
    "следующаядата|назначенона|назначено|sonrakiduruşma|επόμενηδικάσιμος|下次开庭|下次開庭"
)
"""Of the day of a hearing where no other column has it; beside that, of another hearing."""
HELD_HEADINGS = _parted(
    "held|washeld|hearingheld|tookplace|durchgeführt|stattgefunden|hatstattgefunden|tenue|audiencetenue|"
    "aeulieu|celebrada|celebrado|realizada|tenuta|svolta|odbyłasię|odbyłosię|состоялось|состоялась|"
    "состоялся|проведено|відбулося|yapıldı|yapıldımı|gerçekleşti|διεξήχθη|έγινε|πραγματοποιήθηκε|已开庭|已開庭|"
    "是否开庭|是否開庭|是否已开庭|是否已開庭"
)
"""Of a column that says of each event whether it took place."""
_EITHER = re.compile(r"[/／|\n;；]|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+(?=[\u4e00-\u9fff])")
"""Between the parts of a heading, those in two languages too: 姓名 Name."""
_LIKE_DAY = re.compile(
    r"\d{1,4}\s?[./\-年月]\s?(?:\d{1,2}|[ivx]{1,4})\b|\d{1,2}\s?[月]"
    r"|\d{1,2}\S{0,3}\s+(?:\w+\s+)?\w{3,}\.?,?\s+(?:\w+\s+)?\d{2,4}"
    r"|\w{3,}\.?\s+\d{1,2}\S{0,2},?\s+\d{4}|^\d{5}$",
    re.IGNORECASE,
)
"""What a cell of days holds: a day in figures or with the name of its month, or the serial day."""
_WHOLE = {"family", "given"}


def suggested(
    fields: Sequence[ImportField], head: Sequence[str], columns: Sequence[Sequence[str]] = ()
) -> dict[int, str]:
    """Return the likely field of each column by its heading, without unknown columns.

    A heading of several parts means a field if all of them do; surname and given name are the whole name.
    One that can weakly mean a day or something else, as "Termin", is a day if its cells are days.

    Args:
        fields: of which a column can be one.
        head: the headings.
        columns: the cells of each, or none.

    >>> field = ImportField(key="born", title="Born", headings=("dateofbirth", "dob"))
    >>> suggested([field], ["No.", "Date of birth", "Born"]), suggested([field], ["D.O.B. (dd/mm/yyyy)"])
    ({1: 'born'}, {0: 'born'})
    >>> suggested([field], ["DOB / Date of birth"]), suggested([field], ["DOB (spouse)"])
    ({0: 'born'}, {})
    >>> suggested([ImportField(key="name", title="Name", headings=("姓名",))], ["姓名 Name（中文）"])
    {0: 'name'}
    """
    names = [{field.key, *map(_folded, (field.title, *field.headings))} for field in fields]
    weak = [set(map(_folded, field.weak_headings)) for field in fields]
    plain = [_folded(heading) for heading in head]
    rounds = (
        [_meanings(fields, names, text) for text in plain],
        [_meanings(fields, names, _without_numbers(text)) for text in plain],
        [_of_parts(fields, names, heading) for heading in head],
        [
            _by_cells(fields, _meanings(fields, weak, text), columns[place] if columns else ())
            for place, text in enumerate(plain)
        ],
    )
    field_by_column: dict[int, str] = {}
    many = {field.key for field in fields if field.takes_many}
    for places in rounds:
        for place, meanings in enumerate(places):
            free = [key for key in meanings if key in many or key not in field_by_column.values()]
            if free and place not in field_by_column:
                field_by_column[place] = free[0]
    return field_by_column


def like(head: Sequence[str], place: int) -> list[int]:
    """The columns that have the heading of another, apart from its number.

    >>> like(["Date", "Case", "date", "Date 2"], 0)
    [2, 3]
    """
    plain = [_without_numbers(_folded(heading)) for heading in head]
    return [at for at, text in enumerate(plain) if text == plain[place] and at != place]


def _meanings(fields: Sequence[ImportField], names: Sequence[set[str]], plain: str) -> list[str]:
    """The keys of the fields that a heading without gaps can mean."""
    return [field.key for field, meant in zip(fields, names, strict=True) if plain in meant]


def _by_cells(fields: Sequence[ImportField], keys: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The fields that a column can mean, those of days first if its cells are days, and else last."""
    days = {field.key for field in fields if field.is_date}
    filled = [cell for cell in cells if cell.strip()]
    is_dated = all(map(_LIKE_DAY.search, filled))
    return sorted(keys, key=lambda key: (key in days) != is_dated) if filled else list(keys)


def _of_parts(fields: Sequence[ImportField], names: Sequence[set[str]], heading: str) -> list[str]:
    """The key of the one field that every part of a heading means, as ``Nationality/Citizenship``."""
    parts = [part for part in map(_folded, _EITHER.split(_HINT.sub("", heading))) if part]
    keys = [next(iter(_meanings(fields, names, part)), "") for part in parts]
    if set(keys) == _WHOLE:
        return ["name"]
    return keys[:1] if len(set(keys)) == 1 and keys[0] else []


def _folded(heading: str) -> str:
    return _GAPS.sub("", heading).casefold().replace("i\u0307", "i")  # of a Turkish capital


def _without_numbers(plain: str) -> str:
    """A heading as several columns share it: ``E-mail 2 - Value`` is ``emailvalue``."""
    return "".join(char for char in plain if not char.isdecimal())
