"""Bad input through the commands: one Chinese sentence, exit 3, and nothing stored changes."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import headless
from data import demo
from data.domain.errors import UserError
from data.sending import send
from data.store import evidence, packages, tasks
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from tests.data.intake.made_files import compound_file
from tests.factory import TODAY, files, listed, open_desk, take_in, worked

SAMPLE = demo.SAMPLES / "整改任务清单.xlsx"


@pytest.fixture
def closed_desk(tmp_path: Path) -> Path:
    """A workspace with one finished task, closed."""
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed())
        worked(ws, tmp_path / "in")
    return tmp_path / "desk"


def everything_in(folder: Path) -> dict[str, str]:
    """Every file of the workspace by its hash; the lock file comes and goes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "desk.lock"
    }


def refused(capsys: pytest.CaptureFixture[str], desk: Path, *argv: object) -> str:
    """The one line a refused command says; nothing in the workspace has changed."""
    before = everything_in(desk)
    status = headless.run(["--workspace", str(desk), "--today", "2026-11-22", *map(str, argv)])
    said = capsys.readouterr().err.strip()
    assert status == 3, said
    assert len(said.splitlines()) == 1 and "Traceback" not in said
    assert any("一" <= letter <= "鿿" for letter in said)
    assert everything_in(desk) == before
    return said


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (300 << 20))


BAD_LISTS = {
    "empty": (lambda path: path.touch(), "空"),
    "cut off": (lambda path: path.write_bytes(SAMPLE.read_bytes()[:9000]), "不完整|损坏"),
    "password": (
        lambda path: path.write_bytes(
            compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 100})
        ),
        "密码",
    ),
    "a picture renamed": (
        lambda path: shutil.copy(demo.SAMPLES / "evidence" / "柳塘整治前.jpg", path),
        "图片|不是表格|照片",
    ),
    "a PDF renamed": (
        lambda path: shutil.copy(demo.SAMPLES / "evidence" / "坑塘水质监测报告.pdf", path),
        "PDF",
    ),
    "no table of tasks": (
        lambda path: (
            shutil.copy(demo.SAMPLES / "evidence" / "坑塘资金凭证.xlsx", path)
            if (demo.SAMPLES / "evidence" / "坑塘资金凭证.xlsx").exists()
            else shutil.copy(demo.SAMPLES / "evidence" / "坑塘整治资金凭证.xlsx", path)
        ),
        "没有找到整改任务清单",
    ),
    "a zip bomb": (bomb, "展开|异常"),
}


@pytest.mark.parametrize("kind", BAD_LISTS)
def test_a_bad_list_is_refused(
    capsys: pytest.CaptureFixture[str], closed_desk: Path, tmp_path: Path, kind: str
) -> None:
    make, says = BAD_LISTS[kind]
    path = tmp_path / "清单.xlsx"
    make(path)
    said = refused(capsys, closed_desk, "import", path)
    assert any(word in said for word in says.split("|")), said


def test_a_missing_list_is_refused(
    capsys: pytest.CaptureFixture[str], closed_desk: Path, tmp_path: Path
) -> None:
    assert "找不到" in refused(capsys, closed_desk, "import", tmp_path / "没有.xlsx")


def test_a_list_open_elsewhere_is_still_read_and_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "清单.xlsx"
    shutil.copy(SAMPLE, path)
    (tmp_path / "~$清单.xlsx").write_bytes(b"WPS")
    assert headless.run(["--json", "import", "--dry-run", str(path)]) == 0
    assert "open_elsewhere" in capsys.readouterr().out


def test_a_second_program_is_refused(capsys: pytest.CaptureFixture[str], closed_desk: Path) -> None:
    with Workspace.open(closed_desk, TODAY):
        before = everything_in(closed_desk)
        status = headless.run(["--workspace", str(closed_desk), "list"])
        assert status == 3 and "正被另一个" in capsys.readouterr().err
        assert everything_in(closed_desk) == before


@pytest.mark.parametrize(("spoil", "says"), [("vanish", "缺失"), ("change", "不一致|改动|变")])
def test_evidence_that_vanishes_or_changes_before_export_stops_it(
    capsys: pytest.CaptureFixture[str], closed_desk: Path, tmp_path: Path, spoil: str, says: str
) -> None:
    with Workspace.open(closed_desk, TODAY) as ws:
        piece = evidence.of_task(ws, tasks.find(ws, "1").id)[0]
        path = evidence.path_of(ws, piece.sha256)
    if spoil == "vanish":
        path.unlink()
    else:
        path.write_bytes(bytes(reversed(path.read_bytes())))
    said = refused(capsys, closed_desk, "export", "--task", 1, "--out", tmp_path / "out")
    assert any(word in said for word in says.split("|")), said
    assert not list((tmp_path / "out").glob("*"))


def test_evidence_that_is_gone_when_attached_is_refused(
    capsys: pytest.CaptureFixture[str], closed_desk: Path, tmp_path: Path
) -> None:
    good = files(tmp_path, "好.txt")[0]
    refused(capsys, closed_desk, "attach", "--task", 1, good, tmp_path / "没有.jpg")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; only a machine that lets us mount one can be asked."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True
    ).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_stops_an_import_whole(capsys: pytest.CaptureFixture[str], small_disk: Path) -> None:
    desk = small_disk / "desk"
    with open_desk(desk) as ws:
        take_in(ws, listed())
    room = shutil.disk_usage(small_disk).free - 12_000
    (small_disk / "filler").write_bytes(b"x" * room)
    assert "磁盘空间不足" in refused(capsys, desk, "import", SAMPLE)
    os.remove(small_disk / "filler")
    assert headless.run(["--workspace", str(desk), "import", str(SAMPLE)]) == 0


def test_a_full_disk_stops_an_export_whole(
    capsys: pytest.CaptureFixture[str], closed_desk: Path, small_disk: Path
) -> None:
    (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 50_000))
    said = refused(capsys, closed_desk, "export", "--task", 1, "--out", small_disk / "out")
    assert "磁盘空间不足" in said and not list((small_disk / "out").glob("*"))


def test_a_full_disk_under_the_workspace_is_not_blamed_on_the_folder_chosen(
    small_disk: Path, tmp_path: Path
) -> None:
    with open_desk(small_disk / "desk") as ws:
        take_in(ws, listed())
        task = worked(ws, tmp_path / "in")
        (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 50_000))
        with pytest.raises(UserError, match="磁盘空间不足，工作文件夹") as caught:
            send(ws, task.id, tmp_path / "out", write_acceptance_package)
        assert "导出文件夹" not in caught.value.title
        assert list((tmp_path / "out").iterdir()) == [] and packages.of_task(ws, task.id) == []


def test_a_read_only_disk_refuses_to_be_a_workspace(
    capsys: pytest.CaptureFixture[str], small_disk: Path
) -> None:
    open_desk(small_disk / "desk").close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    said = refused(capsys, small_disk / "desk", "import", SAMPLE)
    assert "只读" in said or "写入" in said


def test_a_character_no_font_has_is_told_with_its_place_before_printing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed(finding="排污口\U0001f600未封堵。"))
        worked(ws, tmp_path / "in")
    status = headless.run(
        ["--workspace", str(tmp_path / "desk"), "--today", "2026-11-22", "check", "--task", "1", "--json"]
    )
    told = json.loads(capsys.readouterr().out)
    [found] = [each for each in told["findings"] if each["code"] == "glyph_missing"]
    assert status == 0 and told["ok"]
    assert found["severity"] == "warning" and "“\U0001f600”（U+1F600）" in found["text"]
