"""The check of records after an unclean stop, during which they are readable, and its result."""

from __future__ import annotations

from collections.abc import Callable

from casebook.domain.vault.audit import RecordDifference
from casebook.services.vault import unclean_stop
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.lock.unlocking import tell_unsound


def check_records(context: PageContext, show: Callable[[int, int], None]) -> None:
    """Check the records of a waiting session; afterwards the window is redrawn.

    Args:
        context: of the open session.
        show: takes entries of the history gone through, and in all.
    """
    session = context.session

    def end(differences: tuple[RecordDifference, ...]) -> None:
        context.access_changed.emit()  # first, since the message stands in the window that is drawn anew
        if differences:
            _tell(context, differences)
            return
        words = context.words
        title = words("The records were checked and match their change history.")
        why = words("The casebook was last closed without Lock, as by F12 or a loss of power.")
        context.say(title, words.sentences((why, words("You can make changes now."))))
        tell_unsound(context, then=lambda: None)

    def follow(task: BackgroundTask) -> None:
        task.moved.connect(lambda done, total, _: show(done, total) if total > 1 else None)

    context.run(lambda task: unclean_stop.checked(session, progress=task), end, before=follow)


def _tell(context: PageContext, differences: tuple[RecordDifference, ...]) -> None:
    words = context.words
    what = words(unclean_stop.WHAT_MAY_HAVE_HAPPENED)
    choice = words("Nothing can be changed until you decide what to do: Security, Checks.")
    context.say(words(unclean_stop.summary(differences)), f"{what} {choice}", is_good=False)
