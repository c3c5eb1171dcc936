"""What a clerk does about signatures (审签): print forms for signing, file the scans, sign anew after a change."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data import dossier
from data.domain.contents import PackageContents
from data.domain.errors import UserError
from data.domain.model import Report, SignOff, no_report
from data.domain.scans import Known, MatchedForm, Printed, ScannedPage, sort_scans
from data.domain.signed import (
    BROKEN,
    SIGNED,
    FormState,
    PrintedForm,
    SignatureCheck,
    SignedPart,
    open_signing,
)
from data.files import translate_os_errors
from data.intake import scan
from data.kept_scans import Checks, keep_forms
from data.store import evidence, settings, signed_forms, tasks, work
from data.store.workspace import Workspace

FormWriter = Callable[[PackageContents, Sequence[str], Path, Report], Mapping[str, tuple[Path, int]]]
"""Writes the named forms into a folder: form -> (file, pages)."""

CertificateSigner = Callable[[Path, Path], tuple[SignatureCheck, ...]]
"""Signs one PDF into another and says what every signature in it is worth."""

_CERTIFICATES = (".cer", ".crt", ".pem")
_LONGEST = 8  # times as long as high: what is longer shows as a hair in its cell
_INK = 200  # what is darker than this on white paper is seen
_LEAST_INK = 0.001  # of the picture, to be a signature


def print_for_signing(
    ws: Workspace,
    task_id: str,
    folder: Path,
    write: FormWriter,
    report: Report = no_report,
) -> tuple[Path, ...]:
    """Write the PDFs of the forms to be signed (打印签字件) and note what was printed; what was signed already is left out.

    A form reprinted unchanged keeps the day that stands on the first print.
    """
    files, printed = _print(ws, task_id, folder, write, report)
    signed_forms.note_printed(ws, task_id, printed, [path.name for path in files])
    return files


def _print(
    ws: Workspace, task_id: str, folder: Path, write: FormWriter, report: Report, only: str = ""
) -> tuple[tuple[Path, ...], list[PrintedForm]]:
    """The PDFs of the forms not yet signed, ``only`` one of them where it is named, and what is to be noted of them."""
    contents, states = _as_it_stands(ws, task_id)
    wanted = [s.expected for s in states if s.state != SIGNED and only in ("", s.expected.form)]
    if not wanted:
        raise UserError(
            "要签字的表都已签字，内容没有改动，不用再打印。", "确需重签的，请先撤下原来的签字件。"
        )
    with translate_os_errors("导出文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
        written = write(contents, [form.form for form in wanted], folder, report)
    printed = [
        PrintedForm(f.form, f.version, f.code, written[f.form][1], f.printed_on or ws.today) for f in wanted
    ]
    return tuple(path for path, _ in written.values()), printed


def _as_it_stands(ws: Workspace, task_id: str) -> tuple[PackageContents, tuple[FormState, ...]]:
    case = dossier.case_of(ws, task_id, read_bytes=False)
    contents = dossier.gather(ws, case)
    if case.forms and all(state.expected.sent for state in case.forms):
        raise UserError(
            "申请包已经报送，内容没有改动，签字件不用再改。", "如被退回或内容要改，改好后再打印新一版签字件。"
        )
    return contents, case.forms


def form_states(ws: Workspace, task_id: str) -> tuple[FormState, ...]:
    """The forms to be signed and how each stands."""
    return dossier.case_of(ws, task_id, read_bytes=False).forms


def known_forms(ws: Workspace, task_id: str) -> Known:
    """What scans dropped on a task, and codes typed from them, are compared with."""
    office = settings.office(ws)
    others = {task.id: task for task in tasks.as_worked(ws) if task.id != task_id}
    case = dossier.case_of(ws, task_id, read_bytes=False)
    return Known(
        forms=tuple(state.expected for state in case.forms),
        others={dossier.package_number(office, task): task.title for task in others.values()},
        titles=case.profile.titles,
        printed={
            form.code: Printed(others[of].title if of in others else "", form.form, form.version)
            for of, form in signed_forms.every_print(ws)
        },
    )


def read_scans(paths: Sequence[Path], report: Report = no_report) -> tuple[ScannedPage, ...]:
    """Every page of these files; the first file that cannot be read stops it, and nothing is filed."""
    return scan.read_scans(paths, report)


def trusted_issuers(ws: Workspace) -> tuple[Path, ...]:
    """The certificates of issuers this desk trusts: files somebody put into 信任的签发机构 in the workspace; usually none."""
    folder = ws.folder / "信任的签发机构"
    return tuple(sorted(file for file in folder.glob("*") if file.suffix.lower() in _CERTIFICATES))


def file_scans(
    ws: Workspace, task_id: str, matched: Sequence[MatchedForm], checks: Checks, report: Report = no_report
) -> tuple[SignedPart, ...]:
    """Keep the scans of these forms as their signed parts (收回签字件); a form filed anew replaces the earlier one.

    The bytes kept are those that were read: ``UserError`` where a file was written over since. Pages of other papers in
    the same scan stay out; a file signed by certificate is kept whole, since one byte less would break its signature.
    """
    parts = keep_forms(ws, matched, checks, report)
    if parts:
        signed_forms.save_parts(ws, task_id, parts)
    return parts


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked before a form is filed: the question, what to know for it, and the button that agrees."""

    title: str
    advice: str
    yes: str


