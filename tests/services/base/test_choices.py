"""Records to choose from: those that are called so, the best first."""

from __future__ import annotations

from casebook.domain.person.contact import Contact
from casebook.services.base import record, search
from casebook.services.base.session import Session


def _offered(session: Session, query: str) -> list[str]:
    found = search.choices(session, Contact, query, lambda one: f"{one.name} · {one.body}", most=12)
    return [one.id for one in found]


def test_who_is_called_so_is_offered_and_not_who_is_remarked_on(session: Session) -> None:
    contacts = (
        Contact(id="guo", name="Guo Peishan", kind="interpreter", remarks="No ties to the embassy."),
        Contact(id="section", name="Consular section", kind="embassy", body="Embassy of China"),
        Contact(id="former", name="Preembassy Ltd", kind="other"),
        Contact(id="embassy", name="Embassy of China", kind="embassy", body="Section"),
        Contact(id="wei", name="韦丽", kind="interpreter", remarks="Embassy"),
    )
    for each in contacts:
        record.add(session, each)
    assert _offered(session, "embassy") == ["embassy", "section"]
    assert _offered(session, "Embassy of Ch") == ["embassy", "section"]
    assert _offered(session, "ties") == ["guo"], "where nobody is called so, the text is searched"
    assert _offered(session, "wei li") == ["wei"], "names are found in every spelling"
