"""Work apart: results and refusals come back; a child that dies, hangs or fills the memory takes nothing with it."""

import ctypes
import multiprocessing
import os
import time

import pytest

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import Cancelled, UserError
from data.domain.model import Report

LIMIT = 30.0


def add(a: int, b: int, report: Report) -> tuple[int, int]:
    report(1, 2, "加")
    return a + b, os.getpid()


def refuse(report: Report) -> None:
    raise UserError("不行。", "换一个。")


def crash(report: Report) -> None:
    ctypes.string_at(0)


def hang(report: Report) -> None:
    time.sleep(600)


def fill(report: Report) -> int:
    return len(bytes(apart.MEMORY_LIMIT * 2))


def stumble(report: Report) -> None:
    raise ZeroDivisionError


def test_one_child_does_one_piece_of_work_after_another() -> None:
    heard: list[tuple[int, int, str]] = []
    with Apart() as child:
        first, pid = child.ask(add, 1, 2, report=lambda *what: heard.append(what), limit=LIMIT)
        second, again = child.ask(add, first, 4, limit=LIMIT)
    assert (first, second) == (3, 7) and pid == again != os.getpid()
    assert (1, 2, "加") in heard
    assert multiprocessing.active_children() == []


def test_a_refusal_comes_back_as_it_was_said() -> None:
    with Apart() as child, pytest.raises(UserError) as caught:
        child.ask(refuse, limit=LIMIT)
    assert (caught.value.title, caught.value.advice) == ("不行。", "换一个。")


@pytest.mark.parametrize(
    ("work", "why"), [(crash, apart.DIED), (fill, apart.MEMORY), (stumble, apart.BROKEN)]
)
def test_what_takes_the_child_down_is_told_and_the_next_question_is_answered(work, why: str) -> None:
    with Apart() as child:
        with pytest.raises(Lost) as caught:
            child.ask(work, limit=LIMIT)
        assert caught.value.why == why
        assert child.ask(add, 1, 1, limit=LIMIT)[0] == 2


def test_a_silent_child_is_given_up() -> None:
    with Apart() as child, pytest.raises(Lost) as caught:
        child.ask(add, 0, 0, limit=LIMIT)
        child.ask(hang, limit=0.5)
    assert caught.value.why == apart.SLOW
    assert multiprocessing.active_children() == []


def test_stopping_ends_the_child_at_once() -> None:
    def report(done: int, total: int, what: str) -> None:
        raise Cancelled

    started = time.monotonic()
    with Apart() as child, pytest.raises(Cancelled):
        child.ask(hang, report=report, limit=LIMIT)
    assert time.monotonic() - started < 5 and multiprocessing.active_children() == []
