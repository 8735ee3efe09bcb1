"""Words that tell of a claim to protection, in the languages of the courts and of Chinese clients."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cache

from casebook.domain.base.country_code import country_names
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.hiding.plain_letters import folded_words
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.person import Person

_OTHER_SCRIPTS = "|".join(
    map(
        folded_words,
        (
            "убежищ",
            "международной защит",
            "международная защита",
            "международную защиту",
            "беженец",
            "беженк",
            "беженц",
            "беженств",
            "پاناھلىق",
            "لجوء",
            "لاجئ",
            "སྐྱབས་བཅོལ",
        ),
    )
)
_OF_NAME = (
    r"(?:bek(?![al])|beg(?![aeuir])|khan|qan|kan(?![dnz])|chan(?!c)|han(?!d)|[zsj]han|dzhan|jan(?!u)|schan(?!d)"
    r"|gul|kul(?!t)|qul|ba[iyj](?!er)|bala|ta[iyj]|tas(?!k|ch)|a[iyj]\w{0,2}\b|nur|murat|khat|za[dt]|bi[iy]?[kb]e"
    r"|dana|gere[iyj]|keldi|ga[zs]y|ko[zj]ha|mira|ym\b|ya\b|uly|kyz|qyz|[oe]v(?:a|na|ich)?\b)"
)
"""How Kazakh and Kyrgyz names go on that begin like the word for asylum."""
_ASYL = (
    rf"(?<!\w)(?<!\bmr )(?<!\bmrs )(?<!\bms )(?<!\bherr )(?<!\bherrn )(?<!\bfrau )asyl(?!{_OF_NAME})"
    rf"|(?<=\w\w\w)asyl(?!{_OF_NAME})(?=\w{{4}})"
    r"|(?<!\w)(?:kirchen|kirke|kyrko|familien|botschafts|burger|stadt|schein|wirtschafts|dauer|folge|erst|zweit"
    r"|flughafen|klima)asyl(?:s|e[nt]?)?(?!\w)"
)
"""Asylum in German and Nordic compounds, but no Kazakh, Kyrgyz or Ukrainian name with the same letters."""
_OTHER_PROTECTION = (
    r"(?! (?:of|orders?)\b)(?! against (?:\w+ )?(?:violence|dismissal|discrimination|harassment|stalking)\b)"
)
"""Not what follows protection from wrongs between persons, or of rights."""
_OF_DATA = r"(?! (?:\w+ ){0,2}(?:donnees|vie privee|datos|dati|daten|personendaten|privatsphare)\b)"
_CLAIM = re.compile(
    r"asil[eo]\b|\basiel|\bazyl|refugees?\b|refugie|refugiad|fluchtling|vluchteling|uchodzc"
    r"|\biltica|multeci|siginma"
    r"|(?:my|his|her|their) own claim\b|while (?:my|his|her|their) (?:own )?(?:claim|application) is"
    r"|(?:international|subsidiary|humanitarian) protection|protection (?:internationale|subsidiaire)"
    r"|(?<!witness )(?<!data )\bprotection claim|claim\w* (?:for|to) protection"
    r"|(?:appl(?:y|ying|ied|ies)|ask(?:s|ed|ing)?|applications?|requests?|requested|petition(?:s|ed|ing)?)"
    rf" (?:\w+ ){{0,6}}for protection{_OTHER_PROTECTION}"
    rf"|(?:seek(?:s|ing)?|sought|grant(?:s|ed|ing)?) (?:him |her |them |me )?protection{_OTHER_PROTECTION}"
    r"|\bask(?:s|ed|ing)? (?:\w+ ){1,4}to protect (?:him|her|them|me)\b|\bprotection visas?\b"
    r"|(?:request(?:s|ed|ing)?|seek(?:s|ing)?|sought) (?:the )?protection of (?:the )?"
    r"(?:republic|state|country)\b"
    rf"|request(?:s|ed|ing)? protection{_OTHER_PROTECTION}"
    r"|(?:my|his|her|their) protection (?:application|interview|hearing|decision|status|case)\b"
    r"|\bcredible fear\b|withholding of removal"
    r"|\bform i ?[-\u2010-\u2015]? ?589\b|\bi ?[-\u2010-\u2015]? ?589 (?:application|form|claim|filing)"
    r"|(?<!room )(?<!cell )(?<!flat )(?<!ward )\bi[-\u2010-\u2015]589\b"
    r"|(?:internationale|subsidiare)[mnrs]? schutz|\bschutz(?:gesuch|antrag)"
    r"|um schutz (?:ersuch|nachge?such|gebeten)"
    r"|(?:bat(?:en)?|ersuch\w+|bittet|bitten|sucht\w*) (?:\w+ ){0,6}um schutz\b"
    rf"(?! vor (?:hausliche\w* )?gewalt){_OF_DATA}"
    rf"|demand\w+ (?:de |la )?protection{_OF_DATA}|solicitud(?:es)? de proteccion{_OF_DATA}"
    rf"|pidio (?:la )?proteccion{_OF_DATA}|domand[ae] di protezione{_OF_DATA}"
    r"|chiesto (?:la )?protezione|uluslararas[iı] koruma"
    r"|regist\w+ (?:with|by|at) (?:the )?unhcr\b|\bunhcr(?:'s)?[ -](?:regist|mandate|certificat|card|status)"
    r"|recogni[sz]ed by (?:the )?unhcr\b|\bbamf\b|\bofpra\b|\bcnda\b"
    r"|proteccion (?:internacional|subsidiaria)|protezione (?:internazionale|sussidiaria)"
    r"|ασυλ|διεθν\w+ προστασ"
    r"|庇护|庇護|难民|難民|避[难難](?!所)|亡命(?!之徒|天涯)|[国國]际保护|[国國]際保[護护]"
    r"|(?:[请請寻尋]求|申[请請])保[护護](?!令|[其他她我]?[们們]?的?(?:个人|個人|隐私|隱私|信息|资料|資料|数据|數據))"
    rf"|{_OTHER_SCRIPTS}|{_ASYL}"
)
"""On folded text."""
_NAME = re.compile(
    r"asylum (?:and immigration )?(?:\([^)]*\) |procedures |reception )?(?:acts?|directive|regulation)\b"
    r"|asylg\b|asylgesetz"
    r"|commissioner for refugees|pour les refugies|status of refugees|statut des refugies"
    r"|(?:geneva |1951 )?convention on (?:the protection of )?refugees|agency for asylum|asylum agency"
    r"|refugee (?:agency|board|council|conventions?|acts?|law|protection division)"
    r"|fluchtlings(?:hilfswerk|rat\b|recht|konvention)"
    r"|难民(?:署|专员|法|公约|地位)|難民(?:署|專員|法|公約|地位)"
)
"""Statutes on asylum and bodies for refugees, which by themselves tell of nobody's claim."""
_MONTH = (
    r"(?:jan(?:uary?|vier)?|feb(?:ruary?|rero|braio)?|fevrier|mar(?:ch|s|zo?)?|apr(?:ile?)?|avril|abril"
    r"|ma(?:[yi]|yo|ggio)|jun[ei]?|juin|junio|giugno|jul[yi]?|juillet|julio|luglio|aug(?:ust)?|aout|agosto"
    r"|sep(?:t|tember|tembre|tiembre)?|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:i?embre|ember)?"
    r"|de[cz](?:ember|embre)?|dici?embre|enero|gennaio)"
)
_DAY = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er)?\.? (?:of |de )?{_MONTH}(?!\w)"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\w)"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d月\d{1,2}日"
)
_SOME_DAY = re.compile(_DAY)
_ACT = r"(?:acts?|directive|regulation|conventions?|(?:asyl)?gesetz|asylg)"
_DATED_ACT = re.compile(rf"\b{_ACT},? (?:\([^)]*\) )?(?:of|vom|du) (?:the )?(?:{_DAY})")
"""A statute cited with its date: "Asylgesetz vom 26. Juni 1998"."""
_PUBLISHED = re.compile(
    r"\b(?:reports?|guidance|guidelines|handbook|information requests?|country (?:notes?|information|focus)"
    r"|bericht\w*|rapports?)\b|报告|報告|手册|手冊"
)
"""What such bodies publish, on a day of no claim."""
_RULE = r"(?<!must be )(?<!may be )(?<!can be )(?<!shall be )(?<!should be )(?<!cannot be )"
"""Not what a statute says that is to be done."""
_OF_ARGUMENT = (
    r"(?! (?:the|an?|this|that|every|his|her|their) (?:arguments?|submissions?|contentions?|points?)\b)"
)
_OWN_STEP = re.compile(
    r"\b(?:my|he|his|him|she|her|their|whose|clients?|claim(?:s|ed|ing)?|applied|(?:for|an?|the) application"
    r"|appl(?:y|ying|ies) (?:under|for)|applicants?|(?<!treatment of )claimants?|appellants?|petitioners?"
    r"|proceedings (?:under|before|are|were|continue)"
    r"|application (?:to|before|with|was|is|lodged|filed)"
    r"|appealed|under appeal|(?:appeal|action|complaint) (?:is|was|has|against)|pending"
    rf"|{_RULE}(?:dismissed|dismisses|allowed|upheld|refused|rejected){_OF_ARGUMENT}"
    rf"|{_RULE}(?:heard|lodged|filed|remitted|quashed)"
    r"|decisions? (?:of|dated|on) (?:the )?\d|decisions? (?:of|by|from) the (?:immigration and )?refugee"
    r"|interview\w*"
    r"|sein(?:e[mnrs]?)?|ihr(?:e[mnrs]?)?|\w*antrag\w*|abgelehnt\w*|ablehn\w+|demand(?:e|es|eur|euse|eurs|a|ait)"
    r"|\w*klagen?|geklagt|klagte|klager\w*|anhangig\w*|\w*beschwerden?|beschwerdefuhrer\w*|berufung"
    r"|\w*bescheid\w*|abgewiesen\w*|verfahrens?|lauft|laufend\w*"
    r"|refusal|rejection|granted|recogni[sz]ed|registered|hearing|anerkannt\w*|recours|requerant\w*|rejete?\w*)"
    r"(?!\w)|(?:申请|申請|登记|登記|注册|註冊|上诉|上訴|驳回|駁回|受理|被拒|拒绝|拒絕|听证|聽證|面谈|面談|提交|他|她)"
)
"""What makes of a statute or body one that somebody turned to, in the same sentence."""
_PROTECTION = re.compile(
    r"(?<!\w)(?:protections?|(?<!zum )schutz(?:es)?|proteccion|protezione|koruma\w*"
    r"|(?<!право на )(?<!ходатаиств[оау] )защит(?:а|ы|у|е|ои|ою))(?!\w)|保[护護]"
)
"""What a person may have of a State, on folded text; in Russian not the defence at a trial."""
_OTHER_PROTECTION_NAMES = re.compile(
    r"(?<!\w)(?:data|consumer|environment(?:al)?|witness|child|civil|bail|copyright|trade ?mark|patent"
    r"|privacy|animal|fire|labou?r|social|legal|judicial|equal|constitutional|diplomatic|consular|investor|heritage)"
    r" protections?(?!\w)"
    r"|(?<!\w)(?<!international )(?<!temporary )(?<!subsidiary )protection"
    r" (?:from \w+ )?(?:orders?|acts?|laws?|directive|regulation|ordinance|bill)(?!\w)"
    r"|(?<!\w)protection (?:against|from) (?:\w+ )?(?:violence|dismissal|discrimination|harassment|stalking"
    r"|publicity)(?!\w)|(?<!\w)schutz vor (?:hausliche\w* )?gewalt(?!\w)"
    r"|(?<!\w)protection contre (?:les |la )?violences?(?!\w)|(?<!\w)proteccion contra la violencia(?!\w)"
    r"|(?<!\w)protezione (?:dalla|contro la) violenza(?!\w)"
    r"|(?:法律|司法|领事|領事|外交|环境|環境|消费者|消費者|权益|權益|数据|數據|资料|資料|信息|隐私|隱私|版权|版權"
    r"|专利|專利|商标|商標|劳动|勞動|证人|證人|平等|文物)保[护護]|保[护護][令伞傘]"
    r"|保[护護][^\s，。；、]{0,6}(?:个人信息|個人資料|隐私|隱私|信息|资料|資料|数据|數據|商业秘密|商業秘密|营业秘密"
    r"|營業秘密|商标|商標|知识产权|知識產權|专利|專利|版权|版權|著作[权權]|环境|環境|消费者|消費者|文物)"
)
"""Protection that is no refuge: orders, statutes, and that of data, goods or rights between persons."""
_ASKED_BEFORE = re.compile(
    r"(?<!\w)(?:seek(?:s|ing)?|sought|request(?:s|ed|ing)?|grant(?:s|ed|ing)?|receiv\w+|obtain\w*"
    r"|den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w+|los(?:e|es|t|ing|s)|withdr[ae]w\w*|revo[kc]\w+|given"
    r"|accord(?:ed|ee?s?|ent|er|ait)|demand\w+|sollicit\w+|obtenu\w*|obtin\w+|octroy\w+|rejet\w+|retir\w+"
    r"|perd\w*|recherch\w+|recu\w*|solicit(?!or)\w+|pid(?:e|en|io|ieron)|obtuv\w+|conced\w+|otorg\w+|deneg\w+|denieg\w+"
    r"|rechaz\w+|pierd\w+|busc\w+|chied\w+|chies\w+|richie\w+|otten\w+|concess[oaei]|negat[oaei]|rifiut\w+"
    r"|pers[oaei]|domand\w+"
    r"|beantrag\w*|ersuch\w*|gebeten|sucht(?:e|en)?|gesucht|gewahr\w*|zuerkann\w*|erhielt\w*|erhalt(?:en)?|bekam\w*"
    r"|bekommen|verweiger\w*|versagt\w*|abgelehnt\w*|verlor\w*|verliert|entzog\w*|widerruf\w*|aberkann\w*"
    r"|\w*прос[иятл]\w*|запраш\w+|ходатаи\w+|обрати\w+|обращ\w+|получ\w+|предостав\w+|отказ\w+|лиш\w+|польз\w+"
    r"|иска\w+|ищ[еу]т)(?!\w)"
)
_ASKED_AFTER = re.compile(
    r"(?<!\w)(?:sought|requested|granted|received|obtained|denied|refused|rejected|lost|withdrawn|revoked"
    r"|accordee?|octroyee?|refusee?|demandee?|retiree?|solicitada|concedida|otorgada|denegada|revocada"
    r"|concessa|negata|rifiutata|chiesta|richiesta|revocata"
    r"|beantrag\w*|ersuch\w*|gebeten|gesucht|gewahr\w*|zuerkann\w*|erhalten|bekommen|verweiger\w*|versagt\w*"
    r"|abgelehnt\w*|verloren|entzogen|widerruf\w*|aberkann\w*|предоставлен\w*|отказано"
    r"|talep\w*|iste\w*|basvur\w*|veril\w*|verdi\w*|aldi\w*|redd\w*|yararlan\w*|kaybet\w*)(?!\w)"
)
_HAS_BEFORE = re.compile(
    r"(?<!\w)(?:has|have|had|having|enjoy\w*|holds?|held|claim(?:s|ed|ing)?|hat(?:te)?|haben|genie(?:ß|ss)t"
    r"|genoss(?:en)?|besitzt|benefici\w+|joui\w+|tiene|goza\w*|gode\w*)(?!\w)"
)
"""What one does to have protection, has or loses it, before or behind the word."""
_HAN_VERB = re.compile(
    r"[请請寻尋要]求|申[请請]|[获獲]|得到|给予|給予|授予|[给給]了|拒[绝絕]|[驳駁]回|失去|[丧喪]失|撤[销銷]|享[有受]"
)
_AUTHORITY = (
    r"(?:(?<!chinese )(?<!chinesischen )(?:authorit(?:y|ies)|governments?|behorden?|regierung|unhcr)"
    r"|autorites?|gouvernement|autoridad(?:es)?|gobierno|autorita|governo|власт\w+|правительств\w+|makam\w*"
    r"|hukumet\w*)"
)
_HAN_AUTHORITY = r"(?<!中[国國])(?:政府|当局|當局)"
_OF = (
    r"(?:of|de[rs]?|von|(?:seine|ihre|meine)[rs]|aller|du|del|dell[aeo]|de[gl]li|dei|di"
    r"|d['\u2019]|dell['\u2019])"
)
_OF_OBJECT = re.compile(
    rf" {_OF}(?!\w)|(?<=защит[аыуе]) (?:прав|персональн|потребител|данных|свидетел|дете)", re.IGNORECASE
)
"""What stands before whom or what protection is of, seldom the State that gives it."""
_NEAR_WORDS, _NEAR_SIGNS, _NEAR = 4, 8, 120
"""Words, signs of Chinese, and characters at most on each side of the word for protection."""
_HOME = ("CN",)
"""Where nobody of these cases asks for protection; what is said of it there is no claim."""
_MIN_COUNTRY, _HAS_WORDS = 3, 3
_ENDINGS = "аяоеиыуьαοεηιυς"
_HAN = re.compile("[\u4e00-\u9fff]")
_SENTENCE_END = re.compile(
    r"(?<=\w\w\w[.!?])(?<![Aa]rt\.)(?<!Abs\.)(?<![Ss]ec\.)\s+(?=[^\W\d_a-z])|(?<=[。！？])|\n\s*\n"
)
_LINE_END = re.compile(r"[\u00ad\ufffe\u0002]\s*|(?<=[^\W\d_])[-\u2010\u2011]\s+(?=[^\W\d_])")
"""Where a word is broken: by a soft hyphen, or by a hyphen at the end of a line, now perhaps a space."""
_ASYL_LETTERS = re.compile("asyl|azyl")
"""What names are looked for that hold it."""
_ASYLUM = re.compile(r"a[sz]yl(?:\w|um\w*|an[dt]\w*)?$")
"""Words that are no name where they stand alone."""
_BODIES: frozenset[ContactKind] = frozenset({"ngo", "embassy", "authority", "other"})
"""Contacts that may be called after what they do."""
_MIN_NUMBER = 5
"""Signs of a number, or of a part of one, that is looked for."""
_ACCENTED = re.compile("πρόσφυγ|προσφύγων", re.IGNORECASE)
"""Greek for a refugee; without its accent it is the word for an application to a court."""


