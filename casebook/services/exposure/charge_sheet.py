"""What a person would face on the charges of a case, as a paper to print or save."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.domain.base.date import in_words_or_unknown
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Pairs,
    Span,
    TextParagraph,
)
from casebook.domain.exposure.charge import Charge, ChargedAmount
from casebook.domain.exposure.offence import Offence
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.exposure import charge as charges
from casebook.services.exposure import exposure_blocks
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.shared_blocks import shared_blocks


async def write_sheet(session: Session, case_id: str, out: Path | SaveTarget, words: Translator) -> None:
    """Write the paper of a case.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    await write_file(await sheet_pdf(session, case_id, words), out)


async def sheet_pdf(session: Session, case_id: str, words: Translator) -> bytes:
    """Return the paper of a case as a PDF; it names nobody unless a charge does."""
    computed = await on_vault(lambda: charges.of_case(session, case_id))
    return await off_thread(lambda: _pdf(computed, words))


def _pdf(computed: tuple[ChargeExposure, ...], words: Translator) -> bytes:
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(composition(computed, words), out)
    return out.getvalue()


def composition(computed: tuple[ChargeExposure, ...], words: Translator) -> Composition:
    """Return the paper as a composition."""
    title = words("What the person would face")
    sheets = [one.sheet for one in computed if one.sheet is not None]
    shared = shared_blocks(sheets, words)
    blocks = (*(block for one in computed for block in charge_blocks(one, words)), *shared)
    part = DossierPart(title=title, anchor="exposure", blocks=blocks)
    return Composition(
        title=title, running_head=title, language=words.language, parts=(part,), has_index=False
    )


def charge_blocks(computed: ChargeExposure, words: Translator) -> Iterator[Block]:
    """Yield a charge as stated, then its exposure, or why none is computed."""
    yield Heading(text=heading(computed, words))
    yield Pairs(rows=tuple((label, (Span(text),)) for label, text in stated(computed.charge, words)))
    yield from exposure_blocks.cautions(computed.cautions, words)
    if computed.sheet is not None:
        yield from exposure_blocks.blocks(computed.sheet, words, own=computed.own)
    elif computed.refused is not None:
        why = exposure_blocks.refusal(computed.refused.title, words)
        yield TextParagraph(line=(Span(why),))


def heading(computed: ChargeExposure, words: Translator) -> str:
    """Return the name of a charge: that of its offence, or the article as written."""
    offence = computed.offence
    if offence is None:
        return computed.charge.article
    return offence_name(offence, words)


def offence_name(offence: Offence, words: Translator) -> str:
    """Return article and name of an offence; in Chinese its own name in the script of the paper, else both.

    >>> from casebook.services.exposure.exposure import penal_law
    >>> offence_name(penal_law().offence("cl-103-2"), Translator("zh-Hant"))
    '第103條第2款 煽動分裂國家罪'
    """
    name = f"{exposure_blocks.article_of(offence, words)} {words(offence.title)}"
    return name if words.is_chinese else words.bracketed(name, offence.title_zh)


def _amounts(amounts: tuple[ChargedAmount, ...], words: Translator) -> str:
    """Return figures in the words of their paper: the law's name for what they measure is the office's."""
    return words.series_of(_figure(one, words) for one in amounts)


def _figure(one: ChargedAmount, words: Translator) -> str:
    amount = words(one.quantity.words)
    if one.derivation:
        amount = words("{amount}, worked out here: {derivation}", amount=amount, derivation=one.derivation)
    return words.bracketed(amount, one.stated_as) if one.stated_as else amount


def stated(charge: Charge, words: Translator) -> list[tuple[str, str]]:
    """Return what the State states and the person's own figures, by label, without what is not stated."""
    acts = [in_words_or_unknown(day, words) for day in (charge.act_from, charge.act_to) if day]
    rows = [
        (words("Article as written"), charge.article),
        (
            words("Act alleged"),
            words("{first} to {last}", first=acts[0], last=acts[-1]) if len(acts) > 1 else "".join(acts),
        ),
        (words("Amounts alleged"), _amounts(charge.amounts_of("state"), words)),
        (words("Figures of the person's own account"), _amounts(charge.amounts_of("person"), words)),
        (words("Penalty asserted by the State"), charge.band_asserted),
        (
            words("Case filed, as stated"),
            in_words_or_unknown(charge.filed_on, words) if charge.filed_on else "",
        ),
        (words("Filed by, as stated"), charge.filing_body),
        (words("Facts said to be evasion"), charge.evasion),
        (words("Limitation asserted by the State"), charge.limitation_asserted),
    ]
    return [(label, text) for label, text in rows if text]
