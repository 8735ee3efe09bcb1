"""The request test: what each route asks for, what arrived, what follows, and until when more may come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.request.request_check import LimitResult, PaperResult, RequestCheck, RouteResult
from casebook.domain.request.request_test import RequestTest
from casebook.services.base.added import Added, added, bring_back, take_away
from casebook.services.base.session import Session
from casebook.services.request import request_test
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.event_form import proceeding_title
from casebook.ui.pages.deadline.deadline_working import show_working
from casebook.ui.pages.request.request_form import receipt_form_spec, stages_form_spec
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox


@entity
class RequiredRow:
    """A required paper in the list; its ID is that of the paper."""

    id: str
    result: PaperResult
    route: RouteResult
    test: RequestTest


class RequestTestPage(Records[RequiredRow, RequestTest]):
    """The papers that the routes of a proceeding ask for, and the selected one with what follows."""

    heading_role = "title"
    concerns = frozenset({"request-test", "proceeding", "deadline", "event", "document"})
    keeps_filters = False

    def __init__(self, context: PageContext) -> None:
        self._say = RequestWords(context.words)
        self._checks: tuple[RequestCheck, ...] = ()
        self._chosen = ""
        self._is_of_stages = False
        self._empty: Empty | None = None
        super().__init__(context, context.words("Request test"), _columns(context.words, self._say))
        self.editor.closed.connect(self._end_stages)
        self.editor.currentChanged.connect(lambda _: self._show_remarks())

    def fill(self, whole: QBoxLayout) -> None:
        """Put the proceeding and what was not read above the list."""
        self._box = ChoiceBox()
        self._box.setAccessibleName(self.words("Proceeding"))
        self._box.activated.connect(lambda _: self._choose_proceeding(str(self._box.currentData())))
        self._unread = label("", "", wraps=True)
        self._law = label(self.words(request_test.LAW_AS_OF), "small", wraps=True)
        for part in (self._box, self._unread, self._law):
            self.above.addWidget(part)
        super().fill(whole)

    def read(self) -> None:
        """Test the requests of the case."""
        case_id = self.place.id
        self.ask(lambda session: request_test.check(session, case_id), self._show)

    def spec(self) -> FormSpec[RequestTest]:
        """Return the form of the stages, or of what arrived of the selected paper."""
        if self._is_of_stages:
            return stages_form_spec(self.context)
        return receipt_form_spec(self.context, self.place.id, self.table.chosen_id)

    def record_of(self, row: RequiredRow) -> RequestTest:
        """Return the test that the row belongs to."""
        return row.test

    def remove(self) -> None:
        """Say why nothing is moved to the bin: a row is a paper of the law, and no record."""
        self.context.say(
            self.words("A paper that the law asks for is not removed."),
            self.words("To take back what arrived, edit it and choose “not looked for yet”."),
            is_good=False,
        )

    def open_history(self) -> None:
        """Open the change history of the test, which all rows share."""
        row = self.row(self.table.chosen_id)
        if row is not None and row.test.id:
            show_history(self, row.test.id, self.title)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The stages, with which a test begins."""
        return (button(self.words("Stages…"), self.change_stages, meaning="edit"),)

    def empty_state(self) -> QWidget:
        """Return the empty state: without a request, or of one for which no papers were gathered."""
        self._empty = Empty("certificate", *self._none_listed())
        return self._empty

    def _none_listed(self) -> tuple[str, str]:
        words = self.words
        if self._check is not None:
            return words("No papers are listed for this request"), words(
                "What must come with it was not gathered: what is said above is all that is known here. "
                "Stages adds what a notice of Interpol must hold."
            )
        return words("No request to test yet"), words(
            "Add a proceeding of extradition, with the treaty it rests on. The papers that treaty and "
            "statute ask for are listed here, each beside what arrived."
        )

    def start_new(self) -> None:
        """Begin with the stages."""
        self.change_stages()

    def change(self) -> None:
        """Enter what arrived of the selected paper; the test begins with it."""
        paper_id = self.table.chosen_id
        self._with_test(lambda test: self.editor.begin_change(self.spec(), test, about=paper_id))

    def change_stages(self) -> None:
        """Change the stages of the test; it begins with them."""

        def begin(test: RequestTest) -> None:
            self._is_of_stages = True
            self.editor.begin_change(self.spec(), test)

        self._with_test(begin)

    def resume(self, form: str) -> None:
        """Open the form of the stages, or of what arrived of a paper."""
        if form.partition("/")[0] != stages_form_spec(self.context).change.msgid:
            super().resume(form)
        elif self.editor.form is None:
            self.change_stages()

    def show_record(self, record_id: str) -> None:
        """Show a required paper: what arrived, what follows, and its route."""
        row = self.row(record_id)
        if row is None:
            return
        result, paper, words, pane = row.result, row.result.paper, self.words, self.details
        chip = Chip(*self._say.verdict[result.verdict])
        pane.begin(words(paper.what), words(row.route.route.title), (chip,), self.tools())
        pane.pairs(
            [
                (words("Asked for by"), paper.article),
                (words("Stage"), self._say.stage[paper.stage]),
                (words("Form asked for"), words(paper.form)),
                (words("From"), words(paper.by)),
                (words("Due"), words(paper.due)),
                (words("Language"), words(row.route.route.language)),
                (words("Authentication"), words(row.route.route.authentication)),
                (words("How it was read"), self._read(paper.read, paper.reported_in)),
            ]
        )
        self._show_receipt(result)
        if paper.missing:
            pane.note(words("If it is missing"), words(paper.missing))
        if paper.argument:
            pane.note(words("What can be argued"), words(paper.argument))
        self._show_route(row.route)
        pane.end()

    def tools(self) -> list[QPushButton]:
        """Return the buttons at the end of the title line: a paper of the law is not removed."""
        return super().tools()[:2]

    def _show_receipt(self, result: PaperResult) -> None:
        receipt, words = result.receipt, self.words
        if result.verdict in {"not-looked", "not-read"}:
            return
        self.details.heading(words("What arrived"))
        qualities = [
            (self._say.quality[name], self._say.tick[getattr(receipt, name)])
            for name in self._say.quality
            if getattr(receipt, name) != "not-checked"
        ]
        arrived = (words("Arrived on"), dates.stated(words, receipt.arrived_on))
        self.details.pairs([arrived, *qualities, (words("What was seen"), receipt.remark)])

    def _show_route(self, result: RouteResult) -> None:
        words, pane, route = self.words, self.details, result.route
        if result.limits or result.has_unread_arrest_limit:
            pane.heading(words("Until when"))
        for limit in result.limits:
            self._show_limit(limit)
        if result.has_unread_arrest_limit:
            pane.note(self._say.limit["provisional"], words(request_test.NO_ARREST_LIMIT))
        if result.authorities:
            pane.heading(words("Authorities, of both sides"))
        for one in result.authorities:
            where = " · ".join(part for part in (one.court, one.decided, one.number) if part)
            read = self._read(one.read, one.reported_in)
            pane.note(
                where, words(one.text), words("Read: {what}", what=read), Chip(*self._say.side[one.side])
            )
        pane.heading(words("Route"))
        pane.pairs(
            [
                (words("Channel"), words(route.channel)),
                (words("How it was read"), self._read(route.read, route.reported_in)),
                (words("Text of"), words(route.as_of) if route.as_of else ""),
            ]
        )
        if route.notes:
            pane.note(words("Note"), words(route.notes))

    def _show_limit(self, limit: LimitResult) -> None:
        words, law = self.words, limit.limit
        period = DeadlineWords(words).period(limit.rule_period) if limit.rule_period else law.period
        law_words = (period, limit.runs_from, law.runs_to, law.how, law.consequence)
        title, due = self._say.limit[law.kind], limit.safe.format(words) if limit.safe else words(limit.why)
        if limit.latest is not None:
            due = words("{safe}; latest arguable: {arguable}", safe=due, arguable=limit.latest.format(words))
        self.details.note(
            words.labelled(title, words(limit.rule_title)) if limit.rule_title else title,
            due,
            " · ".join(words(part) for part in law_words if part),
        )
        if limit.working is not None and limit.due:
            show_working(self.details, limit.working, words, self.context.session.clock().date())

    def _read(self, read: str, reported_in: str) -> str:
        text = self._say.read[read]
        if not reported_in:
            return text
        return self.words("{what}, as reported in {account}", what=text, account=self.words(reported_in))

    def _show(self, checks: tuple[RequestCheck, ...]) -> None:
        self._checks = checks
        self._box.clear()
        for one in checks:
            self._box.addItem(proceeding_title(self.context, one.proceeding), one.proceeding.id)
        self._box.setCurrentIndex(max(0, self._box.findData(self._chosen)))
        self._box.setVisible(len(checks) > 1)
        self._choose_proceeding(str(self._box.currentData() or ""))

    def _choose_proceeding(self, proceeding_id: str) -> None:
        self._chosen = proceeding_id
        check = self._check
        remarks = request_test.remarks(check) if check else ()
        # With no title there are no words: those of a catalogue's head are kept under "".
        unread = [" · ".join(map(self.words, filter(None, remark))) for remark in remarks]
        self._unread.setText("\n".join(unread))
        self._show_remarks()
        if self._empty is not None:
            self._empty.retitle(*self._none_listed())
        self.show_records(_rows(check) if check else [])

    def _show_remarks(self) -> None:
        """Show what was not read, except while a form needs the room."""
        is_at_hand = self._check is not None and self.editor.form is None
        self._unread.setVisible(is_at_hand and bool(self._unread.text()))
        self._law.setVisible(is_at_hand)

    @property
    def _check(self) -> RequestCheck | None:
        return next((one for one in self._checks if one.proceeding.id == self._chosen), None)

    def _with_test(self, then: Callable[[RequestTest], None]) -> None:
        """Do something with the kept test of the chosen proceeding, which begins where there is none."""
        check = self._check
        if check is None:
            return
        if check.test.id:
            then(check.test)
            return
        case_id, proceeding_id = self.place.id, check.proceeding.id

        def begin(session: Session) -> tuple[RequestTest, Added]:
            test = request_test.begin(session, case_id, proceeding_id)
            return test, added(session, [(RequestTest, test.id)])

        def done(begun: tuple[RequestTest, Added]) -> None:
            test, new = begun
            self.context.did(
                self.words("Request test begun"),
                lambda session: take_away(session, new),
                redo=lambda session: bring_back(session, new),
            )
            then(test)

        self.context.ask(begin, done)

    def _end_stages(self) -> None:
        self._is_of_stages = False

    def _find_kept(self, record_id: str) -> None:
        """Stay at the paper: what was saved is the test that all rows share."""


def _rows(check: RequestCheck) -> list[RequiredRow]:
    return [
        RequiredRow(id=one.paper.id, result=one, route=route, test=check.test)
        for route in check.routes
        if not route.is_left_out
        for one in route.papers
    ]


def _columns(words: Translator, say: RequestWords) -> tuple[Column[RequiredRow], ...]:
    return (
        Column(
            title=words("Paper"),
            text=lambda row: words(row.result.paper.what),
            beside=lambda row: words(row.route.route.title),
            look="two-lines",
            width=34,
            stretches=True,
        ),
        Column(title=words("Article"), text=lambda row: row.result.paper.article, width=9, gives_way=2),
        Column(
            title=words("Status"),
            text=lambda row: say.verdict[row.result.verdict][0],
            tone=lambda row: say.verdict[row.result.verdict][1],
            icon=lambda row: say.verdict[row.result.verdict][2],
            width=14,
            fits=True,
            is_kept=True,
        ),
        Column(
            title=words("Arrived on"),
            text=lambda row: dates.brief(words, row.result.receipt.arrived_on),
            fits=True,
            width=11,
            is_optional=True,
            gives_way=1,
        ),
    )
