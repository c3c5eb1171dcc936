"""Matching a re-issued list: surest evidence first, each task once, and a person asked where it is not sure."""

from data.domain.match import NEW, key_of, match_tasks
from data.domain.model import ListedTask, Task

LONG = "青禾县污水处理厂长期超标排放，进水浓度偏低，管网雨污混流问题突出，群众多次投诉。"
REWORDED = "青禾县污水处理厂超标排放，进水浓度低，老城区管网雨污混流问题仍然突出，群众投诉较多。"
OTHER = "自然保护区内违规采石场至今没有关闭，生态修复进展缓慢。"


def stored(*given: tuple[str | None, str]) -> list[Task]:
    return [
        Task(f"t{at}", ListedTask(number=number, finding=text)) for at, (number, text) in enumerate(given)
    ]


def one(number: str | None, text: str) -> ListedTask:
    return ListedTask(number=number, finding=text)


def test_same_number_and_text_go_before_the_same_text() -> None:
    found = match_tasks([one("2", LONG), one("1", LONG)], stored(("1", LONG), ("2", LONG)), {})
    assert [found.pairs[at].id for at in (0, 1)] == ["t1", "t0"] and found.unsure == ()


def test_a_reworded_task_of_the_same_number_is_the_same_without_a_question() -> None:
    found = match_tasks([one("1", LONG[:-6] + "。")], stored(("1", LONG)), {})
    assert found.pairs[0].id == "t0" and found.unsure == ()


def test_somewhat_alike_under_the_same_number_is_taken_as_the_same_and_asked() -> None:
    given = one("1", LONG[:12] + OTHER[:14])
    found = match_tasks([given], stored(("1", LONG)), {})
    [asked] = found.unsure
    assert found.pairs[0].id == "t0" and asked.taken is not None and not asked.answered


def test_somewhat_alike_under_another_number_is_new_and_asked() -> None:
    found = match_tasks([one("9", REWORDED)], stored(("1", LONG), ("2", OTHER)), {})
    [asked] = found.unsure
    assert found.pairs == {} and asked.taken is None and [t.id for t in asked.candidates] == ["t0"]


def test_the_persons_answer_decides_and_stays_in_sight() -> None:
    given = one("9", REWORDED)
    known = stored(("1", LONG))
    same = match_tasks([given], known, {key_of(given): "t0"})
    assert same.pairs[0].id == "t0" and same.unsure[0].answered
    again = one("1", LONG)
    new = match_tasks([again], known, {key_of(again): NEW})
    assert new.pairs == {} and new.unsure[0].taken is None


def test_two_nearly_equal_candidates_are_asked_about() -> None:
    known = stored((None, LONG + "一期"), (None, LONG + "二期"))
    [asked] = match_tasks([one(None, LONG)], known, {}).unsure
    assert len(asked.candidates) == 2 and asked.taken is not None


def test_a_different_task_under_the_same_number_is_new_without_a_question() -> None:
    found = match_tasks([one("1", OTHER)], stored(("1", LONG)), {})
    assert found.pairs == {} and found.unsure == ()


def test_no_stored_task_is_used_twice() -> None:
    found = match_tasks([one("1", LONG), one("1", LONG), one("1", REWORDED)], stored(("1", LONG)), {})
    assert list(found.pairs) == [0]