def claim_numbers(proceedings: Iterable[Proceeding]) -> tuple[str, ...]:
    """Return the numbers of proceedings on a claim to protection, and parts of them that tell alone."""
    return tuple(
        form
        for one in proceedings
        if one.number and (one.kind == "asylum" or tells_of_claim(one.forum))
        for form in dict.fromkeys((one.number, *one.number.split()))
        if len(form) >= _MIN_NUMBER and re.search(r"\d", form)
    )


def claim_teller(
    proceedings: Iterable[Proceeding], people: Iterable[Person], contacts: Iterable[Contact] = ()
) -> Callable[[str], bool]:
    """Return `tells_of_claim` for the texts of a case.

    Args:
        proceedings: of the case; the numbers of those on a claim tell of it.
        people: whose names tell of none, whatever their letters.
        contacts: likewise; not the names of bodies.
    """
    recorded = (name.text for person in people for name in person.names)
    own = (name for one in contacts if one.kind not in _BODIES for name in (one.name, *one.other_names))
    names = [name for name in (*recorded, *own) if _ASYL_LETTERS.search(folded_words(name))]
    return _teller(claim_numbers(proceedings), names)


def tells_of_claim(text: str, numbers: Collection[str] = (), names: Collection[str] = ()) -> bool:
    r"""Return whether a text tells that somebody asked for protection.

    Args:
        text: as printed; words broken at the end of a line are joined.
        numbers: of the proceedings on such claims, as `claim_numbers` gives them.
        names: of people; none of them tells of a claim. A word that also is one for asylum is part of a
            name only beside the other words of it.

    >>> tells_of_claim("He claims asylum."), tells_of_claim("Asylum Act, section 3")
    (True, False)
    >>> tells_of_claim("The decision in his case is under the Asylum Act.")
    True
    >>> tells_of_claim("I am held here while my own claim is looked at.")
    True
    >>> tells_of_claim("his asy-\nlum"), tells_of_claim("File A-0129", ["A-0129"])
    (True, True)
    >>> tells_of_claim("Asyl Moonharbour left.", names=["Moonharbour Asyl"])
    False
    """
    return _teller(numbers, names)(text)