def to_be_asked(form: MatchedForm, filed: FormState | None, checks: Checks) -> Question | None:
    """What must be asked before this form is filed: it would replace one that is good, or its signature is doubtful.

    ``filed`` is how the form stands on the desk now.
    """
    title = f"“{form.expected.title}”"
    files = dict.fromkeys(sheet.scan.sha256 for sheet in form.sheets)
    bad = [check for sha256 in files for check in checks.get(sha256, ()) if check.speaks_against]
    said = "".join(check.sentence for check in bad)
    if filed is not None and filed.part and filed.state == SIGNED:
        was = "原来收的有证书签名。" if filed.part.checks else ""
        return Question(
            f"{title}已经收过签字件，换成这次放进来的吗？",
            f"{was}{said}换下的仍留在办理记录里。",
            "换成这次的",
        )
    if not bad:
        return None
    void = any(check.fault == BROKEN for check in bad)
    after = "收了也不算签过字" if void else "收了以后，报送前还会提醒"
    return Question(
        f"{title}的证书签名有问题，还要收存吗？", f"{said}{after}；请签名人重新签更稳妥。", "仍然收存"
    )


def sign_by_certificate(
    ws: Workspace,
    task_id: str,
    form: str,
    write: FormWriter,
    sign: CertificateSigner,
    report: Report = no_report,
) -> SignedPart:
    """Sign one form by certificate (证书签名) and file it; one signed by certificate already gets a further signature.

    Where anything fails, nothing is changed: what was printed for it is noted together with what was filed.
    """
    states = form_states(ws, task_id)
    state = next(state for state in states if state.expected.form == form)
    printed: list[PrintedForm] = []
    files: list[str] = []
    with tempfile.TemporaryDirectory(prefix="zgt-") as scratch:
        folder = Path(scratch)
        if state.part and state.state == SIGNED:
            parts = _signed_again(ws, state, states, sign, folder)
        else:
            [source], printed = _print(ws, task_id, folder, write, report, form)
            signed, files = folder / f"{source.stem}_证书签名.pdf", [source.name]
            checks = sign(source, signed)
            scans = read_scans([signed], report)
            found = sort_scans(scans, known_forms(ws, task_id), {})
            parts = keep_forms(ws, found.matched, {scans[0].sha256: checks}, report)
    part = next((part for part in parts if part.form == form), None)
    if part is None:
        raise UserError(
            f"“{state.expected.title}”签名以后认不出页脚的二维码，没有收。",
            "请不勾“在表上显示签名”，再签一次；签名仍在文件里。",
        )
    with ws.together():
        if printed:
            signed_forms.note_printed(ws, task_id, printed, files)
        signed_forms.save_parts(ws, task_id, parts)
    return part


