"""Display texts of a review: what notes are about, how they are known, questions and the gap behind each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from casebook.base.i18n import Translator
from casebook.domain.base.page_text import page_language
from casebook.domain.library.channel import MATRIX
from casebook.domain.library.cooperation.cooperation_note import CooperationNote, NoteAbout, NoteRead
from casebook.domain.library.cooperation.open_question import OF_PARLIAMENT, QuestionKind, ReviewQuestion
from casebook.domain.library.cooperation.returned import ReturnedPeople
from casebook.domain.library.cooperation.review import CooperationReview, InstrumentReview
from casebook.domain.library.country import RemedyKind
from casebook.domain.library.decision import TransferKind
from casebook.domain.library.instrument import Instrument, InstrumentKind
from casebook.services.library import country_text


def about(kind: NoteAbout, words: Translator) -> str:
    """Return what a note is about."""
    names: dict[NoteAbout, str] = {
        "term": words("Term of validity"),
        "ending": words("How it ends"),
        "approval": words("Approval"),
        "use": words("Use made of it"),
    }
    return names[kind]


def note_title(note: CooperationNote, words: Translator) -> str:
    """Return what a note is about; one that does not say how an instrument ends does not claim to."""
    if note.about == "ending" and note.leaves_open:
        return words("What is known of its end")
    return about(note.about, words)


def read_words(read: NoteRead, words: Translator) -> str:
    """Return how a note is known."""
    known: dict[NoteRead, str] = {
        "article": words("article read"),
        "article-part": words("part of the article read"),
        "excerpt": words("as reported, read in part"),
        "summary": words("as reported, article not read"),
        "registry": words("from the notes of the country data, not read again: for the office only"),
        "unread": words("not read"),
    }
    return known[read]


def note_text(note: CooperationNote, words: Translator) -> str:
    """Return a note in the language of the page."""
    return note.text.in_language(page_language(words.language))


def note_basis(note: CooperationNote, words: Translator) -> str:
    """Return where a note stands and how it is known."""
    through = country_text.account(note.reported_in, words)
    doubt = words(note.doubt).rstrip(country_text.FULL_STOPS)
    checked = words("to be checked: {doubt}", doubt=doubt) if doubt else ""
    parts = (words(note.article), through, read_words(note.read, words), note.url, checked)
    return " · ".join(part for part in parts if part)


def fate(one: ReturnedPeople, words: Translator) -> str:
    """Return what became of people, as far as it is known; "" where their account says it itself."""
    if one.fate and one.fate == one.text:
        return ""
    if one.fate_by_language is not None:
        return one.fate_by_language.in_language(page_language(words.language))
    if one.fate:
        return country_text.as_compiled(one.fate, words)
    if one.was_handed_over is None:
        return words("Whether the transfer took place, and what happened then, was not read.")
    return words("What happened to them was not read.")


def no_ending(one: InstrumentReview, words: Translator) -> str:
    """Return that nothing was read on how an instrument ends, or on what terms it ended."""
    if one.says_how_it_ends:
        return words("It has ended; on what terms was not read.")
    if one.has_unread_ending:
        return words("An account of its end is known, but the account itself was not read.")
    return words("No clause on its term, suspension or end was read.")


def with_dispute(state: str, instrument: Instrument, words: Translator) -> str:
    """Return how an instrument stands, with that accounts of it differ where they do."""
    return words.series_of((state, words("accounts of it differ"))) if instrument.conflict else state


def decided_cases(kind: TransferKind, words: Translator) -> str:
    """Return what decided cases of a kind are called where they are counted."""
    names: dict[TransferKind, str] = {
        "extradition": words("Decided cases: extradition to mainland China"),
        "removal": words("Decided cases: deportation or expulsion to mainland China"),
        "hong-kong": words("Decided cases: surrender to Hong Kong"),
    }
    return names[kind]


def not_followed(kind: TransferKind, words: Translator) -> str:
    """Return what transfers of a kind are called of which only the decision was read."""
    names: dict[TransferKind, str] = {
        "extradition": words("Extraditions allowed; whether they took place was not read"),
        "removal": words("Deportations or expulsions allowed; whether they took place was not read"),
        "hong-kong": words("Surrenders to Hong Kong allowed; whether they took place was not read"),
    }
    return names[kind]


def counting(shown: Iterable[CooperationReview], words: Translator) -> str:
    """Return how cases are counted, and that requests of others are not, where a State has any."""
    rule = words(
        "A case counts once, by its latest decision, whatever the number of people and decisions in it."
    )
    if all(decision.transfer_kind for one in shown for decision in one.sheet.decisions):
        return rule
    others = words(
        "Rulings on requests of Taiwan, of Hong Kong before July 1997 or of another State than China are not "
        "counted."
    )
    return words.sentences((rule, others))


def not_looked_up(shown: CooperationReview, words: Translator) -> str:
    """Return the remedies that nobody looked up, for the office alone; "" where there are none.

    A court of Europe is not named to a State that nobody holds to be bound by it.
    """
    remedies = shown.sheet.country.remedies if shown.sheet.country else ()
    others = [one for one in remedies if one.basis != "seen" and one.state != "no"]
    if not others:
        return ""
    listed = words.series_of(country_text.remedy(one.kind, words) for one in others)
    return words("Not looked up for this review, so look it up: {remedies}.", remedies=listed)


def question(wanted: ReviewQuestion, words: Translator) -> str:
    """Return a question as it is put to a minister."""
    if wanted.noun == "instrument" and wanted.kind != "accounts":
        if wanted.kind == "use":
            return _on_use(wanted.purpose, words(wanted.subject), words)
        if wanted.kind == "ratification" and wanted.purpose not in OF_PARLIAMENT:
            return words("Is “{title}” applied, and since when?", title=words(wanted.subject))
        if wanted.kind == "ratification" and wanted.detail:
            return words(
                "Is “{title}” in force, and since when? If it is not, does the Government intend to bring it "
                "into force?",
                title=words(wanted.subject),
            )
        if wanted.kind == "text" and wanted.detail:
            return _on_rest(wanted, words)
        return _on_instrument(wanted.kind, words(wanted.subject), words)
    return _on_others(wanted, words)


def _on_instrument(kind: QuestionKind, title: str, words: Translator) -> str:
    texts: dict[QuestionKind, str] = {
        "not-seen": words(
            "Does “{title}” exist, when was it made, and where can its text be read?", title=title
        ),
        "publication": words("Is the full text of “{title}” published, and where?", title=title),
        "unpublished": words(
            "Has the full text of “{title}” been published since, and if not, why not?", title=title
        ),
        "text": words(
            "What does “{title}” say on grounds for refusal, own nationals, the death penalty and arrest "
            "before the papers arrive?",
            title=title,
        ),
        **_on_end(title, words),
        "entry": words("On what day did “{title}” enter into force, and in which gazette?", title=title),
        "vote": words("By what vote was “{title}” approved, and on what advice?", title=title),
        "approval": words(
            "Was “{title}” put before parliament, by what vote was it approved, and on what advice?",
            title=title,
        ),
        "use": words("What was done under “{title}” in each year, and who was informed of it?", title=title),
        "suspension": words(
            "On what conditions would “{title}” be used again, and are requests still answered meanwhile?",
            title=title,
        ),
        "negotiation": words("What is being negotiated as “{title}”, and who was consulted?", title=title),
        "ratification": words(
            "Is “{title}” in force, and since when? If it is not, has parliament been asked to approve it, "
            "and does the Government intend to bring it into force?",
            title=title,
        ),
    }
    return texts[kind]


def _on_end(title: str, words: Translator) -> dict[QuestionKind, str]:
    """Return what is asked of how an instrument ends or ended."""
    return {
        "ending": words(
            "For how long does “{title}” run, and with what notice can it be suspended or ended?", title=title
        ),
        "ended": words(
            "Has “{title}” ended, by what act, on what day and with what notice, and what replaced it?",
            title=title,
        ),
        "standing": words(
            "Is “{title}” suspended or terminated, since when, and what replaced it?", title=title
        ),
        "renewal": words("Has “{title}” been renewed or replaced since it ended, and by what?", title=title),
    }


def _on_use(purpose: InstrumentKind | None, title: str, words: Translator) -> str:
    """Return how the use is asked for: only who hands people over counts them."""
    if purpose in {"extradition-treaty", "surrender-agreement", "readmission"}:
        return words(
            "How many requests were received, granted, refused and withdrawn under “{title}” in each year, "
            "and how many people were handed over?",
            title=title,
        )
    if purpose in {"mutual-legal-assistance", "transfer-of-sentenced-persons"}:
        return words(
            "How many requests were received, granted, refused and withdrawn under “{title}” in each year?",
            title=title,
        )
    return _on_instrument("use", title, words)


def _on_rest(wanted: ReviewQuestion, words: Translator) -> str:
    """Return what is asked of a text that was read in part."""
    on = (country_text.clause_subject(subject, words) for subject in wanted.subjects)
    return words(
        "What do the articles of “{title}” that were not read here say, above all on {subjects}?",
        title=words(wanted.subject),
        subjects=words.list_of((words("further grounds for refusal"), *on)),
    )


def _on_others(wanted: ReviewQuestion, words: Translator) -> str:
    detail = country_text.as_compiled(wanted.detail, words, is_within=True)
    what, decision = (
        _dated(text, wanted, words) for text in (detail, words("“{title}”", title=words(wanted.subject)))
    )
    any_on = words(
        "Is there any agreement or arrangement, published or not, on the following: {channels}?",
        channels=_channels(wanted, words),
    )
    texts: dict[QuestionKind, str] = {
        "none-found": any_on,
        "not-looked-for": any_on,
        "accounts": words(
            "On {title} accounts differ: {accounts}. Which of them is right?", title=decision, accounts=detail
        ),
        "history": words("What happened after the decision {decision}?", decision=decision),
        "fate": words(
            "Was the person in {decision} handed over, and what has become of that person since?",
            decision=decision,
        ),
        "incident": words("What is the Government’s account of this, and what followed: {what}?", what=what),
        "assurances": words(
            "In which cases were assurances of the requesting State accepted, who checked that they were "
            "kept, and what did they find?"
        ),
        "remedy": words("Is the State bound by this: {remedy}?", remedy=_remedy(wanted, words)),
    }
    return texts[wanted.kind]


def _dated(text: str, wanted: ReviewQuestion, words: Translator) -> str:
    """Return what a question names with its day, where one was read."""
    return words.bracketed(text, country_text.when(wanted.on, words)) if wanted.on and text else text


def _known_beside(wanted: ReviewQuestion, words: Translator) -> str:
    """Return a gap by what is known beside it; "" where nothing is."""
    if wanted.has_note:
        return words("An account of this is known, but the account itself was not read.")
    if wanted.is_searched:
        return words("No later history was found.")
    if not wanted.detail:
        return ""
    detail = words(wanted.detail)
    known: dict[QuestionKind, str] = {
        "text": words(
            "Only part of its articles was read here: {articles}.", articles=articles(wanted.detail, words)
        ),
        "suspension": words(
            "Its article {article} on suspension was read; the notice that suspended it was not.",
            article=wanted.detail,
        ),
        "publication": words("Noted is {reference}; no page with the full text was found.", reference=detail),
        "vote": _vote(wanted.detail, words),
        "ratification": _entry(wanted.detail, words),
        "history": words(
            "What was read of its later history stands with it; whether there is more was not read."
        ),
    }
    return known.get(wanted.kind, "")


def _vote(known: str, words: Translator) -> str:
    """Return what was read of an approval whose vote was not: a law, a vote or a paper."""
    if known == "law":
        return words("That a law approved it was read, but not how many voted for it.")
    if known == "vote":
        return words("A vote that approved it was read, but not how many voted for it.")
    return words("Noted is {reference}; no vote was read.", reference=words(known))


def _entry(known: str, words: Translator) -> str:
    """Return what was read of the approval of an instrument whose entry into force was not."""
    if known == "law":
        return words("That a law approved it was read, but no entry into force.")
    if known == "vote":
        return words("A vote that approved it was read, but no entry into force.")
    return words("Noted is {reference}; no entry into force was read.", reference=words(known))


def gap(wanted: ReviewQuestion, words: Translator) -> str:
    """Return what is not known or was not read, from which a question is made."""
    if wanted.is_published:
        return words.sentences((_gap(wanted, words), words("Its text is published: read it there.")))
    return _gap(wanted, words)


def _gap(wanted: ReviewQuestion, words: Translator) -> str:
    if wanted.subject and wanted.kind == "incident":
        accounts = country_text.as_compiled(wanted.subject, words, is_within=True)
        return words("Accounts differ: {accounts}. No more was read on what followed.", accounts=accounts)
    if known := _known_beside(wanted, words):
        return known
    texts: dict[QuestionKind, str] = {
        "not-seen": words("Known by name only; nothing of it was read."),
        "publication": words("Whether the text has been published was not read."),
        "unpublished": words("It is recorded here as unpublished."),
        "text": words("Its articles were not read here."),
        "ending": words("No clause on its term, suspension or end was read."),
        "ended": words("What was read of its end stands with it; no act that ended it was read."),
        "standing": words("Which of the two words applies to it was not read."),
        "renewal": words("Nothing was read on what came after it."),
        "entry": words("No page that was read gives the day of entry into force in full."),
        "approval": words("No record of a vote in parliament was read."),
        "use": words("No figures on its use were read."),
        "suspension": words("The terms of the suspension were not read."),
        "negotiation": words("No text was read."),
        "vote": words("How many voted for it was not read."),
        "ratification": words("Entry into force was not seen."),
        "none-found": words(
            "A published count of such instruments was compared, and none of this State was found, which is "
            "not proof of none."
        ),
        "not-looked-for": words("Not looked for here."),
        "accounts": words("No official source that settles it was read."),
        "history": words("Its later history was not read, or only in part."),
        "fate": words("Nothing was read on what happened to the person."),
        "incident": words("No more was read on what followed."),
        "assurances": words("No record of how an assurance was kept was read."),
        "remedy": words("Nothing was read that says so."),
    }
    return texts[wanted.kind]


def articles(read: str, words: Translator) -> str:
    """Return the articles read; beside others with paragraphs, a bare one says that it states none."""
    every = read.split(", ")
    parted = {article.partition("(")[0] for article in every if "(" in article}
    return words.list_of(
        words.bracketed(article, words("paragraph not stated")) if article in parted else article
        for article in every
    )


def _channels(wanted: ReviewQuestion, words: Translator) -> str:
    missing = wanted.record_id.split()
    return words.series_of(country_text.channel(kind, words) for kind in MATRIX if kind in missing)


def _remedy(wanted: ReviewQuestion, words: Translator) -> str:
    kinds: tuple[RemedyKind, ...] = get_args(RemedyKind)
    return next((country_text.remedy(kind, words) for kind in kinds if kind == wanted.detail), "")
