"""A file dialog of the program: no list of recent files, no saved settings.

It begins in the folder that whoever asks names, which was chosen last for the same purpose.

Neither Qt's file dialog nor the desktop's is used: both write what was chosen to disk outside the vault.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import (
    QDir,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QStandardPaths,
    QStorageInfo,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileIconProvider,
    QFileSystemModel,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QWidget,
)

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import PickKind, PickPurpose
from casebook.ui.dialogs.picker_dialog import PickerDialog
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.tables.cell import Cell, CellStyle, Index
from casebook.ui.widgets.tables.table import TableHeader

_NARROW = 128
_SIZE, _DATE = 1, 3
"""Columns of `QFileSystemModel`."""
_KILOBYTE = 1_000
_NEW = frozenset({"target", "new folder", "shared folder"})
"""Kinds of what is not there yet, and is named in the path field."""
_SINGLE = frozenset({"card", "welcome", "parcel", "keyfile"})
"""Purposes for which one file is chosen."""


class _FileCell(Cell):
    """A folder or file with the program's icons."""

    def style_of(self, index: Index) -> CellStyle:
        """Return the style: folder or file icon in the first column, muted text in the others."""
        model = self._view.model()
        if index.column() or not isinstance(model, QFileSystemModel):
            return CellStyle(look="quiet")
        return CellStyle(
            meaning="folder" if model.isDir(model.index(index.row(), 0, index.parent())) else "file"
        )