def _teller(numbers: Collection[str], names: Collection[str]) -> Callable[[str], bool]:
    """Return `tells_of_claim` for these numbers and names, whose patterns it makes once."""
    of_numbers = _pattern(numbers) if numbers else None
    of_names = _name_pattern(names) if names else None

    def tells(text: str) -> bool:
        if of_numbers and of_numbers.search(folded_words(text)):
            return True
        if _ACCENTED.search(unicodedata.normalize("NFC", text)):
            return True
        return any(_tells(one, of_names) for one in {text, _LINE_END.sub("", text)})

    return tells


def _tells(text: str, names: re.Pattern[str] | None) -> bool:
    whole = folded_words(text)
    if not (_CLAIM.search(whole) or _PROTECTION.search(whole)):
        return False
    for sentence in map(folded_words, _SENTENCE_END.split(text)):
        if _is_of_claim(names.sub("-", sentence) if names else sentence):
            return True
    return False


def _name_pattern(names: Collection[str]) -> re.Pattern[str]:
    """Return what finds names in folded text: whole in either order, and words that are no other word."""
    words = [re.findall(r"[^\W_]+", folded_words(name)) for name in names]
    whole = [order for each in words if len(each) > 1 for order in (each, each[::-1])]
    alone = [[one] for each in words for one in each if _ASYL_LETTERS.search(one) and not _ASYLUM.match(one)]
    forms = (r"[\W_]{1,3}".join(map(re.escape, each)) for each in (*whole, *alone))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})\w{{0,3}}(?!\w)")


