"""Whom a pseudonymised copy hides, and the labels that are kept only once a copy leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import ReadOnly
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.name import Name, Script
from casebook.domain.case.case import Case, Party
from casebook.domain.case.fact import Account, Fact
from casebook.domain.case.incident import Incident
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.domain.evidence.document import Document, TranslationCertificate
from casebook.domain.person.contact import Contact, ContactDetail
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.person.role import Role, RoleKind
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import build, replacement_review
from casebook.services.dossier.hiding.known_forms import hidden_facts
from casebook.services.dossier.hiding.protected_names import HidingTerms, forms_to_hide, name_forms
from tests.pdf import corpus
from tests.proof.copied import exhibited

WORDS = Translator("en")


def hidden_case(session: Session, name: str, script: Script) -> Case:
    """A case without parties, in a vault that holds one person."""
    record.add(session, Person(id=session.ids(), names=(Name(text=name, script=script),)))
    return case.open_case(session, reference="1/26", title="", jurisdiction="GB")


@pytest.mark.parametrize(
    ("name", "script", "said"),
    [
        ("林志遠", "Hant", "Lam Chi Yuen came"),
        ("林志遠", "Hant", "Lin Zhi-yuan came"),
        ("林志遠", "Hant", "Zhiyuan came"),
        ("林志遠", "Hant", "志远来了"),
        ("林志遠", "Hant", "пришёл Линь Чжиюань"),
        ("Lin Zhiyuan", "Latn", "пришёл Линь Чжиюань"),
        ("Gülnar Memet", "Latn", "古丽娜尔来了"),
    ],
)
def test_a_person_who_is_no_party_is_hidden_by_any_spelling(
    name: str, script: Script, said: str, session: Session
) -> None:
    opened = hidden_case(session, name, script)
    assert "Person A" in NameReplacer(forms_to_hide(session, opened, WORDS, [said])).apply(said)


def test_a_person_no_text_names_has_no_label(session: Session) -> None:
    opened = hidden_case(session, "林志遠", "Hant")
    forms = forms_to_hide(session, opened, WORDS, ["He paid to her", "三月"])
    assert {form.kind for form in forms} == {"case-number", "channel", "date", "birth-date", "other", "paper"}


def test_previews_keep_no_label_and_show_the_one_a_copy_gives(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, corpus.typed(1), tmp_path)
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    session.store.refusal = ReadOnly
    run_in_line(replacement_review.review(session, request))
    run_in_line(build.try_out(session, request))
    session.store.refusal = None
    assert record.every(session, Pseudonym) == []
    given.copy("out.pdf")
    assert [one.label for one in record.every(session, Pseudonym)] == ["A"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("林師父来了", "Person A師父来了"),
        ("航航来了", "Person A来了"),
        ("then Hanghang came", "then Person A came"),
        ("CS", "Person B"),
        ("between ZL and CS", "between Person A and Person B"),
        ("the CS gas and so on", "the CS gas and so on"),
    ],
)
def test_names_as_friends_and_lawyers_shorten_them(said: str, shown: str) -> None:
    first = [*name_forms(["林志航"], "Person A"), *name_forms(["Lin Zhihang"], "Person A")]
    first.append(Hidden(form="ZL", label="Person A", kind="initials", is_name=False))
    second = name_forms(["Chen Shu"], "Person B")
    assert NameReplacer([*first, *second]).apply(said) == shown


def test_counsel_and_interpreters_are_hidden_and_the_judge_is_not(session: Session) -> None:
    opened = hidden_case(session, "Lin Zhiyuan", "Latn")
    contacts = (
        Contact(id="k1", name="Rena Hoshur", kind="interpreter"),
        Contact(id="k2", name="Ioanna Petrakidou", kind="lawyer"),
        Contact(id="k3", name="Adam Judgeson", kind="judge"),
    )
    roles = (
        Role(id="r1", case_id=opened.id, contact_id="k1", kind="interpreter"),
        Role(id="r2", case_id=opened.id, contact_id="k2", kind="counsel"),
        Role(id="r3", case_id=opened.id, contact_id="k3", kind="judge"),
    )
    record.add(session, *contacts)
    record.add(session, *roles)
    said = "via Rena Hoshur, for Ioanna Petrakidou, before Adam Judgeson"
    hides = NameReplacer(forms_to_hide(session, opened, WORDS, [said]))
    assert hides.apply(said) == "via Person A, for Person B, before Adam Judgeson"


@pytest.mark.parametrize("role_kind", ["translator", "witness", "support", None])
def test_contacts_of_any_kind_are_hidden_with_or_without_a_role(
    role_kind: RoleKind | None, session: Session
) -> None:
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB")
    channel = ContactDetail(kind="e-mail", address="ioanna@example.org")
    sworn = Contact(
        id="k", name="Ioanna Petrakidou", kind="other", body="sworn translator", channels=(channel,)
    )
    record.add(session, sworn)
    if role_kind:
        record.add(session, Role(id="r", case_id=opened.id, contact_id="k", kind=role_kind))
    said = "I, Ioanna Petrakidou, 12 Specimen Street, ioanna@example.org, tel. +357 0000 0104, certify."
    copied = "I, Person A, [contact details], [contact details], tel. [contact details], certify."
    assert NameReplacer(forms_to_hide(session, opened, WORDS, [said])).apply(said) == copied
    shown = HidingTerms(shown=frozenset({"contact", "channel"}))
    assert NameReplacer(forms_to_hide(session, opened, WORDS, [said], shown)).apply(said) == said


def test_identity_documents_that_nobody_recorded_are_hidden(session: Session) -> None:
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB")
    said = "She has passport E12345678 and the number 653101199105012347."
    copied = "She has passport [identity document number] and the number [identity document number]."
    assert NameReplacer(forms_to_hide(session, opened, WORDS, [said])).apply(said) == copied
    shown = HidingTerms(shown=frozenset({"paper"}))
    assert NameReplacer(forms_to_hide(session, opened, WORDS, [said], shown)).apply(said) == said


def test_a_translator_whom_only_a_certificate_names_is_hidden(session: Session) -> None:
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB")
    signed = TranslationCertificate(
        translator="Dr Ioanna Petrakidou", languages=("zh", "en"), address="PO Box 12, Halden"
    )
    record.add(
        session,
        Document(
            id="d1",
            case_id=opened.id,
            title="",
            kind="other",
            attachment_id="",
            sha256="",
            size_bytes=0,
            media_type="",
            certificate=signed,
        ),
    )
    said = "Dr Ioanna Petrakidou, PO Box 12, Halden, certifies. Petrakidou"
    hides = NameReplacer(forms_to_hide(session, opened, WORDS, [said]))
    assert hides.apply(said) == "Dr [translator], [contact details], certifies. [translator]"


def test_an_organisation_is_hidden_as_a_whole_and_no_court(session: Session) -> None:
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB")
    contacts = (
        Contact(id="k1", name="Return Watch", kind="ngo"),
        Contact(id="k2", name="Ana Reyes", kind="journalist", body="The Levant Courier (invented)"),
        Contact(id="k3", name="Registry", kind="authority", body="District Court of Nicosia"),
        Contact(id="k4", name="Eva Lang", kind="doctor", body="visiting physician, Nicosia"),
    )
    record.add(session, *contacts)
    record.add(
        session,
        *(Role(id=f"r{one.id}", case_id=opened.id, contact_id=one.id, kind="other") for one in contacts),
    )
    said = "Return Watch and the Levant Courier wrote to the District Court of Nicosia. A return to watch."
    hides = NameReplacer(forms_to_hide(session, opened, WORDS, [said]))
    assert hides.apply(said) == (
        "[organisation] and the [organisation] wrote to the District Court of Nicosia. A return to watch."
    )


@pytest.mark.parametrize(
    ("name", "said", "copied"),
    [
        ("Mr Zhao (given name not known)", "Mr Kim and Mr Zhao", "Mr Kim and Mr Person A"),
        ("Prof. Dr. Eva Lang", "Prof. Stein and Dr. Lang", "Prof. Stein and Dr. Person A"),
        ("Frau Özlem Demir", "Frau Müller und Frau Demir", "Frau Müller und Frau Person A"),
        ("κ. Μαρία Παππά", "η κ. Ελένη και η κ. Παππά", "η κ. Ελένη και η κ. Person A"),
        ("赵先生", "王先生和赵先生", "王先生和Person A先生"),
        ("李律师", "律师说李律师来了", "律师说Person A律师来了"),
        ("Lin Zhuan", "An expert came. Zhuan", "An expert came. Person A"),
        ("An Li", "An Interpol specialist met An Li", "An Interpol specialist met Person A"),
        ("Le Van", "Le tribunal, de Le Van", "Le tribunal, de Person A"),
    ],
)
def test_titles_and_ordinary_words_alone_name_nobody(name: str, said: str, copied: str) -> None:
    assert NameReplacer(name_forms((name,), "Person A", "contact")).apply(said) == copied


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("中华人民共和国国家情报法", "中华人民共和国国家情报法"),
        ("中华人民共和国国籍法，各国国民", "中华人民共和国国籍法，各国国民"),
        ("弱小国家", "弱小国家"),
        ("国国来了，我给国国打电话", "Person C来了，我给Person C打电话"),
        ("（国国）", "（Person C）"),
    ],
)
@pytest.mark.parametrize("name", ["陈国勇", "陈国国"])
def test_a_syllable_said_twice_must_stand_as_a_name(name: str, said: str, copied: str) -> None:
    assert NameReplacer(name_forms([name], "Person C")).apply(said) == copied


def test_a_title_of_public_law_is_broken_by_nothing_but_a_whole_name() -> None:
    title = "Liu v. Poland, no. 37610/18, 6 October 2022"
    day = Hidden(form="2022-10-06", label="October 2022", is_name=False, kind="date", shape="written-day")
    hides = NameReplacer([*name_forms(["Liu Wei"], "Person A"), day], public=[title, "The case of Liu Wei"])
    broken = title.replace(", ", ",\n")
    said = f"In {broken} and on 6 October 2022 Liu told The case of Liu Wei."
    assert hides.apply(said) == f"In {broken} and in October 2022 Person A told The case of Person A."
    assert [said[hit.start : hit.end] for hit in hides.passed_over(said)] == ["Liu", "6 October 2022"]


def test_a_title_that_ends_with_initials_keeps_their_point() -> None:
    initials = Hidden(form="LZ", label="Person A", kind="initials", is_name=False)
    hides = NameReplacer([*name_forms(["Lin Zhiyuan"], "Person A"), initials], public=["Case of L.Z."])
    said = "Later history of Case of L.Z. (Supreme Court of Poland). L.Z. came."
    assert hides.apply(said) == "Later history of Case of L.Z. (Supreme Court of Poland). Person A came."


def test_days_of_facts_and_incidents_are_generalised_to_their_month(session: Session) -> None:
    opened = hidden_case(session, "Lin Zhiyuan", "Latn")
    on, told_on, threatened_on = (StatedDate(edtf=day) for day in ("2026-01-20", "2026-02-03", "2026-03-07"))
    account = Account(stated_by="The police", words="that evening", on=told_on)
    fact = Fact(id="f", case_id=opened.id, statement="Police come", on=on, accounts=(account,))
    incident = Incident(id="i", case_id=opened.id, method="police-visit", on=threatened_on, what="A visit")
    record.add(session, fact, incident)
    said = "On 20 January 2026, on 2026-02-03 and on March 7, 2026."
    hides = NameReplacer(forms_to_hide(session, opened, WORDS, [said]))
    assert hides.apply(said) == "In January 2026, in February 2026 and in March 2026."


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("On Saturday, 4 April 2026 he wrote", "In April 2026 he wrote"),
        ("Saturday 4 April 2026 · page 3", "April 2026 · page 3"),
        ("on 2, 3 and 4 April 2026", "in April 2026"),
        ("from 2 to 4 April 2026", "from April 2026"),
        ("exhibit 13, 4 April 2026", "exhibit 13, April 2026"),
        ("already 4 April, a quarter past two", "already April, a quarter past two"),
        ("am 4. April 2026, le 4 avril 2026", "im April 2026, en April 2026"),
    ],
)
def test_what_goes_with_a_day_goes_with_it(said: str, copied: str) -> None:
    day = hidden_facts([KnownFact(kind="date", value=StatedDate(edtf="2026-04-04"))], WORDS)
    assert NameReplacer(day).apply(said) == copied


def test_the_birthplace_of_somebody_else_has_another_label(session: Session) -> None:
    people = (
        Person(id="p1", names=(Name(text="Lin Zhiyuan", script="Latn"),), birth_place="Yunlan"),
        Person(id="p2", names=(Name(text="Chen Shulan", script="Latn"),), birth_place="Ghulja"),
    )
    witness = Person(id="p3", names=(Name(text="Wen Tao", script="Latn"),), birth_place="Tacheng")
    bond = Relation(id="b", person_id="p1", other_id="p2", kind="parent")
    record.add(session, *people, witness, bond)
    parties = (Party(person_id="p1"), Party(person_id="p3", standing="witness"))
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB", parties=parties)
    said = "from Yunlan, from Tacheng and from Ghulja county"
    hides = NameReplacer(forms_to_hide(session, opened, WORDS, [said]))
    assert hides.apply(said) == "from [place of birth], from [place] and from [place] county"


def test_a_label_is_kept_once(session: Session) -> None:
    opened = hidden_case(session, "Lin Zhiyuan", "Latn")
    for _ in range(2):
        forms_to_hide(session, opened, WORDS, ["Lin came"], keeps_labels=True)
    assert [one.label for one in record.every(session, Pseudonym)] == ["A"]


def test_words_recorded_with_the_day_of_birth_go_as_it_goes(session: Session) -> None:
    born = StatedDate(edtf="1984-01-10")
    client = Person(id=session.ids(), names=(Name(text="Lin Zhiyuan", script="Latn"),), born=born)
    record.add(session, client)
    opened = case.open_case(session, reference="1/26", title="", jurisdiction="GB")
    opened = record.change(session, replace(opened, parties=(Party(person_id=client.id),)))
    stated = replace(born, words="the day after the feast of Laba")
    record.add(session, Fact(id=session.ids(), case_id=opened.id, statement="Birth", on=stated))
    printed = NameReplacer(forms_to_hide(session, opened, WORDS, [])).apply(in_words(stated, WORDS))
    assert printed == "1984 (“[date]”)"


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("The witness met Mr L. She said so.", "The witness met Mr Person A She said so."),
        ("I saw Mr L. He left.", "I saw Mr Person A He left."),
        ("I saw Mr L. and left.", "I saw Mr Person A and left."),
        ("I saw Mr L. Chen.", "I saw Mr L. Chen."),
        ("043 SMITH/JOHN MR L 04JUL79, for MR L", "043 SMITH/JOHN MR L 04JUL79, for MR Person A"),
    ],
)
def test_an_initial_ends_where_a_sentence_begins(text: str, copied: str) -> None:
    assert NameReplacer(name_forms(("Lin Zhiyuan",), "Person A")).apply(text) == copied


def test_a_chinese_name_is_hidden_without_its_middle_sign() -> None:
    assert NameReplacer(name_forms(("赵明辉",), "Person A")).apply("赵辉来了") == "Person A来了"
    assert NameReplacer(name_forms(("王建国",), "Person B")).apply("王国很大") == "王国很大"