class _Files(QFileSystemModel):
    """The files of the computer, with headings, sizes and days in the language of the window."""

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._heads = (words("File name"), words("Size"), words("Type"), words("Date"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return super().headerData(section, orientation, role)

    @contained
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Return what stands in a cell; a size with units that all languages share."""
        if role == Qt.ItemDataRole.DisplayRole and index.column() in {_SIZE, _DATE}:
            about = self.fileInfo(index)
            if index.column() == _DATE:
                at = about.lastModified().toSecsSinceEpoch()
                return dates.format_datetime(self._words, datetime.fromtimestamp(at, UTC))
            return "" if about.isDir() else self._size(about.size())
        return super().data(index, role)

    def _size(self, size_bytes: int) -> str:
        size_format = QLocale.DataSizeFormat.DataSizeSIFormat
        if size_bytes < _KILOBYTE:
            return f"{self._words.number(size_bytes)} B"
        return dates.locale(self._words).formattedDataSize(size_bytes, 1, size_format)


class _PathField(QLineEdit):
    """The path, which Enter takes once, and not the keys that open this dialog."""

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave out keys that save a form and a held Enter, pressed again while the dialog opened."""
        is_held = event.isAutoRepeat() and is_pressed(event, "next-field")
        if not is_held and not is_pressed(event, "save"):
            super().keyPressEvent(event)


class Browser(PickerDialog):
    """A file browser: places at the side, the content of a folder, a path field."""

    def __init__(
        self,
        parent: QWidget | None,
        words: Translator,
        kind: PickKind,
        name: str = "",
        *,
        purpose: PickPurpose = "",
        begins_in: str = "",
        apart: Path | None = None,
    ) -> None:
        """Create it.

        Args:
            parent: in front of whose window it stands.
            words: of the language.
            kind: what is chosen.
            name: suggested for what is new.
            purpose: what it is chosen for.
            begins_in: folder whose content is shown first; that of the person where it is not there.
            apart: a folder where what is new must not lie: another place is proposed, a stick first.
        """
        super().__init__(words, kind, parent.window() if parent else None)
        self._name, self._purpose, self._apart = name, purpose, apart
        self._is_single = purpose in _SINGLE or kind != "files"
        px = theme.current().px
        self.resize(px(760), px(480))
        self._model = _Files(words, self)
        # SECURITY: asking the desktop for icons can write thumbnails and caches.
        self._model.setIconProvider(_plain_icons())
        self._model.setReadOnly(True)
        only_folders = QDir.Filter.NoDotAndDotDot | QDir.Filter.AllDirs
        self._model.setFilter(only_folders if "folder" in kind else only_folders | QDir.Filter.Files)
        self._lay_out(begins_in)

    def _lay_out(self, begins_in: str) -> None:
        whole = column(self, gap=12, margins=(16,))
        whole.addWidget(label(self._title(), "title"))
        middle = line(gap=12)
        middle.addWidget(self._places())
        middle.addWidget(self._listing(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self._problem)
        whole.addLayout(self._foot())
        self._path.setFocus()
        self._go_to(Path(begins_in) if begins_in and Path(begins_in).is_dir() else self._start())

    def _start(self) -> Path:
        """Return the folder in view at first: the home folder, unless what is made must lie elsewhere."""
        kinds = QStandardPaths.StandardLocation
        home = Path(QStandardPaths.writableLocation(kinds.HomeLocation))
        if self._apart is None:
            return home
        sticks = [root for root, volume in _volumes() if not volume.isRoot() and not volume.isReadOnly()]
        folders = (kinds.DesktopLocation, kinds.DocumentsLocation, kinds.DownloadLocation)
        places = [*sticks, home, *(Path(QStandardPaths.writableLocation(one)) for one in folders)]
        apart = self._apart.resolve()
        return next((one for one in places if one.is_dir() and one.resolve() != apart), home)

    def _title(self) -> str:
        words = self._words
        titles = {
            "files": words("Choose files"),
            "target": words("Where to save the file"),
            "folder": words("Choose folder"),
            "new folder": words("Location of the new folder"),
            "shared folder": words("Location of the shared folder"),
        }
        for_purposes = {
            ("files", "import"): words("Choose files to import"),
            ("files", "card"): words("Choose the card"),
            ("files", "welcome"): words("Choose the welcome"),
            ("files", "parcel"): words("Choose the parcel"),
            ("files", "keyfile"): words("Choose the key file"),
            ("target", "card"): words("Where to save the card"),
            ("target", "welcome"): words("Where to save the welcome"),
            ("folder", "team"): words("Choose the shared folder"),
        }
        return for_purposes.get((self.kind, self._purpose), titles[self.kind])

    def _places(self) -> QWidget:
        side = QWidget()
        whole = column(side, gap=2)
        home = QStandardPaths.StandardLocation.HomeLocation
        kinds = (
            (home, self._words("Home"), "home"),
            (QStandardPaths.StandardLocation.DesktopLocation, self._words("Desktop"), "folder"),
            (QStandardPaths.StandardLocation.DocumentsLocation, self._words("My documents"), "folder"),
            (QStandardPaths.StandardLocation.DownloadLocation, self._words("Downloads"), "folder"),
        )
        seen: set[Path] = set()
        for location, title, meaning in kinds:
            path = Path(QStandardPaths.writableLocation(location))
            if path.is_dir() and path not in seen:
                seen.add(path)
                whole.addWidget(self._place(title, meaning, path))
        for root, volume in _volumes():
            title = self._words("This computer") if volume.isRoot() else volume.displayName()
            whole.addWidget(self._place(title, "volume", root))
        whole.addStretch(1)
        side.setFixedWidth(theme.current().px(160))
        return side

    def _place(self, title: str, meaning: str, path: Path) -> QWidget:
        return button(f" {title}", lambda: self._go_to(path), role="side", meaning=meaning, name=title)

    def _listing(self) -> QWidget:
        pane = frame("pane")
        inside = column(pane, gap=0, margins=(1,))
        self._view = QTreeView()
        self._view.setAccessibleName(self._words("Folder contents"))
        self._view.setModel(self._model)
        self._view.setRootIsDecorated(False)
        self._view.setItemsExpandable(False)
        self._view.setUniformRowHeights(True)
        self._view.setMouseTracking(True)
        self._view.setHeader(TableHeader(self._words("Folder contents"), self._view))
        self._view.setItemDelegate(_FileCell(self._view, has_lines=False))
        self._view.setIndentation(0)
        self._view.setSortingEnabled(True)
        self._view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        header = self._view.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for narrow in (1, 3):
            header.resizeSection(narrow, theme.current().px(_NARROW))
        self._view.setColumnHidden(2, True)  # noqa: FBT003 - Qt's signature
        many = QAbstractItemView.SelectionMode.ExtendedSelection
        one = QAbstractItemView.SelectionMode.SingleSelection
        self._view.setSelectionMode(one if self._is_single else many)
        self._view.activated.connect(self._open)
        self._view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        inside.addWidget(self._view)
        return pane

    def _foot(self) -> QHBoxLayout:
        foot = line(gap=8)
        foot.addWidget(button("", self._up, meaning="up", name=self._words("Parent folder")))
        self._path = _PathField()
        self._path.setAccessibleName(self._words("Path"))
        self._path.returnPressed.connect(self._take)
        foot.addWidget(self._path, 1)
        self._count = label("", "quiet")
        self._count.hide()
        foot.addWidget(self._count)
        words = {
            "files": self._words("Choose") if self._is_single else self._words("Add"),
            "target": self._words("Save here"),
            "folder": self._words("Choose"),
            "new folder": self._words("Create here"),
            "shared folder": self._words("Create here"),
        }
        foot.addWidget(button(self._words("Cancel"), self.reject))
        self._send = button(words[self.kind], self._take, role="primary")
        foot.addWidget(self._send)
        self._path.textChanged.connect(lambda _: self._send.setText(words[self.kind]))
        return foot

    def _go_to(self, folder: Path) -> None:
        self._folder = folder
        self._view.setRootIndex(self._model.setRootPath(str(folder)))
        self._path.setText(str(folder / self._name) if self.kind in _NEW else str(folder))

    def _up(self) -> None:
        self._go_to(self._folder.parent)

    def _open(self, index: QModelIndex) -> None:
        path = Path(self._model.filePath(index))
        if path.is_dir() and not (self.kind == "folder" and path.suffix):
            self._go_to(path)
        else:
            self._take()

    def _follow(self) -> None:
        picked = self._picked()
        if picked and self.kind in _NEW and picked[0].is_file():
            self._name = picked[0].name
        if picked and not (self.kind in _NEW and picked[0].is_dir()):
            self._path.setText(str(picked[0]))
        self._tell_count(sum(path.is_file() for path in picked))

    def _tell_count(self, count: int) -> None:
        """Say how many files are chosen, of which the path names one."""
        words = self._words
        self._count.setText(words.count("{number} file chosen", "{number} files chosen", count))
        self._count.setVisible(count > 1)

    def _picked(self) -> list[Path]:
        rows = self._view.selectionModel().selectedRows(0)
        return [Path(self._model.filePath(index)) for index in rows]

    def _may_write(self, target: Path) -> bool:
        """Return whether the target may be written: files only on a second press, folders never."""
        if "folder" in self.kind and target.exists():
            self.refuse(
                Message("A file or folder already exists at this path."),
                Message("Choose another name. Nothing will be overwritten."),
            )
            return False
        replaces = self._words("Replace file")
        if not target.exists() or self._send.text() == replaces:
            return True
        self._send.setText(replaces)
        return False

    def _take(self) -> None:
        self.chosen, typed = [], Path(self._path.text()).expanduser()
        self._problem.hide()
        picked = [path for path in self._picked() if path.is_file()] if self.kind == "files" else []
        if picked or (self.kind == "files" and typed.is_file()):
            self.chosen = picked or [typed]
        elif typed.is_dir():
            self._take_folder(typed)
        elif self.kind not in _NEW:
            self.refuse(
                Message("There is nothing at this path."), Message("Check the path, or choose from the list.")
            )
        elif not typed.parent.is_dir():
            self.refuse(Message("The folder of this path does not exist."), Message("Choose another folder."))
        elif self._may_write(typed):
            self.chosen = [typed]
        if self.chosen:
            self.accept()

    def _take_folder(self, folder: Path) -> None:
        """Choose a folder where one is wanted, or show what is in it."""
        if self.kind == "folder":
            self.chosen = [folder]
        else:
            self._go_to(folder)


def _volumes() -> list[tuple[Path, QStorageInfo]]:
    """Return the disks and sticks that are offered, with their folders."""
    mounted = [(Path(volume.rootPath()), volume) for volume in QStorageInfo.mountedVolumes()]
    return [
        (root, volume)
        for root, volume in mounted
        if volume.isReady() and (volume.isRoot() or "media" in root.parts or "Volumes" in root.parts)
    ]


def _plain_icons() -> QFileIconProvider:
    plain = QFileIconProvider()
    plain.setOptions(QFileIconProvider.Option.DontUseCustomDirectoryIcons)
    return plain
