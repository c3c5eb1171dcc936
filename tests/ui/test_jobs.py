"""ui/jobs.py and ui/progress.py: slow work tells, stops, fails and delivers on the window's thread."""

import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from data.domain.errors import UserError
from ui import errors, jobs
from ui.progress import ProgressPanel, progress_words


def counting(report, n=1000, pause=0.002):
    for i in range(n):
        report(i, n, "读取")
        time.sleep(pause)
    return n


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot) -> None:
    seen = []
    job = jobs.start(lambda report: threading.current_thread().name, "试")
    job.done.connect(
        lambda value: seen.append((value, threading.current_thread() is threading.main_thread()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("work") and seen[0][1]


def test_progress_is_told_but_not_20000_times(qtbot: QtBot) -> None:
    seen = []
    job = jobs.start(lambda report: [report(i, 20_000, "行") for i in range(20_001)] and 1, "试")
    job.progressed.connect(lambda *p: seen.append(p))
    with qtbot.waitSignal(job.ended):
        pass
    assert 1 <= len(seen) < 100 and seen[-1] == (20_000, 20_000, "行")


def test_cancelling_ends_the_work_at_its_next_report(qtbot: QtBot) -> None:
    job = jobs.start(lambda report: counting(report, 100_000), "试")
    done = []
    job.done.connect(done.append)
    with qtbot.waitSignal(job.cancelled, timeout=2000):
        job.progressed.connect(lambda *_: job.cancel())
    assert not done


def test_a_failure_is_told_with_its_exception(qtbot: QtBot) -> None:
    def work(report):
        raise UserError("打不开。", "请关闭文件。")

    job = jobs.start(work, "试")
    with qtbot.waitSignal(job.failed) as caught:
        pass
    assert caught.args[0].title == "打不开。"


def test_a_failure_nobody_listens_to_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr(errors, "show", lambda parent, error: shown.append(error))
    jobs.start(lambda report: 1 / 0, "试")
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], ZeroDivisionError)


def test_one_piece_of_work_runs_at_a_time(qtbot: QtBot) -> None:
    running, most = [], []

    def work(report):
        running.append(1)
        most.append(len(running))
        time.sleep(0.01)
        running.pop()

    last = [jobs.start(work, "试") for _ in range(5)][-1]
    with qtbot.waitSignal(last.ended):
        pass
    assert max(most) == 1


def test_closing_cancels_and_waits_for_running_and_waiting_work(qtbot: QtBot) -> None:
    ends = []
    for _ in range(3):
        jobs.start(lambda report: counting(report, 100_000), "试").cancelled.connect(lambda: ends.append(1))
    qtbot.wait(30)
    assert jobs.stop()
    assert len(ends) == 3 and not jobs.worker().jobs()


def test_four_gigabytes_are_told_without_overflow(qtbot: QtBot) -> None:
    seen = []
    job = jobs.start(lambda report: report(4 * 2**30, 4 * 2**30, "复制"), "试")
    job.progressed.connect(lambda *p: seen.append(p))
    with qtbot.waitSignal(job.ended):
        pass
    assert seen[0][0] == seen[0][1] > 0


def test_the_panel_shows_only_work_that_takes_a_while(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(jobs.start(lambda report: 1, "短").ended):
        pass
    assert panel.isHidden()
    job = jobs.start(lambda report: counting(report, 100_000), "导出")
    qtbot.waitUntil(lambda: not panel.isHidden(), timeout=2000)
    panel._stop.click()
    with qtbot.waitSignal(job.ended):
        pass
    assert panel.isHidden()


def test_quiet_work_does_not_show_in_the_panel(qtbot: QtBot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(jobs.start(lambda report: counting(report, 300), "打开预览", quiet=True).ended):
        pass
    assert panel._job is None and panel.isHidden()


def test_bytes_are_told_as_a_share_and_other_things_counted() -> None:
    assert progress_words(3, 12, "排版") == "3 / 12 · 排版"
    assert progress_words(2_824_467, 5_648_934, "复核") == "50% · 复核"
    assert progress_words(1, 1, "复核") == "复核"


def test_the_bar_is_gone_before_what_came_of_the_work_is_told(qtbot: QtBot) -> None:
    panel, seen = ProgressPanel(), []
    qtbot.addWidget(panel)
    job = jobs.start(lambda report: counting(report, 300), "生成")
    job.done.connect(lambda _value: seen.append(panel._job))
    with qtbot.waitSignal(job.done):
        pass
    assert seen == [None] and panel.isHidden()