def _pattern(numbers: Collection[str]) -> re.Pattern[str]:
    """Return what finds numbers in folded text, whatever their hyphens, also parted at the end of a line."""
    parts = (re.split(r"[\s\-\u2010-\u2015]+", folded_words(one)) for one in numbers)
    forms = "|".join(r"[\s\-\u2010-\u2015]{0,3}".join(map(re.escape, one)) for one in parts)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


def _is_of_claim(sentence: str) -> bool:
    """Return whether a folded sentence tells of a claim by more than the name of a statute or body."""
    sentence = _OTHER_PROTECTION_NAMES.sub("-", sentence)
    if not _is_of_step(sentence):
        sentence = _NAME.sub("-", sentence)
    return bool(_CLAIM.search(sentence)) or any(
        _is_of_state(sentence, word) for word in _PROTECTION.finditer(sentence)
    )


def _is_of_step(sentence: str) -> bool:
    """Return whether a folded sentence has a step or party of a proceeding, or a day of no text."""
    if _OWN_STEP.search(sentence):
        return True
    return not _PUBLISHED.search(sentence) and bool(_SOME_DAY.search(_DATED_ACT.sub("", sentence)))


def _is_of_state(sentence: str, word: re.Match[str]) -> bool:
    """Return whether protection is had, asked for or lost, or stands beside a country or an authority."""
    before = sentence[max(0, word.start() - _NEAR) : word.start()]
    after = sentence[word.end() : word.end() + _NEAR]
    countries, han_countries = _countries()
    if word[0][0] == "保":
        near = f"{before[-_NEAR_SIGNS:]}-{after[:_NEAR_SIGNS]}"
        return bool(_HAN_VERB.search(before[-_NEAR_SIGNS:]) or han_countries.search(near))
    if _OF_OBJECT.match(word[0] + after, len(word[0])):
        return bool(_of_state().match(after))
    words_before, words_after = before.split()[-_NEAR_WORDS:], " ".join(after.split()[:_NEAR_WORDS])
    return bool(
        countries.search(f"{' '.join(words_before)} - {words_after}")
        or _ASKED_BEFORE.search(" ".join(words_before))
        or _ASKED_AFTER.search(words_after)
        or _HAS_BEFORE.search(" ".join(words_before[-_HAS_WORDS:]))
    )