def _signed_again(
    ws: Workspace, state: FormState, states: Sequence[FormState], sign: CertificateSigner, folder: Path
) -> tuple[SignedPart, ...]:
    """The parts of every form in a signed file once it has got a further signature; its pages stay where they are."""
    assert state.part is not None
    title = f"“{state.expected.title}”"
    if not state.part.checks:
        raise UserError(f"{title}已收了纸质签字的扫描件。", "要改用证书签名的，请先撤下扫描件。")
    sharing = [one.part for one in states if one.part and one.part.files & state.part.files]
    if any(len(part.files) > 1 for part in sharing):
        raise UserError(
            f"{title}的签字件分在几个文件里，不能一次加签。",
            "请撤下以后用“证书签名…”重新签，或者在签章软件里逐个文件加签，再放进来。",
        )
    [sha256] = state.part.files
    first = state.part.sheets[0]
    source, target = folder / "已签.pdf", folder / f"{Path(first.name).stem}.pdf"
    with translate_os_errors("签字件"):
        shutil.copyfile(evidence.path_of(ws, sha256), source)
    checks = sign(source, target)
    kept, size = evidence.keep(ws, target)
    return tuple(
        replace(
            part,
            on=ws.today,
            sheets=tuple(replace(sheet, sha256=kept, size=size, name=target.name) for sheet in part.sheets),
            checks=checks,
        )
        for part in sharing
    )


def sign_anew(ws: Workspace, task_id: str) -> tuple[SignOff, ...]:
    """Take out the signatures given before the last change; gives back what was taken out.

    The step 审签完成 goes with them, unless something was sent since: that was signed, and stays so.
    """
    case = dossier.case_of(ws, task_id, read_bytes=False)
    stale = tuple(sign for sign in case.signs if case.is_stale(sign))
    if stale:
        with ws.change("signs_reset", task_id, {"before": stale}):
            work.save_signs(ws, task_id, [sign for sign in case.signs if sign not in stale])
            if step := open_signing(case.steps):
                work.delete_step(ws, task_id, step)
    return stale


def allow_images(ws: Workspace, allowed: bool) -> None:
    """Switch the printing of signature images on or off for the office."""
    if signed_forms.images_allowed(ws) != allowed:
        settings.put(ws, signed_forms.IMAGES_ALLOWED, allowed)


def keep_image(ws: Workspace, name: str, file: Path) -> None:
    """Keep a person's signature image; ``UserError`` where it is no picture that can be printed."""
    from PIL import Image

    if not name.strip():
        raise UserError("没有写是谁的签名。", "请先在审签表里填姓名。")
    try:
        with translate_os_errors("签名图片"), Image.open(file) as image:
            fits = image.format == "PNG" and min(image.size) >= 20 and max(image.size) <= 4000
            ink = sum(scan.on_white(image).histogram()[:_INK]) if fits else 0
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the picture
        raise UserError(
            f"“{file.name}”不是图片或已损坏。", "请重新复制或重新导出，用 PNG 格式的签名图片。"
        ) from error
    if not fits:
        raise UserError(
            f"“{file.name}”不能用作签名图片。", "请用 PNG 格式、长宽都不超过4000点的签名图片，背景最好透明。"
        )
    if max(image.size) > _LONGEST * min(image.size):
        raise UserError(
            f"“{file.name}”太长太窄，印在表上看不见。", "请把签名四周的空白裁掉，只留签名本身，再登记。"
        )
    if ink < _LEAST_INK * image.width * image.height:
        raise UserError(
            f"“{file.name}”是空白的，印在表上什么也看不见。", "请用深色的笔签名，扫描后存成 PNG，再登记。"
        )
    signed_forms.save_image(ws, name, file)


def checked_marks(ws: Workspace, chain: Sequence[SignOff]) -> list[SignOff]:
    """The chain with images only where they may be: allowed by the office, and an image of that very name is kept."""
    allowed, images = signed_forms.images_allowed(ws), signed_forms.images(ws)
    return [
        sign if sign.mark != "image" or (allowed and sign.name in images) else replace(sign, mark="")
        for sign in chain
    ]
