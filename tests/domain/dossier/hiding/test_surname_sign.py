"""A recorded name that is a word of the language is hidden where a sign of a name stands beside it."""

from __future__ import annotations

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.surname_sign import may_be_named

_NAMES = {
    "Sun Guifang": "Person C",
    "He Wenjing": "Person I",
    "Fan Lihua": "Person J",
    "May Long": "Person L",
    "An Jingwei": "Person N",
    "Ye Feifei": "Person O",
    "You Limin": "Person Q",
    "So Kaming": "Person Z",
    "Will Dong": "Person W",
    "Hope Young": "Person V",
}
REPLACER = NameReplacer(
    Hidden(
        form=name,
        label=label,
        ordinary=frozenset({"sun", "he", "fan", "may", "long", "an", "you", "so", "hope", "young"}),
    )
    for name, label in _NAMES.items()
)
_NAMED = (
    "Surname: SUN\nGiven names: [two]",
    "Family name: Sun. Nom: SUN, Nachname Sun, Familienname: Sun; apellido: Sun",
    "姓：Sun",
    "Surname (as in passport): SUN",
    "Surname / Nom: SUN",
    "Name of the applicant: SUN",
    "Surname: HE\nSurname: FAN\nSurname: LONG",
    "SUN/GUIFANG MS",
    "SUN | GUIFANG",
    "SUN/Person C MS",
    "HE/Person I",
    "HE/WENJING",
    "Sun G. came",
    "G. Sun came",
    "Surname | Born\nSun | 1950\nHe | 1951",
    "Nr  Surname  Town\n1  Fan  Nicosia\n2  Sun  Larnaca",
    "Signed: Sun. Witness: Sun",
    "Signed, He. Signed by: Sun",
    "Person interviewed: SUN",
    "Interviewee: Sun",
    "\nSun: I do not know where my daughter is.",
    "\nHe: I do not know.",
    "I, Sun, say this. I, He, say it too.",
    "Old Sun came. Auntie Sun came. Mother Sun wept. Mrs Sun left. Uncle Fan slept.",
    "The Sun family was warned. The He family fled.",
    "Sun’s daughter fled. Sun's house was searched.",
    'Sun said: "Go." Sun was arrested. Sun came. Sun is here. Sun had it. Sun told them.',
    "August 2021 – Sun was taken from the bus",
    "In Nicosia Sun was questioned; In Larnaca Fan signed it.",
    "Sun, aged 66, signed. Fan, who wept. Sun, my mother, left. Sun, 66, farmer. He, aged 50, signed.",
    "Surname: YE. Surname: AN. Signed: Ye; told Ye to call, I, Ye, say this. The Ye family. Wife: Ye",
    "Ye, aged 50. My friend Ye (35) came. He Wenjing fled with Ye. Children: An, Ye and You. Present: He, An",
    "An was taken. An has fled. An is my uncle. An’s house. An then left. An asked.",
    "An, my uncle, came. An also said so.",
    "With An and my son I fled. An and Ye were beaten. Detainee An. Witness An said. Beneficiary: An",
    "\nAn: I do not know.\nYou: I know nothing.",
    "So’s house was searched. So was questioned. So had fled. So asked for water. So told him to call.",
    "I fled with him and\nAn in the morning; 88458\n(An); (So)",
    "That month the following were taken: So, An, Ye, Person X and Person A1.",
    '{"surname":"AN"}, {"surname": "So"}',
    "Surname|\nSun|\nAn|\nSo|",
    "Interviewee|Person P\nAn|I do not know.\nYou|I know nothing.",
    "Name|Place|Note\nSo|Hong Kong|fled\nAn|Nicosia|[call]",
    "Interviewee | You\nAn | I do not know.\nHe | No.",
    "Surname\nSun\nAn\nYou\nHe\nYe\nMay\nWill",
    "Will fled. Will is my uncle. Hope is my aunt. Hope has fled. Young has fled. They saw May.",
    "Sun, signed at noon. Long was arrested. May said no.",
)
_LOOK_ALIKES = (
    "Sun rises at six.",
    "The Sun was shining, and the Sun newspaper of Sunday lay there.",
    "The Sun’s rays, the Sun",
    "Open Sat/Sun 9-5. Mon: closed\nSun: closed",
    "Date: Sun, 3 May 2021",
    "sun was up; he said so; a fan of long walks in may",
    "He was there. He said it. He’s gone. The man: He left. He told them.",
    "May was cold. In May 2020 it was. May 2021.",
    "An appeal lies. An order was made. An armed man was there. An agreed statement. An MP came.",
    "An der Grenze war es. An honoured guest. An hour passed. You may appeal. You are the applicant.",
    "So the court held. So was the order. So came the day. So: the appeal fails. So, Lin left.",
    "He said: So, he left. The order of\nHe left. The report and\nan appeal.",
    "9) Will the Court decide? Will he return? Will they? Will it be so? Will this do?",
    "Hope is not enough. Hope is for all. Hope for it. Hope that it ends. Young people; Young offenders",
    "Young woman. Long live the Party. Long ago. Long, hard years. Long after. Songs.",
    "May it please the Court.",
    "in May; until May; last May. Since May she waits.",
    "Names of the month\nHe said so.\nAn appeal lies",
    "Long ago. Fan clubs. Longer was the way. Sunrise came.",
)


def test_a_sign_of_a_name_hides_a_word_of_the_language() -> None:
    left = {said: REPLACER.apply(said) for said in _NAMED}
    words = ["Sun", "SUN", "Fan", "FAN", "HE", "Long", "LONG", "May", "He ", "He:", "He,", "He.", "\nHe"]
    words += [
        "An ",
        "An:",
        "An,",
        "An.",
        "An’s",
        "\nAn",
        "AN",
        "Ye ",
        "Ye.",
        "Ye,",
        "YE",
        "You",
        "So",
        "Will",
        "Hope",
        "Young",
    ]
    assert {said: text for said, text in left.items() if any(word in text for word in words)} == {}


def test_look_alikes_of_recorded_names_stay() -> None:
    assert [said for said in _LOOK_ALIKES if REPLACER.apply(said) != said] == []


def test_what_stays_is_for_a_person_but_for_pronouns() -> None:
    looked_at = (
        "|Sun| rises.",
        "The |Sun| was up.",
        "In Nicosia |He| left.",
        "|Long| ago",
        "And |He| left.",
        "saw\n|An| in the yard",
    )
    passed = ("|He| left.", "|May| 2021", "3 |May|", "|HE| LEFT IN MAY", "|Sun| 3 June")

    def may(said: str) -> bool:
        before, word, _ = said.split("|")
        return may_be_named(said.replace("|", ""), (len(before), len(before) + len(word)))

    assert ([*map(may, looked_at)], [*map(may, passed)]) == ([True] * 6, [False] * 5)