@cache
def _countries() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds countries and authorities in folded text: between words, and in Chinese."""
    names = {folded_words(name) for name in country_names(except_codes=_HOME)}
    han = {name for name in names if _HAN.search(name)}
    words = "|".join(_inflected(name) for name in sorted(names - han) if len(name) >= _MIN_COUNTRY)
    signs = "|".join(map(re.escape, sorted(han)))
    return re.compile(rf"(?<!\w)(?:{words}|uk|{_AUTHORITY})(?!\w)"), re.compile(rf"{signs}|{_HAN_AUTHORITY}")


@cache
def _of_state() -> re.Pattern[str]:
    """Return what finds the State right behind the word for its protection."""
    article = r"(?:the |la |les? |l['\u2019]|il |lo |gli |el |l[ao]s )"
    adjectives = (
        r"(?:(?!in |im |en |by |under |from |with |and |und |et |or |of |des? |der |del |di |von )\w+ ){0,2}"
    )
    return re.compile(
        rf" {_OF} ?{article}?(?:(?:federal )?republic of )?{adjectives}{_countries()[0].pattern}"
    )


def _inflected(name: str) -> str:
    """Return a regular expression for a folded name of a country with its endings."""
    if name[-1].isascii():
        return rf"{re.escape(name)}s?"
    return rf"{re.escape(name.rstrip(_ENDINGS) or name)}\w{{0,3}}"
