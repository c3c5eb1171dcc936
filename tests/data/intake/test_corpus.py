"""No field of the corpus is read wrong without a question; most are right without one."""

from pathlib import Path

import pytest

from bench.accuracy import RIGHT, WRONG, judge, workbooks


@pytest.mark.parametrize("path", workbooks(), ids=lambda path: path.stem)
def test_no_field_is_read_wrong_without_a_question(path: Path) -> None:
    verdicts = judge(path)

    assert [verdict for verdict in verdicts if verdict.outcome == WRONG] == []
    assert any(verdict.outcome == RIGHT or verdict.task == "file" for verdict in verdicts)


def test_the_corpus_holds_at_least_forty_layouts() -> None:
    assert len(workbooks()) >= 40
