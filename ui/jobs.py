"""Slow work off the window: one thread, progress, cancel, results delivered on the window's thread.

    job = jobs.start(lambda report: read_list(path, report), "读取清单")
    job.progressed.connect(show)             # (done, total, what), at most 20 times a second
    job.done.connect(preview)                # the returned value
    job.failed.connect(errors.show)          # an exception; without a listener it is shown anyway
    job.cancel()                             # the next report() in the work raises Cancelled

Work is an ordinary function taking ``report(done, total, what)``; it opens its own database connection. Work started
while other work runs waits its turn. The main window calls ``jobs.stop()`` when it closes.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import SIGNAL, QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal

from data.domain.errors import Cancelled
from data.domain.model import Report
from ui import errors

Work = Callable[[Report], object]

# A bar need not move more often; 20,000 reports must not flood the window's queue.
QUIET = 0.05


class _Task:
    """What the thread holds of a job: never the QObject, which must live and die on the window's thread."""

    def __init__(self, work: Work, tell: "Callable[[_Task, str, object], None]") -> None:
        self.stop = threading.Event()
        self._work = work
        self._tell = tell
        self._last = 0.0

    def run(self) -> None:
        """Do the work on the calling thread and tell how it ended."""
        self._tell(self, "started", None)
        try:
            self._check()
            self._tell(self, "done", self._work(self._report))
        except Cancelled:
            self._tell(self, "cancelled", None)
        except BaseException as error:
            # A thread has nobody above it: everything is told to the window.
            self._tell(self, "failed", error)

    def _check(self) -> None:
        if self.stop.is_set():
            raise Cancelled

    def _report(self, done: int, total: int, what: str) -> None:
        self._check()
        now = time.monotonic()
        if now - self._last >= QUIET or done == total:
            self._last = now
            self._tell(self, "progressed", (done, total, what))


class Job(QObject):
    """One piece of running work. Signals come on the window's thread; exactly one of done, failed, cancelled ends it."""

    started = Signal()
    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str, stop: threading.Event, quiet: bool = False) -> None:
        super().__init__()
        self.title, self.quiet = title, quiet
        self.running = True
        self._stop = stop

    def cancel(self) -> None:
        """Ask the work to stop; it does so at its next report."""
        self._stop.set()

    @property
    def cancelling(self) -> bool:
        """Whether stopping has been asked for."""
        return self._stop.is_set()

    def deliver(self, kind: str, value: object) -> None:
        """Pass on what the thread told; called by the worker on the window's thread."""
        if kind == "started":
            self.started.emit()
        elif kind == "progressed" and isinstance(value, tuple):
            if not self.cancelling:
                self._progress(*value)
        else:
            self._end(kind, value)

    def _progress(self, done: int, total: int, what: str) -> None:
        # A signal's int has 32 bits and a video more bytes: above 2 GB both are told in thousands.
        scale = 1 if max(done, total) < 2**31 else 1000
        self.progressed.emit(done // scale, total // scale, what)

    def _end(self, kind: str, value: object) -> None:
        self.running = False
        self.ended.emit()  # first: a handler may ask something, and the bar must not stand behind the question
        if kind == "done":
            self.done.emit(value)
        elif kind == "cancelled":
            self.cancelled.emit()
        elif self.receivers(FAILED):
            self.failed.emit(value)
        elif isinstance(value, BaseException):
            errors.show(None, value)


FAILED = SIGNAL("failed(PyObject)")


class Worker(QObject):
    """The one thread of slow work. ``started(job)`` is for the progress panel."""

    started = Signal(object)
    idle = Signal()

    _told = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._jobs: dict[_Task, Job] = {}
        # Queued to a bound method of this object: whatever thread tells, the window's thread listens.
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, work: Work, title: str, quiet: bool = False) -> Job:
        """Queue ``work``; its job is kept alive until it has ended. ``quiet`` work is not shown by the panel."""
        task = _Task(work, self._told.emit)
        job = Job(title, task.stop, quiet)
        self._jobs[task] = job
        if not quiet:
            self.started.emit(job)
        self._pool.submit(task.run)
        return job

    def jobs(self) -> tuple[Job, ...]:
        """Running and waiting jobs, oldest first."""
        return tuple(self._jobs.values())

    def stop(self, patience: int = 10_000) -> bool:
        """Cancel everything and wait, painting on; False if work has not stopped within ``patience`` milliseconds."""
        for job in self.jobs():
            job.cancel()
        if self._jobs:
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            QTimer.singleShot(patience, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return not self._jobs

    def _deliver(self, task: _Task, kind: str, value: object) -> None:
        job = self._jobs[task]
        job.deliver(kind, value)
        if not job.running:
            del self._jobs[task]
            job.deleteLater()
            if not self._jobs:
                self.idle.emit()


def worker() -> Worker:
    """The application's worker, made at first use and owned by the application."""
    app = QCoreApplication.instance()
    assert app is not None, "slow work needs a running application"
    found = app.findChild(Worker, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Worker) else Worker(app)


def start(work: Work, title: str, quiet: bool = False) -> Job:
    """Start ``work`` on the application's worker; ``title`` names it on the screen, e.g. 读取清单.

    ``quiet`` is for what shows its own waiting, as a preview does.
    """
    return worker().start(work, title, quiet)


def stop() -> bool:
    """Cancel and wait for all work, for closing the window; True if everything has stopped."""
    return worker().stop()
