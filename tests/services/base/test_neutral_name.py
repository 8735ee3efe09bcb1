"""Names of files that leave a casebook name nobody of it."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session


@pytest.fixture
def peopled(session: Session) -> Session:
    record.add(
        session,
        Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),)),
        Person(id="chen", names=(Name(text="陈淑兰", script="Hans"),)),
        Person(id="hesen", names=(Name(text="Ömer Hesen", script="Latn"),)),
        Person(id="song", names=(Name(text="Song Yuan", script="Latn"),)),
        Contact(id="i", name="Ioanna Petrakidou", kind="interpreter"),
        Contact(id="o", name="Vera Fontana", kind="other"),
        Contact(id="n", name="Harbour Light", kind="ngo"),
        Contact(id="c", name="Counsel for the family (name withheld in the sample)", kind="lawyer"),
        Contact(id="a", name="Ministry of Justice", kind="authority"),
    )
    return session


@pytest.mark.parametrize(
    "name",
    [
        "Lin-Zhiyuan.docx",
        "LinZhiyuan_3.pdf",
        "authority zhiyuan.docx",
        "chen-shulan.docx",
        "ChenShulan.pdf",
        "陳淑蘭.pdf",
        "证词淑兰.pdf",
        "petrakidou.pdf",
        "fontana.pdf",
        "harbour-light.zip",
        "song yuan.pdf",
        "notesÖmer.pdf",
        "PDFHesen.docx",
    ],
)
def test_the_name_of_anybody_in_the_vault_is_refused(peopled: Session, name: str) -> None:
    with pytest.raises(InvalidInput, match=r"names someone|a contact") as refused:
        require_neutral(peopled, name)
    assert name.partition(".")[0] not in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "dossier.pdf",
        "sample.pdf",
        "family.pdf",
        "hearing-2026-06-24.pdf",
        "a song.pdf",
        "light.pdf",
        "Ministry of Justice.docx",
        "timeline",
        "",
    ],
)
def test_other_names_are_neutral(peopled: Session, name: str) -> None:
    require_neutral(peopled, name)
