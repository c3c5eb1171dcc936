"""The commands as another program calls them: exit status, one JSON document, the keys of the contract, no Qt."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import headless
from data import demo, dossier
from data.calendars import calendar_of
from data.domain.checks import check
from data.domain.notice import span
from data.rules import profile_of
from data.store import evidence, notices, register, settings, tasks, work
from data.store.workspace import Workspace
from tests.data.intake.filled_forms import ACCEPT, fill
from tests.factory import listed, open_desk, take_in, worked
from tests.factory_forged import forged_volumes
from tests.factory_package import small_package
from tests.factory_volumes import split

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = demo.SAMPLES / "整改任务清单.xlsx"
RICH = "18"


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, dict, str]:
    status = headless.run([str(arg) for arg in argv])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out.strip() else {}, err


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    assert headless.run(["--json", "demo", "--out", str(out)]) == 0
    return out


def test_a_dry_run_tells_the_tasks_and_needs_no_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    status, told, _ = run(capsys, "--json", "import", "--dry-run", SAMPLE)
    assert status == 0
    assert set(told) >= {"file", "sha256", "sheets", "tasks", "problems", "skipped", "changes"}
    assert told["changes"]["new"] == len(told["tasks"]) >= 40
    task = next(t for t in told["tasks"] if t["number"] == RICH)
    assert task["responsible_units"][0] == task["lead_unit"] == "青禾县委"
    assert task["deadline"]["due"] == "2026-12-31" and task["deadline"]["long_term"] is True
    assert [measure["due"] for measure in task["measures"]] == [
        "2026-03-31",
        "2026-08-31",
        "2026-10-31",
        None,
    ]


def test_a_deadline_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    status, told, _ = run(capsys, "--json", "deadline", "立行立改，长期坚持，每季度至少一次")
    assert status == 0
    assert told["immediate"] and told["long_term"] and told["recurring"] == [{"per": "quarter", "times": 1}]
    assert (told["due"], told["milestones"], told["needs_review"]) == (None, [], False)


def test_import_list_attach_check_export_verify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    desk = ("--workspace", tmp_path / "desk", "--today", "2026-11-22", "--json")
    assert run(capsys, *desk, "import", SAMPLE, "--county", "青禾县")[0] == 0
    status, told, _ = run(capsys, *desk, "list")
    assert status == 0 and len(told["tasks"]) >= 40
    late = next(task for task in told["tasks"] if task["number"] == "3")
    assert late["warning"]["level"] == "red"
    photo = demo.SAMPLES / "evidence" / "柳塘整治前.jpg"
    status, told, _ = run(capsys, *desk, "attach", "--task", RICH, "--measure", 2, photo)
    assert status == 0 and told["evidence"][0]["dated"] == "2026-02-26"
    status, told, _ = run(capsys, *desk, "check", "--task", RICH)
    assert status == 0 and not told["ok"]
    assert told["findings"]
    assert all(set(f) >= {"code", "severity", "text", "where"} for f in told["findings"])
    status, told, _ = run(capsys, *desk, "export", "--task", RICH, "--out", tmp_path / "out")
    assert status == 4 and told["findings"] and not list((tmp_path / "out").glob("*"))
    status, told, _ = run(
        capsys,
        *desk,
        "export",
        "--task",
        RICH,
        "--out",
        tmp_path / "out",
        "--accept-gaps",
        "市里要求先行报送",
    )
    assert status == 0
    status, told, _ = run(capsys, "verify", told["file"], "--json")
    assert status == 0 and told["ok"] and told["files"] > 8 and told["problems"] == []


def test_a_second_import_of_the_reissue_shows_the_differences(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk = ("--workspace", tmp_path / "desk", "--today", "2026-11-22", "--json")
    run(capsys, *desk, "import", SAMPLE)
    again = demo.SAMPLES / "整改任务清单（修订）.xlsx"
    status, told, _ = run(capsys, *desk, "import", again, "--dry-run")
    assert status == 0 and told["changes"]["new"] == 2 and told["changes"]["missing"] == 1
    assert told["changes"]["changed"] >= 4
    run(capsys, *desk, "import", again)
    _, told, _ = run(capsys, *desk, "import", again, "--dry-run")
    assert told["changes"]["new"] == told["changes"]["changed"] == told["changes"]["missing"] == 0


def test_the_demo_leaves_a_closed_task_and_a_package_anybody_can_check(
    capsys: pytest.CaptureFixture[str], played: Path, tmp_path: Path
) -> None:
    package = sorted((played / "packages").glob("*.zip"))[-1]
    assert run(capsys, "verify", package, "--json")[0] == 0
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "out")
    [bag] = (tmp_path / "out").iterdir()
    judged = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, text=True
    )
    assert judged.returncode == 0, judged.stderr
    _, told, _ = run(capsys, "--workspace", played / "workspace", "--today", "2026-11-22", "list", "--json")
    assert next(t for t in told["tasks"] if t["number"] == RICH)["procedure"] == "closed"


def test_one_flipped_byte_is_refused_with_status_3(
    capsys: pytest.CaptureFixture[str], played: Path, tmp_path: Path
) -> None:
    package = sorted((played / "packages").glob("*.zip"))[-1]
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    bad = tmp_path / "bad.zip"
    bad.write_bytes(data)
    status, told, err = run(capsys, "verify", bad, "--json")
    assert status == 3 and told["ok"] is False and told["problems"] and err


def test_a_filled_pdf_form_is_an_answer_and_a_doubtful_level_is_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with open_desk(tmp_path / "desk") as ws:
        settings.put(ws, "profile", "anhui")
        take_in(ws, listed())
        worked(ws, tmp_path / "in")
    desk = ("--json", "--workspace", tmp_path / "desk", "--today", "2026-11-22")
    status, told, err = run(capsys, *desk, "export", "--task", "1", "--out", tmp_path / "out")
    assert status == 0, err
    form = next(Path(name) for name in told["files"] if name.endswith("意见表.pdf"))
    assert {one["file_name"] for one in told["package"]["beside"]} >= {form.name}
    given = {"验收日期": "2026-11-22，另须清理河道", "验收层级": "省级"}
    filled = fill(form, tmp_path / "填好.pdf", given, ACCEPT)
    status, _, err = run(capsys, *desk, "answer", filled)
    assert status == 3 and "“省级”" in err and "“市级”" in err
    status, told, err = run(capsys, *desk, "answer", filled, "--level", "市级")
    assert status == 0, err
    assert told["answer"]["accepted"] is True and told["answer"]["level"] == "city"
    assert told["answer"]["unread"] == [given["验收日期"]] and f"没有读入，请核对：{given['验收日期']}" in err


def test_an_answer_for_another_package_is_refused(
    capsys: pytest.CaptureFixture[str], played: Path, tmp_path: Path
) -> None:
    answer = sorted((played / "answers").glob("*.json"))[-1]
    status, _, err = run(capsys, "--json", "--workspace", tmp_path / "desk", "answer", answer)
    assert status == 3 and "不在本台账" in err


@pytest.mark.parametrize("argv", [["nothing"], ["import"], ["check"], ["--today", "昨天", "list"]])
def test_wrong_usage_is_status_2(argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        headless.run(argv)
    assert stopped.value.code == 2


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04cut", b"%PDF-1.4", b"\x00\x01\x02"])
def test_a_file_that_is_no_list_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "清单.xlsx"
    file.write_bytes(content)
    status, told, err = run(capsys, "--json", "import", "--dry-run", file)
    assert status == 3 and told["error"]["title"] and len(err.strip().splitlines()) == 1


def test_the_commands_never_import_qt() -> None:
    code = (
        "import sys, headless; status = headless.run(['--json', 'import', '--dry-run', sys.argv[1]]);"
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code, SAMPLE], cwd=ROOT, capture_output=True)
    assert ended.returncode == 0, ended.stderr


def test_the_demo_leaves_the_months_report(played: Path) -> None:
    assert {path.suffix for path in (played / "reports").iterdir()} == {".pdf", ".docx", ".xlsx"}


@pytest.mark.parametrize("kind", ["monthly", "status-list", "warnings"])
def test_a_report_is_written(
    capsys: pytest.CaptureFixture[str], played: Path, tmp_path: Path, kind: str
) -> None:
    desk = ("--workspace", played / "workspace", "--today", "2026-11-22", "--json")
    status, told, _ = run(capsys, *desk, "report", kind, "--month", "2026-10", "--out", tmp_path)
    assert (
        status == 0 and len(told["files"]) == 3 and all(Path(file).stat().st_size for file in told["files"])
    )


def test_an_export_in_volumes_lists_its_files_and_each_can_be_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk = ("--workspace", tmp_path / "desk", "--today", "2026-11-22", "--json")
    run(capsys, *desk, "import", SAMPLE, "--county", "青禾县")
    for at in range(3):
        film = tmp_path / f"施工视频{at}.mp4"
        film.write_bytes(bytes([at + 1]) * 2_000_000)
        run(capsys, *desk, "attach", "--task", RICH, film)
    export = ("export", "--task", RICH, "--out", tmp_path / "out", "--accept-gaps", "先报")
    status, told, err = run(capsys, *desk, *export, "--volume-size", 1_900_000)
    assert status == 3 and "放不下" in err and not list((tmp_path / "out").glob("*"))
    status, told, _ = run(capsys, *desk, *export, "--volume-size", 4_000_000)
    assert status == 0
    zips = [path for path in told["files"] if path.endswith(".zip")]
    assert told["file"] == zips[0] and len(zips) == 3 == len(told["package"]["volumes"])
    assert sum(path.endswith("_移交清单.pdf") for path in told["files"]) == 1
    assert all(Path(path).stat().st_size <= 4_000_000 for path in zips)
    status, told, _ = run(capsys, "verify", zips[1], "--json")
    assert status == 0 and told["ok"] and Path(zips[0]).name in told["notes"][0]
    status, told, _ = run(capsys, "verify", *zips, "--json")
    assert status == 0 and told["ok"] and told["problems"] == []


@pytest.mark.parametrize("size", ["0", "-1", "viel"])
def test_a_volume_size_that_is_no_size_is_wrong_usage(size: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        headless.run(["export", "--task", "1", "--out", str(tmp_path), "--volume-size", size])
    assert stopped.value.code == 2


def test_the_file_of_a_task_is_written_with_its_catalogue(
    capsys: pytest.CaptureFixture[str], played: Path, tmp_path: Path
) -> None:
    desk = ("--workspace", played / "workspace", "--today", "2026-11-22", "--json")
    status, told, _ = run(capsys, *desk, "file", "--task", RICH, "--out", tmp_path / "archive")
    assert status == 0 and told["ok"]
    names = {Path(path).name for path in told["files"]}
    assert {"归档文件目录.pdf", "归档文件目录.xlsx"} <= names
    status, told, _ = run(capsys, *desk, "file", "--task", RICH, "--out", tmp_path / "archive")
    assert status == 3 and "已有" in told["error"]["title"]


def test_the_demo_publishes_a_notice_of_ten_working_days_between_acceptance_and_closing(played: Path) -> None:
    assert {path.suffix for path in (played / "notices").iterdir()} == {".pdf", ".docx"}
    assert (played / "reports" / "销号登记簿.xlsx").is_file()
    with Workspace.open(played / "workspace", demo.today(), "测试") as ws:
        task = tasks.find(ws, RICH)
        kept, calendar = notices.of_task(ws, task.id), calendar_of(ws)
        assert kept is not None and kept.start and kept.end
        assert span(kept.start, kept.end, calendar).workdays == kept.length == 10
        dates = {step.kind: step.on for step in work.steps(ws, task.id)}
        assert dates["accepted"] < kept.start < kept.end == dates["noticed"] < dates["closed"]
        shots = {piece.id: piece for piece in evidence.of_task(ws, task.id)}
        assert (shots[kept.first_shot].dated, shots[kept.last_shot].dated) == (kept.start, kept.end)
        assert [finding.code for finding in check(dossier.case_of(ws, task.id))] == []
        [entry] = register.entries(ws, profile_of(ws))
        assert entry.noticed_on == kept.end and entry.next_look


def test_the_demo_leaves_the_handover_list_beside_the_package(played: Path) -> None:
    package = sorted((played / "packages").glob("*.zip"))[-1]
    assert (played / "packages" / f"{package.stem}_移交清单.pdf").is_file()
    assert (played / "workspace" / "packages" / f"{package.stem}_移交清单.pdf").is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as characters, not bytes")
def test_a_file_name_in_another_encoding_is_told_and_not_stumbled_over(tmp_path: Path) -> None:
    gone = tmp_path / os.fsdecode("不在了.xlsx".encode("gb18030"))
    ended = subprocess.run(
        [sys.executable, "main.py", "--json", "import", "--dry-run", gone], cwd=ROOT, capture_output=True
    )
    assert ended.returncode == 3 and b"Traceback" not in ended.stderr
    assert "找不到" in json.loads(ended.stdout)["error"]["title"]


def test_the_proof_prints_every_form_and_a_wrong_definition_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    desk = ("--workspace", tmp_path / "desk", "--json")
    status, told, _ = run(capsys, *desk, "proof", "--out", tmp_path / "out")
    assert status == 0 and len(told["files"]) == 24 and all(Path(file).exists() for file in told["files"])
    (tmp_path / "desk" / "forms").mkdir()
    (tmp_path / "desk" / "forms" / "letter.toml").write_text('key = "letter"\ncolour = 1', encoding="utf-8")
    status, told, err = run(capsys, *desk, "proof", "--out", tmp_path / "again")
    assert status == 3 and "letter.toml" in told["error"]["title"] and "colour" in err
    assert not (tmp_path / "again").exists()


def test_a_folder_of_two_whole_packages_is_two_packages(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    first = small_package(tmp_path / "packages")
    split(tmp_path / "packages" / "分卷")
    status, told, err = run(capsys, "verify", tmp_path / "packages", "--json")
    assert status == 0 and told["ok"] and told["problems"] == []
    assert sorted(len(one["volumes"]) for one in told["packages"]) == [0, 3]
    assert told["files"] == sum(one["files"] for one in told["packages"])
    assert first.code in err and "请与纸质材料上的校验码比对" in err


def test_a_missing_volume_and_a_changed_piece_are_named_by_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    volumes = [volume.path for volume in split(tmp_path / "sent").volumes]
    status, told, _ = run(capsys, "verify", volumes[0], volumes[1], "--json")
    assert status == 3
    assert [(one["file"], one["what"]) for one in told["problems"]] == [(volumes[2].name, "missing")]
    forged = forged_volumes(volumes, tmp_path / "forged")
    status, told, _ = run(capsys, "verify", *forged, "--json")
    assert status == 3
    assert [one["file"].startswith(f"{forged[1].name}/data/06_") for one in told["problems"]] == [True]


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    desk = f"{sys.executable} main.py --workspace {tmp_path / 'desk'}"
    subprocess.run(f"{desk} import {SAMPLE}", shell=True, cwd=ROOT, capture_output=True, check=True)
    for kind in ("", "--json"):
        ended = subprocess.run(
            f"{desk} list {kind} | true; exit ${{PIPESTATUS[0]}}",
            shell=True,
            cwd=ROOT,
            capture_output=True,
            executable="/bin/bash",
        )
        assert ended.returncode == 0 and ended.stderr == b""
