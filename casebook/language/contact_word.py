"""Words that say when, how and through whom somebody is reached: beside a service, no names of accounts."""

from __future__ import annotations

import re
from functools import cache

from casebook.domain.dossier.hiding.account import Vocabulary
from casebook.language.fold import without_accents
from casebook.language.ordinary import is_ordinary_word
from casebook.language.place import is_place_name

_WORDS = """
only solely just never always not please ask first last then also when while until before after
during between about with without within through via from for and but call calls called calling
phone telephone ring voice video text texts texting message messages messaging chat chats group
groups room rooms channel channels contact contacts number numbers user username account accounts
profile profiles people pages page join joinchat invite share status link links home main work
office business private personal secure safe unsafe best preferred preferably prefers prefer urgent
urgently emergency emergencies unknown none same blocked deleted disabled inactive active monitored
watched tapped surveilled compromised changed lost closed transfer manager possible impossible
available unavailable reachable day days daily night nights nightly morning mornings noon afternoon
afternoons evening evenings midnight week weeks weekly weekday weekdays weekend weekends hour hours
today tomorrow once twice mother father parents brother brothers sister sisters daughter daughters
sons wife husband spouse partner family friend friends neighbour neighbours neighbor uncle aunt
cousin child children lawyer counsel interpreter translator caseworker client colleague shelter
iphone ipad macbook android monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays
friday fridays saturday saturdays sunday sundays unless except instead otherwise sometimes often
this that there here they them their his her hers she him your mine our ours its will would should
privat desktop mobile mobil laptop tablet computer arbeit dienstlich geschaftlich buro buero prive
privee bureau portable professionnel privado privada trabajo movil oficina privato privata lavoro
cellulare ufficio prywatny praca личный личная рабочий рабочая мобильный
could can cannot must may has have had does doing done do since under registered shared known given
written frozen hacked stolen suspended confiscated withheld belongs seized closed used opened created
removed banned restricted abandoned discontinued unused taken held

uniquement seulement jamais toujours soir soirs soiree matin matins midi apres-midi apres avant
pendant semaine pas plus sans avec pour chez appel appels appeler vocal vocaux groupe compte canal
surveille prefere preference ecrit urgence urgences lundi lundis mardi mercredi jeudi vendredi
samedi dimanche jour jours nuit nuits heure heures mere pere frere soeur fille fils epouse epoux
mari femme famille amie voisin voisine avocat avocate interprete inconnu bloque meme numero entre
puis

nur abends morgens vormittags mittags nachmittags nachts tagsueber tagsuber nie niemals immer keine
kein keinen ohne nicht mit ueber uber durch bitte schriftlich anrufe anruf anrufen nachrichten
nachricht sprachnachrichten gruppe kanal konto ueberwacht uberwacht bevorzugt vorzugsweise zuerst
zunachst dringend notfall notfalle werktags wochenende wochenends montag montags dienstag dienstags
mittwoch mittwochs donnerstag donnerstags freitag freitags samstag samstags sonntag sonntags bei
abend morgen mittag nacht tag tage tochter sohn mutter vater eltern bruder schwester frau mann
ehefrau ehemann familie freund freundin nachbar nachbarin tante onkel anwalt anwaltin dolmetscher
dolmetscherin eingefroren beschlagnahmt gehackt gestohlen seit
unbekannt gesperrt geloscht gleiche selbe nummer handy telefon erst danach davor nach
vor zwischen jeden taglich

solo solamente unicamente nunca siempre tarde tardes noche noches manana mananas despues antes
llamadas llamar mensajes mensaje grupo cuenta vigilado vigilada preferido preferiblemente escrito
con sin por lunes martes miercoles jueves viernes sabado sabados domingo domingos dias hermana
hermano hija hijo madre padre padres esposa esposo marido familia amiga amigo vecina vecino abogada
abogado urgente urgencia emergencia desconocido telefono mismo primero fines semana

soltanto esclusivamente sempre mai sera sere mattina mattine pomeriggio dopo prima chiamate chiamare
messaggi messaggio gruppo conto controllato preferito preferibilmente senza lunedi martedi mercoledi
giovedi venerdi sabato domenica sorella fratello figlia figlio moglie marito famiglia amico amica
vicino avvocato urgenza sconosciuto

apenas somente noite noites manha depois ligar chamadas mensagens segunda terca quarta quinta sexta
irma irmao filha filho advogado desconhecido

alleen nooit altijd avond avonds ochtend middag geen zonder bellen berichten bericht groep rekening
liefst bij voorkeur maandag dinsdag woensdag donderdag vrijdag zaterdag zondag dochter zoon moeder
vader broer zus zuster vrouw vriend vriendin buurman advocaat tolk spoed eerst daarna onbekend

yalnizca sadece asla hicbir aksam aksamlari aksamlar sabah sabahlari gece geceleri ogle ogleden
sonra arama aramak arayin mesaj mesajlar mesajla yazili grup hesap kanali izleniyor tercih tercihen
hafta ici sonu gunduz numara numarasi uzerinden ile degil yok olarak kullanici pazartesi sali
carsamba persembe cuma cumartesi pazar kardes kardesi ablasi abla agabey abisi annesi anne babasi
baba kizi oglu esi karisi kocasi ailesi aile arkadasi arkadas komsu komsusu avukat avukati tercuman
tercumani acil ayni bilinmiyor

tylko nigdy zawsze wieczorem rano wieczor popoludniu wiadomosci wiadomosc polaczenia grupa siostra
brat corka syn matka ojciec rodzina adwokat pilne endast aldrig alltid kvall kvallar samtal
meddelanden syster dotter broder advokat

только никогда всегда вечером вечерам утром днем ночью после перед через лучше сначала звонить
звонки звонок звоните писать пишите сообщения сообщение группа канал номер телефон аккаунт
неизвестно срочно экстренно предпочтительно понедельник понедельникам вторник вторникам среда средам
четверг четвергам пятница пятницам суббота субботам воскресенье выходные выходным будни будням
ежедневно сестра сестре сестру брат брату дочь дочери сын сыну мать матери отец отцу жена жене муж
мужу семья семье друг подруга сосед соседка адвокат адвокату юрист переводчик переводчику нельзя
можно нужно
удален удалён взломан заблокирован украден изъят если когда тот тоже этот кроме
tolko nikogda vsegda vecherom utrom posle soobshcheniya
zvonki nomer sestra dochka тек кешке ешкашан

peqet hergiz dayim kech kechte etigen axsham singlisi akisi anisi dadisi qizi oghli پەقەت ھەرگىز
دائىم كەچ كەچتە فقط دائما مساء صباحا أختي أخي μονο ποτε παντα βραδυ πρωι απογευμα μετα πριν αδελφη
αδελφος κορη δικηγορος διερμηνεας

被盗 被盜 被封 注销 註銷 冻结 凍結 没收 沒收
"""
"""Of the languages in which offices and clients write."""
_PARTS = re.compile(r"[^\W_]+")


def is_contact_word(text: str) -> bool:
    """Return whether each word of a text is one.

    >>> [is_contact_word(text) for text in ("text-only", "Kardeşi", "только", "moonharbour")]
    [True, True, True, False]
    """
    parts = _PARTS.findall(without_accents(text))
    return bool(parts) and all(part in _words() for part in parts)


@cache
def _words() -> frozenset[str]:
    return frozenset(_PARTS.findall(without_accents(_WORDS)))


RECORDED_WORDS = Vocabulary(
    is_contact_word=is_contact_word, is_place_name=is_place_name, is_ordinary=is_ordinary_word
)
"""What words beside a service are in a recorded way of contact, if no account."""
