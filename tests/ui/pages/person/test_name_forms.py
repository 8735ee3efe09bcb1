"""Other forms of a name, offered one by one; and who in the vault may be meant by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casebook.domain.base.name import Name
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.case.case import open_case
from casebook.services.person import person
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.person.similar_people import Resembling
from casebook.ui.widgets.forms.form import Form
from tests.ui.conftest import Opened
from tests.ui.driver import button, is_in_view, press, text_of
from tests.ui.pages.filled import fill, name, save

if TYPE_CHECKING:
    from casebook.services.base.session import Session
    from casebook.ui.shell.workspace import Workspace


def _begun(workspace: Workspace, page: str) -> Any:  # noqa: ANN401 - each page has parts of its own
    workspace.go(Location(page=page))
    made: Any = workspace.page
    made.start_new()
    return made.editor.form


def _offered(form: Form) -> tuple[str, str]:
    """The form offered, and why, as they are read out."""
    refusal, acceptance = (button(form, text).accessibleName() for text in ("Not this one", "Accept"))
    offered = refusal.removeprefix("Not this one: ")
    return offered, acceptance.removeprefix(f"Accept: {offered}, ")


def test_forms_of_a_name_are_offered_and_only_the_accepted_are_kept(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "people"), names=[name("林志远")])
    press(form, "Suggest forms")
    refused, why = _offered(form)
    assert "of \u2068林志远\u2069" in why
    press(form, "Not this one")
    while _offered(form)[0] != "Lin Chih-yüan":
        press(form, "Not this one")
    _, why = _offered(form)
    assert why.startswith("Wade-Giles of")
    assert "Latin" in why
    press(form, "Accept")
    press(form, "No more")
    assert not is_in_view(form, "No more")
    save(form)
    (kept,) = record.every(blank, Person)
    assert [person_name.text for person_name in kept.names] == ["林志远", "Lin Chih-yüan"]
    assert kept.names[1].romanisation == "wade-giles"
    assert kept.names[1].language == "zh-Latn-wadegile"
    assert refused not in kept.other_names


def test_when_no_form_is_left_it_says_so(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "people"), names=[name("林志远")])
    press(form, "Suggest forms")
    while is_in_view(form, "Accept"):
        press(form, "Not this one")
    assert "No further form" in text_of(form)


def test_likely_duplicates_are_told_with_why_and_the_other_can_be_opened(
    opened: Opened, blank: Session
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    other = Person(
        id=blank.ids(),
        names=(Name(text="Wu Tao", script="Latn"), Name(text="吴涛", script="Hans")),
    )
    person.join_case(blank, case.id, other, "client")
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "people"), names=[name("吳濤")])
    warning = form.findChild(Resembling)
    warning.look()
    text = text_of(warning)
    assert "Wu Tao" in text
    assert "ABC-1: Client" in text
    fill(form, names=[name("Erkin Sadiq")])
    warning.look()
    assert not warning.isVisible()
    fill(form, names=[name("吴涛")])
    warning.look()
    press(form, "Open record")
    assert workspace.place == Location(page="people", id=other.id)


def test_the_record_being_changed_is_not_warned_of_itself(opened: Opened, blank: Session) -> None:
    record.add(blank, Person(id=blank.ids(), names=(Name(text="Wu Tao", script="Latn"),)))
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    page: Any = workspace.page
    page.change()
    form: Any = fill(page.editor.form, names=[name("Wu Tao"), name("吴涛")])
    warning = form.findChild(Resembling)
    warning.look()
    assert not warning.isVisible()


def test_a_contact_is_looked_for_by_every_name(opened: Opened, blank: Session) -> None:
    record.add(blank, Person(id=blank.ids(), names=(Name(text="Wu Tao", script="Latn"),)))
    record.add(blank, Contact(id=blank.ids(), name="Wu Tao", kind="lawyer"))
    workspace = opened(blank)
    form: Any = fill(_begun(workspace, "contacts"), name="T. Example", other_names="Wu Tao")
    warning = form.findChild(Resembling)
    warning.look()
    assert warning.isVisible()
    texts = text_of(warning).splitlines()
    assert any(each.startswith("Person") and "the same name" in each for each in texts)
    assert any(each.startswith("Contact") for each in texts)
