"""Signing on paper from print to package: print, sign, scan, file, change, sign anew."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from data import actions, dossier, rules, sending, sign_off
from data.domain.checks import check
from data.domain.errors import Incomplete, UserError
from data.domain.form_code import read_page_code
from data.domain.model import SignOff, Step
from data.domain.scans import sort_scans
from data.journal_words import told
from data.rules import profile_of
from data.store import evidence, signed_forms, tasks, work
from data.store.journal import lines
from data.store.workspace import Workspace
from data.typed_code import read_entry
from data.words import finding_text
from exporters.acceptance import write_acceptance_package, write_signing_forms
from exporters.pades import Signing, has_signatures, sign_pdf, validate_signatures
from tests.factory import listed, take_in, worked
from tests.factory_certificates import NOW, PASSWORD, certificate


@pytest.fixture
def task_id(desk: Workspace, tmp_path: Path) -> str:
    take_in(desk, listed(), listed("2", "另一个问题。"))
    return worked(desk, tmp_path / "in").id


def printed(ws: Workspace, task_id: str, folder: Path) -> list[Path]:
    return list(sign_off.print_for_signing(ws, task_id, folder, write_signing_forms))


def scanned(files: list[Path], folder: Path) -> Path:
    """All pages of the printed forms on one scan, upside down."""
    folder.mkdir(exist_ok=True)
    pages = []
    for file in files:
        with pypdfium2.PdfDocument(file) as document:
            pages += [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]  # type: ignore[arg-type]
    turned = [page.rotate(180) for page in reversed(pages)]
    turned[0].save(folder / "扫描.pdf", save_all=True, append_images=turned[1:], resolution=150)
    return folder / "扫描.pdf"


def file_all(ws: Workspace, task_id: str, *files: Path):
    scans = sign_off.read_scans(files)
    found = sort_scans(scans, sign_off.known_forms(ws, task_id), {})
    checks = {
        scan.sha256: validate_signatures(Path(scan.source))
        for scan in scans
        if has_signatures(Path(scan.source))
    }
    sign_off.file_scans(ws, task_id, found.matched, checks)
    return found


def states(ws: Workspace, task_id: str) -> dict[str, str]:
    return {state.expected.form: state.state for state in sign_off.form_states(ws, task_id)}


def change(ws: Workspace, task_id: str) -> None:
    measure = tasks.get(ws, task_id).measures[0]
    tasks.save_measure(ws, replace(measure, reported="改了说法。"))


def codes(ws: Workspace, task_id: str) -> set[str]:
    return {finding.code for finding in check(dossier.case_of(ws, task_id))}


def test_printed_signed_and_scanned_forms_go_into_the_package_as_scanned(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    assert states(desk, task_id) == {"letter": "unsigned", "form": "unsigned"}
    scan = scanned(printed(desk, task_id, tmp_path / "print"), tmp_path / "scan")
    assert not file_all(desk, task_id, scan).doubtful
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert not {code for code in codes(desk, task_id) if code.startswith("sign")}
    sent = sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    with zipfile.ZipFile(sent.path) as archive:
        [name] = [name for name in archive.namelist() if "/05_签字盖章件/" in name]
        assert archive.read(name) == scan.read_bytes()
        assert "验收销号申请函" in name


def test_pages_scanned_one_by_one_are_named_by_page(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    [letter, _] = printed(desk, task_id, tmp_path / "p")
    paths = []
    with pypdfium2.PdfDocument(letter) as document:
        for at, page in enumerate(document, 1):
            paths.append(tmp_path / f"{at}.jpg")
            page.render(scale=150 / 72, grayscale=True).to_pil().save(paths[-1])  # type: ignore[arg-type]
    found = sort_scans(sign_off.read_scans(paths[::-1]), sign_off.known_forms(desk, task_id), {})
    sign_off.file_scans(desk, task_id, found.matched, {})
    contents = dossier.gather(desk, dossier.case_of(desk, task_id))
    names = [part.path for part in contents.evidence if part.evidence.kind == "signed_form"]
    if len(paths) > 1:
        assert [f"第{at}页" in name for at, name in enumerate(names, 1)] == [True] * len(paths)
    assert len(set(names)) == len(paths)


def test_a_change_after_signing_resets_the_form_and_the_chain(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    scan = scanned(printed(desk, task_id, tmp_path / "print"), tmp_path / "scan")
    file_all(desk, task_id, scan)
    change(desk, task_id)
    assert states(desk, task_id) == {"letter": "signed", "form": "changed"}  # the letter does not say it
    assert {"signed_form_stale", "sign_stale"} <= codes(desk, task_id)
    with pytest.raises(Incomplete):
        sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    assert {doubt.why for doubt in file_all(desk, task_id, scan).doubtful} == {"changed"}

    taken = sign_off.sign_anew(desk, task_id)
    assert len(taken) == 5 and work.signs(desk, task_id) == []
    assert "signed" not in {step.kind for step in work.steps(desk, task_id)}
    assert "signs_reset" in {line.what for line in lines(desk.db, task_id)}

    actions.sign(desk, task_id, [replace(sign, on=desk.today) for sign in taken])
    again = scanned(printed(desk, task_id, tmp_path / "print2"), tmp_path / "scan2")
    file_all(desk, task_id, again)
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert not {code for code in codes(desk, task_id) if code.startswith("sign")}


def test_taking_the_change_back_makes_the_signature_good_again(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    before = tasks.get(desk, task_id).measures[0]
    file_all(desk, task_id, scanned(printed(desk, task_id, tmp_path / "p"), tmp_path / "s"))
    change(desk, task_id)
    tasks.save_measure(desk, before)
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}


def test_saving_the_chain_again_does_not_sign_what_was_changed(desk: Workspace, task_id: str) -> None:
    change(desk, task_id)
    actions.sign(desk, task_id, work.signs(desk, task_id))
    assert "sign_stale" in codes(desk, task_id)


def test_a_reprint_keeps_its_code_and_its_day(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    first = printed(desk, task_id, tmp_path / "one")
    desk.today = date(2026, 11, 25)
    again = printed(desk, task_id, tmp_path / "two")
    assert [a.read_bytes() for a in first] == [b.read_bytes() for b in again]


def test_what_is_signed_is_not_printed_again(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    files = printed(desk, task_id, tmp_path / "p")
    file_all(desk, task_id, scanned(files[:1], tmp_path / "s"))
    assert [path.name for path in printed(desk, task_id, tmp_path / "p2")] == [files[1].name]
    file_all(desk, task_id, scanned(files[1:], tmp_path / "s2"))
    with pytest.raises(UserError, match="不用再打印"):
        printed(desk, task_id, tmp_path / "p3")


def sent_signed(ws: Workspace, task_id: str, folder: Path) -> None:
    """Signed on paper, scanned and sent."""
    file_all(ws, task_id, scanned(printed(ws, task_id, folder / "p"), folder / "s"))
    sending.send(ws, task_id, folder / "out", write_acceptance_package)


def signing_codes(ws: Workspace, task_id: str) -> set[str]:
    return {code for code in codes(ws, task_id) if code.startswith("sign")}


def test_after_sending_nothing_is_signed_again_as_long_as_it_says_the_same(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    case = dossier.case_of(desk, task_id)
    before = dossier.gather(desk, case).codes
    sent_signed(desk, task_id, tmp_path)
    assert dossier.gather(desk, dossier.case_of(desk, task_id)).codes == before
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert signing_codes(desk, task_id) == set()
    with pytest.raises(UserError, match="已经报送"):
        printed(desk, task_id, tmp_path / "p2")


def test_what_was_changed_after_sending_is_signed_before_another_version_goes_out(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sent_signed(desk, task_id, tmp_path)
    change(desk, task_id)
    assert states(desk, task_id) == {"letter": "signed", "form": "changed"}
    assert signing_codes(desk, task_id) == {"sign_stale", "signed_form_stale"}
    with pytest.raises(Incomplete):
        sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)

    desk.today = date(2026, 11, 25)
    taken = sign_off.sign_anew(desk, task_id)
    assert signing_codes(desk, task_id) == {"sign_missing", "signed_form_stale"}
    assert [step.on for step in work.steps(desk, task_id) if step.kind == "signed"] == [date(2026, 10, 21)]
    actions.sign(desk, task_id, [replace(sign, on=desk.today) for sign in taken])
    files = printed(desk, task_id, tmp_path / "p2")
    assert len(files) == 1
    file_all(desk, task_id, scanned(files, tmp_path / "s2"))
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert signing_codes(desk, task_id) == set()

    again = sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    with zipfile.ZipFile(again.path) as archive:
        scans = [name for name in archive.namelist() if "/05_签字盖章件/" in name]
    assert again.record.version == 2 and len(scans) == 2
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert signing_codes(desk, task_id) == set()
    assert [part.version for part in signed_forms.parts(desk, task_id)] == [1, 1, 2]


def test_without_scans_too_another_version_is_printed_for_signing(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    assert signing_codes(desk, task_id) == set()
    change(desk, task_id)
    assert signing_codes(desk, task_id) == {"sign_stale", "signed_form_missing"}
    assert len(printed(desk, task_id, tmp_path / "p")) == 2


def test_a_change_after_sending_is_known_before_anything_is_printed_again(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    change(desk, task_id)
    taken = sign_off.sign_anew(desk, task_id)
    actions.sign(desk, task_id, [replace(sign, on=desk.today) for sign in taken])
    assert signing_codes(desk, task_id) == {"signed_form_missing"}
    assert len(printed(desk, task_id, tmp_path / "p")) == 2


def test_taking_a_change_after_sending_back_makes_the_signatures_good_again(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sent_signed(desk, task_id, tmp_path)
    before = tasks.get(desk, task_id).measures[0]
    change(desk, task_id)
    tasks.save_measure(desk, before)
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert signing_codes(desk, task_id) == set()


def test_what_was_accepted_is_signed_for_good(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    sent_signed(desk, task_id, tmp_path)
    actions.note_step(desk, task_id, Step("", "accepted", desk.today))
    change(desk, task_id)
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}
    assert signing_codes(desk, task_id) == set()
    with pytest.raises(UserError, match="已经报送"):
        printed(desk, task_id, tmp_path / "p2")


def test_after_a_return_every_form_is_signed_anew(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    sent_signed(desk, task_id, tmp_path)
    actions.note_step(desk, task_id, Step("", "returned", desk.today))
    assert states(desk, task_id) == {"letter": "unsigned", "form": "unsigned"}


def test_a_letter_signed_with_other_copies_or_titles_is_signed_anew(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    file_all(desk, task_id, scanned(printed(desk, task_id, tmp_path / "p"), tmp_path / "s"))
    rules.save_own(desk, replace(rules.own_rules(desk), copies="纸质5份"))
    assert states(desk, task_id) == {"letter": "changed", "form": "signed"}
    assert signing_codes(desk, task_id) == {"signed_form_stale"}


# ---------------------------------------------------------------- the step 审签完成


def signed_on(ws: Workspace, task_id: str) -> list[date]:
    return [step.on for step in work.steps(ws, task_id) if step.kind == "signed"]


def test_signing_again_after_a_later_verification_moves_the_step(desk: Workspace, task_id: str) -> None:
    actions.verify(desk, task_id, replace(work.verification(desk, task_id), on=date(2026, 10, 25)))
    assert {"sign_stale", "steps_out_of_order"} <= codes(desk, task_id)
    chain = [replace(sign, on=date(2026, 10, 26)) for sign in work.signs(desk, task_id)]
    actions.sign(desk, task_id, chain)
    assert signed_on(desk, task_id) == [date(2026, 10, 26)]
    assert not codes(desk, task_id) & {"sign_stale", "sign_too_early", "steps_out_of_order"}


def test_a_mistyped_day_of_signing_corrected_moves_the_step(desk: Workspace, task_id: str) -> None:
    chain = work.signs(desk, task_id)
    for on in (date(2026, 10, 12), date(2026, 10, 22)):
        actions.sign(desk, task_id, [replace(sign, on=on) for sign in chain])
        assert signed_on(desk, task_id) == [on]
    assert not codes(desk, task_id) & {"sign_too_early", "steps_out_of_order"}


def test_the_step_of_what_was_sent_keeps_its_day_and_that_of_the_next_round_is_corrected(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    first = date(2026, 10, 21)
    sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    chain = work.signs(desk, task_id)
    actions.sign(desk, task_id, [replace(sign, on=desk.today) for sign in chain])
    assert signed_on(desk, task_id) == [first]
    actions.note_step(desk, task_id, Step("", "returned", desk.today))
    for on in (date(2026, 11, 1), desk.today):
        actions.sign(desk, task_id, [replace(sign, on=on) for sign in chain])
        assert signed_on(desk, task_id) == [first, on]


def test_a_scan_dropped_on_another_task_names_its_own(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    scan = scanned(printed(desk, task_id, tmp_path / "p"), tmp_path / "s")
    other = tasks.find(desk, "2").id
    found = file_all(desk, other, scan)
    assert {doubt.why for doubt in found.doubtful} == {"other_task"}
    assert "1号" in found.doubtful[0].sentence and signed_forms.parts(desk, other) == []


def test_filing_again_replaces_and_the_journal_keeps_the_first(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    files = printed(desk, task_id, tmp_path / "p")
    for folder in ("s1", "s2"):
        file_all(desk, task_id, scanned(files, tmp_path / folder))
    assert len(signed_forms.parts(desk, task_id)) == 2
    filed = [line for line in lines(desk.db, task_id) if line.what == "forms_signed"]
    assert [len(line.detail["before"]) for line in filed] == [2, 0]  # type: ignore[arg-type]


# ---------------------------------------------------------------- bytes


def test_a_scan_written_over_since_it_was_read_is_not_filed(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    scan = scanned(printed(desk, task_id, tmp_path / "p"), tmp_path / "s")
    found = sort_scans(sign_off.read_scans([scan]), sign_off.known_forms(desk, task_id), {})
    Image.new("L", (100, 100), 255).save(scan)
    with pytest.raises(UserError, match="“扫描.pdf”读过以后内容变了"):
        sign_off.file_scans(desk, task_id, found.matched, {})
    assert signed_forms.parts(desk, task_id) == []


def in_the_package(ws: Workspace, task_id: str) -> list[Path]:
    """The files of signed forms that would go out."""
    contents = dossier.gather(ws, dossier.case_of(ws, task_id))
    pieces = [part.evidence for part in contents.evidence if part.evidence.kind == "signed_form"]
    return [evidence.path_of(ws, piece.sha256) for piece in pieces]


def codes_on(file: Path, folder: Path) -> list[tuple[str, str, int]]:
    """Which pages a kept file holds, by the codes on them: package, form, page."""
    folder.mkdir()
    named = folder / "a.pdf"
    named.write_bytes(file.read_bytes())
    read = [read_page_code(page.code or "") for page in sign_off.read_scans([named])]
    return [(code.number, code.form, code.page) for code in read if code]


def test_of_a_scan_with_another_tasks_forms_only_the_own_pages_go_out(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    other = worked(desk, tmp_path / "in2", "2").id
    files = [*printed(desk, other, tmp_path / "p2"), *printed(desk, task_id, tmp_path / "p1")]
    scan = scanned(files, tmp_path / "s")
    assert {doubt.why for doubt in file_all(desk, task_id, scan).doubtful} == {"other_task"}
    [kept] = in_the_package(desk, task_id)
    [number] = {form.number for form in sign_off.known_forms(desk, task_id).forms}
    held = codes_on(kept, tmp_path / "kept")
    assert {of for of, _, _ in held} == {number} and {form for _, form, _ in held} == {"letter", "form"}
    for part in signed_forms.parts(desk, task_id):
        assert [held[sheet.index][1:] for sheet in part.sheets] == [
            (part.form, sheet.page) for sheet in part.sheets
        ]
        assert {sheet.pages for sheet in part.sheets} == {len(held)}


def test_a_print_nobody_signed_is_not_filed(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    found = file_all(desk, task_id, *printed(desk, task_id, tmp_path / "p"))
    assert {doubt.why for doubt in found.doubtful} == {"print"} and not found.matched
    assert states(desk, task_id) == {"letter": "unsigned", "form": "unsigned"}


# ---------------------------------------------------------------- certificates


def certified(source: Path, target: Path, name: str = "李祎") -> Path:
    """A file signed by a certificate elsewhere."""
    target.parent.mkdir(exist_ok=True)
    key, _ = certificate(target.parent, name)
    sign_pdf(source, target, key, PASSWORD, Signing("审签", NOW))
    return target


def signer(folder: Path, name: str = "李祎", role: str = ""):
    """Signs as the window does, in the row of that role."""
    key, _ = certificate(folder, name)

    def sign(source: Path, target: Path):
        sign_pdf(source, target, key, PASSWORD, Signing("审签", NOW, role or None))
        return validate_signatures(target)

    return sign


def merged(files: list[Path], target: Path) -> Path:
    with pikepdf.new() as whole:
        for file in files:
            with pikepdf.open(file) as one:
                whole.pages.extend(one.pages)
        whole.save(target)
    return target


def drawn_over(signed: Path, target: Path) -> Path:
    """Content added to a page after it was signed."""
    with open(signed, "rb") as held, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(held)
        page = writer.root["/Pages"]["/Kids"].raw_get(0).get_object()
        patch = writer.add_object(generic.StreamObject(stream_data=b"q 0 g 100 500 200 100 re f Q"))
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), patch])
        writer.update_container(page)
        writer.write(out)
    return target


def test_an_invalid_signature_does_not_count_as_signed_and_stays_out_of_the_package(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    files = printed(desk, task_id, tmp_path / "p")
    signed = certified(files[1], tmp_path / "s" / "表.pdf")
    data = bytearray(signed.read_bytes())
    data[data.index(b"<xmp") + 10] ^= 1
    signed.write_bytes(data)
    file_all(desk, task_id, signed)
    assert states(desk, task_id) == {"letter": "unsigned", "form": "invalid"}
    assert "signature_broken" in codes(desk, task_id)
    with pytest.raises(Incomplete):
        sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    assert in_the_package(desk, task_id) == []
    assert len(printed(desk, task_id, tmp_path / "p2")) == 2  # it is to be signed again


def test_what_was_drawn_over_a_signed_page_stops_the_package_until_it_is_explained(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    signed = certified(printed(desk, task_id, tmp_path / "p")[1], tmp_path / "s" / "表.pdf")
    file_all(desk, task_id, drawn_over(signed, tmp_path / "改.pdf"))
    assert "signature_partial" in codes(desk, task_id)
    with pytest.raises(Incomplete):
        sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    sent = sending.send(desk, task_id, tmp_path / "out", write_acceptance_package, "核对过，是加盖的收文章。")
    assert sent.path.exists()


def test_before_a_doubtful_signature_or_another_copy_is_filed_somebody_is_asked(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    files = printed(desk, task_id, tmp_path / "p")
    good = certified(files[1], tmp_path / "s" / "表.pdf")
    over = drawn_over(good, tmp_path / "改.pdf")

    def asked(file: Path):
        scans = sign_off.read_scans([file])
        [form] = sort_scans(scans, sign_off.known_forms(desk, task_id), {}).matched
        filed = next(one for one in sign_off.form_states(desk, task_id) if one.expected.form == "form")
        found = validate_signatures(file) if has_signatures(file) else ()
        return sign_off.to_be_asked(form, filed, {scans[0].sha256: found})

    assert asked(good) is None
    doubtful = asked(over)
    assert doubtful is not None and "又加了内容" in doubtful.advice
    file_all(desk, task_id, good)
    again = asked(scanned(files[1:], tmp_path / "纸"))
    assert again is not None and "已经收过" in again.title and "证书签名" in again.advice
    change(desk, task_id)
    new = printed(desk, task_id, tmp_path / "p2")
    assert (
        asked(scanned(new[1:], tmp_path / "新")) is None
    )  # what was signed before the change is good no more


def test_signing_again_a_file_of_several_forms_keeps_them_all(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    both = merged(printed(desk, task_id, tmp_path / "p"), tmp_path / "合.pdf")
    file_all(desk, task_id, certified(both, tmp_path / "s" / "合签.pdf"))
    before = {part.form: [sheet.index for sheet in part.sheets] for part in signed_forms.parts(desk, task_id)}
    sign_off.sign_by_certificate(desk, task_id, "letter", write_signing_forms, signer(tmp_path, "张建国"))
    after = signed_forms.parts(desk, task_id)
    assert {part.form: [sheet.index for sheet in part.sheets] for part in after} == before
    assert [[check.signer for check in part.checks] for part in after] == [["李祎", "张建国"]] * 2
    assert len(set.union(*(set(part.files) for part in after))) == 1
    assert states(desk, task_id) == {"letter": "signed", "form": "signed"}


def test_signing_again_a_form_in_several_files_says_what_to_do(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    form, signed = printed(desk, task_id, tmp_path / "p")[1], []
    with pikepdf.open(form) as whole:
        for at, page in enumerate(whole.pages):
            with pikepdf.new() as one:
                one.pages.append(page)
                one.save(tmp_path / f"{at}.pdf")
            signed.append(certified(tmp_path / f"{at}.pdf", tmp_path / "s" / f"{at}.pdf"))
    file_all(desk, task_id, *signed)
    before = signed_forms.parts(desk, task_id)
    with pytest.raises(UserError, match="分在几个文件里"):
        sign_off.sign_by_certificate(desk, task_id, "form", write_signing_forms, signer(tmp_path))
    assert signed_forms.parts(desk, task_id) == before and states(desk, task_id)["form"] == "signed"


def test_a_signed_file_is_kept_byte_for_byte_and_what_else_is_in_it_is_said(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    other = worked(desk, tmp_path / "in2", "2").id
    files = [*printed(desk, task_id, tmp_path / "p1"), *printed(desk, other, tmp_path / "p2")]
    signed = certified(merged(files, tmp_path / "合.pdf"), tmp_path / "s" / "合签.pdf")
    file_all(desk, task_id, signed)
    [kept] = in_the_package(desk, task_id)
    assert kept.read_bytes() == signed.read_bytes()
    assert "signed_file_of_others" in codes(desk, task_id)
    alone = certified(merged(files[:2], tmp_path / "两.pdf"), tmp_path / "s" / "两签.pdf")
    file_all(desk, task_id, alone)
    assert "signed_file_of_others" not in codes(desk, task_id)


def test_a_certificate_of_somebody_else_than_the_row_says_is_asked_about(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sign_off.sign_by_certificate(
        desk, task_id, "form", write_signing_forms, signer(tmp_path, "李祎", "单位负责人")
    )
    assert "signature_of_another" not in codes(desk, task_id)
    renamed = [
        replace(sign, name="赵六") if sign.role == "unit_head" else sign for sign in work.signs(desk, task_id)
    ]
    actions.sign(desk, task_id, renamed)
    [found] = [each for each in check(dossier.case_of(desk, task_id)) if each.code == "signature_of_another"]
    assert (found.severity, found.where) == ("warning", "sign:unit_head/name")
    assert "李祎" in finding_text(found) and "赵六" in finding_text(found)
    second = signer(tmp_path, "张三丰", "县分管领导")
    sign_off.sign_by_certificate(desk, task_id, "form", write_signing_forms, second)
    found = [each for each in check(dossier.case_of(desk, task_id)) if each.code == "signature_of_another"]
    # The place the first one signed for is not forgotten.
    assert [each.subject for each in found] == ["unit_head", "county_leader"]


def test_a_form_signed_by_certificate_is_filed_with_what_it_is_worth(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    for name in ("李祎", "张建国"):
        key, _ = certificate(tmp_path, name)

        def sign(source: Path, target: Path, key: Path = key):
            sign_pdf(source, target, key, PASSWORD, Signing("审签", NOW))
            return validate_signatures(target)

        part = sign_off.sign_by_certificate(desk, task_id, "letter", write_signing_forms, sign)
    assert [check.signer for check in part.checks] == ["李祎", "张建国"]
    assert all(check.intact and check.covers_whole and not check.trusted for check in part.checks)
    assert states(desk, task_id) == {"letter": "signed", "form": "unsigned"}
    assert signed_forms.parts(desk, task_id) == [part]


def snapshot(ws: Workspace) -> list[object]:
    tables = [row["name"] for row in ws.db.query("select name from sqlite_master where type = 'table'")]
    return [list(ws.db.query(f"select * from [{name}]")) for name in tables]


@pytest.mark.parametrize("at", ["sign", "read", "file"])
def test_a_signing_that_fails_changes_nothing(
    desk: Workspace, task_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    key, _ = certificate(tmp_path, days=(-9, -2) if at == "sign" else (-1, 365))

    def sign(source: Path, target: Path):
        if at == "read":
            target.write_bytes(b"%PDF-1.7 half")
            return ()
        sign_pdf(source, target, key, PASSWORD, Signing("审签", NOW))
        return validate_signatures(target)

    if at == "file":
        desk.db.execute(
            "create trigger full before insert on signed_form begin select raise(abort, 'x'); end"
        )
    before = snapshot(desk)
    with pytest.raises(Exception, match="过期|损坏|x"):
        sign_off.sign_by_certificate(desk, task_id, "letter", write_signing_forms, sign)
    assert snapshot(desk) == before
    assert signed_forms.printed(desk, task_id) == [] and states(desk, task_id)["letter"] == "unsigned"


def test_a_form_signed_by_certificate_is_noted_as_printed_and_stands_so_in_the_package(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    key, _ = certificate(tmp_path)

    def sign(source: Path, target: Path):
        sign_pdf(source, target, key, PASSWORD, Signing("审签", NOW, "单位负责人"))
        return validate_signatures(target)

    sign_off.sign_by_certificate(desk, task_id, "form", write_signing_forms, sign)
    [printed] = signed_forms.printed(desk, task_id)
    assert (printed.form, printed.on) == ("form", desk.today)
    assert [line.what for line in lines(desk.db, task_id)][:2] == ["forms_signed", "forms_printed"]


def test_a_page_typed_in_by_its_code_is_filed_as_such_and_the_journal_says_so(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    [letter, _] = printed(desk, task_id, tmp_path / "p")
    known = sign_off.known_forms(desk, task_id)
    code = next(form.code for form in known.forms if form.form == "letter")
    with pypdfium2.PdfDocument(letter) as document:
        for at, page in enumerate(document, 1):
            image = page.render(scale=1).to_pil()  # type: ignore[arg-type]
            image.paste("white", (0, int(image.height * 0.85), image.width, image.height))
            image.save(tmp_path / f"{at}.png")
        paths = [tmp_path / f"{at}.png" for at in range(1, len(document) + 1)]
    scans = sign_off.read_scans(paths)
    assert [scan.code for scan in scans] == [None] * len(paths)
    typed = {}
    for at, scan in enumerate(scans, 1):
        entry = read_entry(known, code.lower(), str(at))
        assert entry.pointed is not None
        typed[scan.key] = entry.pointed
    sign_off.file_scans(desk, task_id, sort_scans(scans, known, typed).matched, {})
    [part] = signed_forms.parts(desk, task_id)
    assert {sheet.how for sheet in part.sheets} == {"typed"} and part.by_code_typed and not part.by_hand
    assert "有页按输入的核对码归位" in told(lines(desk.db, task_id)[0], profile_of(desk))


def test_a_code_of_another_task_typed_here_names_that_task(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    printed(desk, task_id, tmp_path / "p")
    code = sign_off.known_forms(desk, task_id).forms[0].code
    other = sign_off.known_forms(desk, tasks.find(desk, "2").id)
    assert tasks.get(desk, task_id).title in read_entry(other, code, "1").code_problem


def test_a_scanned_form_is_not_signed_over_by_certificate(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    file_all(desk, task_id, scanned(printed(desk, task_id, tmp_path / "p"), tmp_path / "s"))
    with pytest.raises(UserError, match="先撤下"):
        sign_off.sign_by_certificate(desk, task_id, "letter", write_signing_forms, lambda _a, _b: ())


# ---------------------------------------------------------------- signature images


@pytest.fixture
def image(tmp_path: Path) -> Path:
    Image.new("RGBA", (300, 100), (0, 0, 80, 255)).save(tmp_path / "李祎.png")
    return tmp_path / "李祎.png"


def marked(ws: Workspace, task_id: str) -> list[SignOff]:
    return sign_off.checked_marks(ws, [replace(sign, mark="image") for sign in work.signs(ws, task_id)])


def test_an_image_is_printed_only_where_allowed_and_only_for_its_own_name(
    desk: Workspace, task_id: str, image: Path
) -> None:
    sign_off.keep_image(desk, "李祎", image)
    assert {sign.mark for sign in marked(desk, task_id)} == {""}
    sign_off.allow_images(desk, True)
    actions.sign(desk, task_id, marked(desk, task_id))
    contents = dossier.gather(desk, dossier.case_of(desk, task_id))
    assert set(contents.marks.values()) == {image.read_bytes()}
    renamed = [replace(sign, name="张建国", mark="image") for sign in work.signs(desk, task_id)]
    assert {sign.mark for sign in sign_off.checked_marks(desk, renamed)} == {""}
    sign_off.allow_images(desk, False)
    assert dossier.gather(desk, dossier.case_of(desk, task_id)).marks == {}


def test_a_picture_that_cannot_be_printed_is_refused(desk: Workspace, tmp_path: Path) -> None:
    bad = tmp_path / "坏.png"
    bad.write_bytes(b"no picture")
    with pytest.raises(UserError, match="不是图片"):
        sign_off.keep_image(desk, "李祎", bad)
    noise = tmp_path / "杂.png"
    Image.effect_noise((600, 300), 90).save(noise)
    bad.write_bytes(noise.read_bytes()[: noise.stat().st_size // 2])
    with pytest.raises(UserError, match="不是图片或已损坏"):
        sign_off.keep_image(desk, "李祎", bad)
    Image.new("RGB", (300, 100)).save(tmp_path / "a.jpg")
    with pytest.raises(UserError, match="PNG"):
        sign_off.keep_image(desk, "李祎", tmp_path / "a.jpg")
    assert signed_forms.images(desk) == {}


@pytest.mark.parametrize(
    ("mode", "size", "colour", "said"),
    [
        ("RGBA", (300, 100), (0, 0, 0, 0), "空白"),
        ("L", (300, 100), 255, "空白"),
        ("RGBA", (300, 100), (255, 255, 255, 255), "空白"),
        ("RGBA", (4000, 20), (0, 0, 0, 255), "太长太窄"),
        ("RGBA", (20, 4000), (0, 0, 0, 255), "太长太窄"),
    ],
    ids=["transparent", "white", "white ink", "a hair", "a hair upright"],
)
def test_a_picture_that_would_show_nothing_is_no_signature(
    desk: Workspace, tmp_path: Path, mode: str, size: tuple[int, int], colour, said: str
) -> None:
    Image.new(mode, size, colour).save(tmp_path / "a.png")
    with pytest.raises(UserError, match=said):
        sign_off.keep_image(desk, "李祎", tmp_path / "a.png")
    assert signed_forms.images(desk) == {}


def test_a_thin_pen_on_transparent_ground_is_a_signature(desk: Workspace, tmp_path: Path) -> None:
    drawn = Image.new("RGBA", (1200, 400), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).line((200, 300, 600, 100, 1000, 300), fill=(0, 0, 90, 255), width=3)
    drawn.save(tmp_path / "a.png")
    sign_off.keep_image(desk, "李祎", tmp_path / "a.png")
    assert set(signed_forms.images(desk)) == {"李祎"}
