"""The signed forms card (签字盖章件): print, take scans back, and ask about the pages the program cannot place."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from data import sign_off
from data import words as wording
from data.domain.model import Report
from data.domain.scans import (
    Doubt,
    Known,
    MatchedForm,
    PageKey,
    Pointed,
    ScannedPage,
    Sorted,
    sort_scans,
)
from data.domain.signed import CHANGED, INVALID, SIGNED, STATE_WORDS, UNSIGNED, FormState, SignatureCheck
from data.store import evidence, signed_forms
from data.store.workspace import Workspace
from ui import errors, layouts
from ui.certificate_dialog import CertificateChoice, ask_certificate
from ui.chips import Chip
from ui.desk import Desk
from ui.doubtful_page import DoubtfulPage, show_scan
from ui.drop import DropArea
from ui.folders import remember_folder, remembered_folder
from ui.parts import button, hint, section, words
from ui.pointing import point_at
from ui.theme import TOKENS

_CHIPS = {UNSIGNED: "neutral", SIGNED: "ok", CHANGED: "red", INVALID: "red"}

Read = tuple[tuple[ScannedPage, ...], dict[str, tuple[SignatureCheck, ...]]]


class SignedForms(QWidget):
    """The forms of one task that are to be signed; ``filed`` after every write."""

    filed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._states: tuple[FormState, ...] = ()
        self._known = Known(())
        self._cards: dict[str, QWidget] = {}
        self.doubtful: tuple[Doubt, ...] = ()
        self._forget_scans()
        self._build()

    def _build(self) -> None:
        self.drop = DropArea(
            "把签好字、盖好章的扫描件拖到这里",
            "PDF 或图片，页序和方向不限",
            "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)",
        )
        self.drop.dropped.connect(self.take_scans)
        self.print = button("打印签字件…", self._ask_folder, "printer", "primary")
        self.certificate = button("证书签名…", self._ask_certificate, "stamp")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(TOKENS.gap_s)
        body = layouts.column(self._lines, layouts.GROW)
        layouts.fill(
            self,
            layouts.column(
                layouts.card(
                    layouts.row(section("签字盖章件"), layouts.GROW, self.certificate, self.print),
                    self.drop,
                    layouts.grow(layouts.scroll(layouts.panel(body))),
                    gap=TOKENS.gap_s,
                )
            ),
        )

    # ------------------------------------------------------------ showing

    def show_states(self, task_id: str, states: tuple[FormState, ...]) -> None:
        """Show the forms of a task; scans not yet placed are kept while the task stays the same."""
        if task_id != self._task_id:
            self._forget_scans()
        self._task_id, self._states = task_id, states
        self._sort()

    def _forget_scans(self) -> None:
        self._scans: list[ScannedPage] = []
        self._checks: dict[str, tuple[SignatureCheck, ...]] = {}
        self._by_hand: dict[PageKey, Pointed] = {}

    def _sort(self) -> Sorted:
        self._known = sign_off.known_forms(self._desk.ws, self._task_id)
        found = sort_scans(self._scans, self._known, self._by_hand)
        self.doubtful = found.doubtful
        self._show()
        return found

    def _show(self) -> None:
        layouts.clear(self._lines)
        self._cards = {state.expected.form: self._form(state) for state in self._states}
        for card in self._cards.values():
            self._lines.addWidget(card)
        if self.doubtful:
            self._lines.addWidget(
                layouts.panel(
                    layouts.row(
                        words(f"有 {len(self.doubtful)} 页要看一下", "strong"),
                        layouts.GROW,
                        button("都不收", self.drop_doubtful, "x", "quiet"),
                    )
                )
            )
        for doubt in self.doubtful:
            self._lines.addWidget(self._doubt(doubt))

    def go_to(self, form: str) -> None:
        """Go to where this form's scan is taken in, its card marked."""
        point_at(self.drop, self._cards.get(form))

    def _form(self, state: FormState) -> QWidget:
        part = state.part
        waiting = state.state not in (SIGNED, INVALID) and any(
            doubt.why in ("unread", "incomplete") for doubt in self.doubtful
        )
        chip = Chip("待认", "orange") if waiting else _chip(state)
        said = [f"核对码 {state.expected.code}（仅用于核对内容是否一致，不是电子印章）"]
        actions: list[QWidget] = []
        if part is not None:
            typed = "，有页按输入的核对码归位" if part.by_code_typed else ""
            by_hand = "，有页由人工辨认" if part.by_hand else ""
            said.append(f"{wording.day(part.on)}收回，{len(part.sheets)}页{typed}{by_hand}")
            said += [f"{check.sentence}（{check.on}）" for check in part.checks]
            actions = [
                button("查看", lambda: self._open(state), "eye", "quiet"),
                button("撤下", lambda: self._remove(state), "trash-2", "quiet"),
            ]
        if part is not None and state.state == CHANGED:
            sent = (
                f"第{part.version}版已报送，不受影响；再次报送前"
                if part.version != state.expected.version
                else ""
            )
            said.append(f"签字后内容有改动，{sent}需重新打印、签字；签字件上的核对码是 {part.code}。")
        elif part is None and state.expected.printed_on:
            said.append(f"{wording.day(state.expected.printed_on)}已打印，等签字件")
        return layouts.card(
            layouts.row(words(state.expected.title, "strong"), chip, layouts.GROW, *actions),
            hint("\n".join(said)),
            gap=TOKENS.gap_xs,
            margin=TOKENS.gap_m,
        )

    def _doubt(self, doubt: Doubt) -> QWidget:
        made = DoubtfulPage(doubt, self._known)
        made.placed.connect(lambda chosen: self.place(doubt.scan, chosen))
        made.dropped.connect(lambda: self._drop(doubt))
        return made

    # ------------------------------------------------------------ scans

    def take_scans(self, files: Sequence[Path]) -> None:
        """Read these files on the worker thread and file what is whole."""
        task_id = self._task_id
        job = self._desk.run("读取扫描件", lambda ws, report: _read(ws, files, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda read: self._read_done(task_id, read))

    def _read_done(self, task_id: str, read: Read) -> None:
        if task_id != self._task_id:
            errors.tell(self, "扫描件没有收。", "读取时换到了另一项任务，请回到原来的任务再放一次。")
            return
        scans, checks = read
        now = {scan.source: scan.sha256 for scan in scans}
        # A scanner that writes over its file took the earlier page with it: what cannot be filed is not kept.
        self._forget(scan for scan in self._scans if now.get(scan.source, scan.sha256) != scan.sha256)
        seen = {scan.key for scan in self._scans}
        for scan in scans:
            if scan.key not in seen:
                seen.add(scan.key)
                self._scans.append(scan)
        self._checks |= checks
        self._file()

    def place(self, scan: ScannedPage, chosen: Pointed) -> None:
        """A person says which page of which form a scan is; said otherwise later, the later counts."""
        self._by_hand[scan.key] = chosen
        self._file()

    def _file(self) -> None:
        """File every form that is whole now, asking first where it must be asked; the rest stays to be asked about."""
        matched = self._sort().matched
        if not matched:
            return
        # Taken off the list at once: a page is filed once, and one that could not be filed is put in again.
        self._forget(sheet.scan for form in matched for sheet in form.sheets)
        self._sort()
        task_id, checks = self._task_id, dict(self._checks)
        wanted = [form for form in matched if self._is_wanted(form)]
        if not wanted:
            return
        job = self._desk.run(
            "收存签字件", lambda ws, report: sign_off.file_scans(ws, task_id, wanted, checks, report)
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _parts: self.filed.emit())

    def _is_wanted(self, form: MatchedForm) -> bool:
        """Whether a whole form is to be filed; a person is asked where it replaces a good one or its signature is not."""
        filed = next((one for one in self._states if one.expected.form == form.expected.form), None)
        question = sign_off.to_be_asked(form, filed, self._checks)
        return question is None or errors.ask(self, question.title, question.advice, question.yes)

    def _forget(self, pages: Iterable[ScannedPage]) -> None:
        """Take these pages off the list, with what a person said of them."""
        gone = {page.key for page in pages}
        self._scans = [scan for scan in self._scans if scan.key not in gone]
        self._by_hand = {key: chosen for key, chosen in self._by_hand.items() if key not in gone}

    def _drop(self, doubt: Doubt) -> None:
        self._forget([doubt.scan])
        self._sort()

    def drop_doubtful(self) -> None:
        """Take in none of the pages that are in doubt."""
        self._forget_scans()
        self._sort()

    # ------------------------------------------------------------ printing, certificates, single parts

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "签字件放到哪个文件夹", remembered_folder("signing"))
        if folder:
            self.print_forms(Path(folder))

    def print_forms(self, folder: Path) -> None:
        """Write the forms to be signed into a folder and open it for printing."""
        from exporters.acceptance import write_signing_forms

        remember_folder("signing", folder)
        task_id = self._task_id
        job = self._desk.run(
            "打印签字件",
            lambda ws, report: sign_off.print_for_signing(ws, task_id, folder, write_signing_forms, report),
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda files: self._printed(files))

    def _printed(self, files: tuple[Path, ...]) -> None:
        self.filed.emit()
        if errors.ask(
            self,
            f"{len(files)} 张签字件已生成，请打印后签字、盖章。",
            "签好后扫描，拖回这一页即可。打印后再改内容，签字件就要重新打印。",
            "打开文件夹",
            "关闭",
        ):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(files[0].parent)))

    def _ask_certificate(self) -> None:
        roles = [role.title for role in self._desk.profile.sign_roles if role.before_sending]
        choice = ask_certificate(self, [state.expected for state in self._states], roles)
        if choice is not None:
            self.sign_by_certificate(choice)

    def sign_by_certificate(self, choice: CertificateChoice) -> None:
        """Sign one form with a key file or a key on the worker thread."""
        task_id = self._task_id
        job = self._desk.run("证书签名", lambda ws, report: _sign(ws, task_id, choice, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _part: self.filed.emit())

    def _open(self, state: FormState) -> None:
        """Show the scan as it was taken in."""
        if state.part is not None:
            sheet = state.part.sheets[0]
            show_scan(self, evidence.path_of(self._desk.ws, sheet.sha256), sheet.name)

    def _remove(self, state: FormState) -> None:
        if state.part is not None and errors.ask(
            self, f"撤下“{state.expected.title}”的签字件？", "原扫描件仍留在办理记录里。", "撤下"
        ):
            signed_forms.remove_part(self._desk.ws, self._task_id, state.part)
            self.filed.emit()


def _read(ws: Workspace, files: Sequence[Path], report: Report) -> Read:
    """Pages of all files, and what the certificate signatures in them are worth."""
    from exporters.pades import has_signatures, validate_signatures

    scans = sign_off.read_scans(files, report)
    trusted, read = sign_off.trusted_issuers(ws), {Path(scan.source): scan.sha256 for scan in scans}
    return scans, {
        sha256: validate_signatures(file, trusted) for file, sha256 in read.items() if has_signatures(file)
    }


def _chip(state: FormState) -> Chip:
    """How a form stands; one whose signature leaves a question is never green."""
    faults = [check.fault for check in state.part.checks if check.fault] if state.part else []
    if state.state == SIGNED and faults:
        return Chip("签名待核", "orange")
    return Chip(STATE_WORDS[state.state], _CHIPS[state.state])


def _sign(ws: Workspace, task_id: str, choice: CertificateChoice, report: Report) -> object:
    from datetime import UTC, datetime

    from exporters.acceptance import write_signing_forms
    from exporters.pades import Signing, sign_pdf, validate_signatures
    from exporters.usb_key import sign_with_key

    said = Signing("审签", datetime.now(UTC), choice.shown)

    def sign(source: Path, target: Path) -> tuple[SignatureCheck, ...]:
        if isinstance(choice.key, Path):
            sign_pdf(source, target, choice.key, choice.secret, said)
        else:
            sign_with_key(source, target, choice.key, choice.secret, said, report)
        return validate_signatures(target, sign_off.trusted_issuers(ws))

    return sign_off.sign_by_certificate(ws, task_id, choice.form, write_signing_forms, sign, report)
