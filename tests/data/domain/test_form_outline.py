from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.form_definition import FormRow, Item
from data.domain.form_outline import (
    Line,
    added,
    changed,
    entry,
    layout_at,
    moved,
    named,
    outline,
    parts_of,
    removable,
    removed,
)
from data.form_definitions import bundled_forms, check_definition

FORMS = bundled_forms()
ALL = [(key, line) for key, form in FORMS.items() for line in outline(form)]


@pytest.mark.parametrize("key", FORMS)
def test_every_entry_of_a_form_stands_in_its_outline_once(key: str):
    form, lines = FORMS[key], outline(FORMS[key])
    everything = [
        (part, at)
        for part in (
            "body",
            "rows",
            "columns",
            "layouts",
            *(f"layouts.{n}" for n in range(len(form.layouts))),
        )
        for at in range(len(parts_of(form, part)))
    ]
    assert sorted((line.part, line.at) for line in lines) == sorted(everything)
    assert all(named(entry(form, line)) for line in lines)


def test_rows_and_columns_stand_under_the_table_they_belong_to():
    lines = outline(FORMS["opinion"])
    depths = [(named(entry(FORMS["opinion"], line)), line.depth) for line in lines]
    at = depths.index(("逐条列出整改措施", 1))
    assert depths[at + 1 : at + 5] == [("验收情况", 2), ("整改措施", 2), ("验收记录", 2), ("是否到位", 2)]
    assert depths[2] == ("栏目表", 0) and depths[3] == ("整改任务", 1)


def test_the_rows_of_a_notice_stand_under_their_layout():
    notice = FORMS["notice"]
    lines = outline(notice)
    assert [named(entry(notice, line)) for line in lines if line.part == "layouts.3"] == [
        "整改任务",
        "责任单位",
        "整改目标",
        "整改措施",
        "完成情况",
    ]
    assert {layout_at(notice, line) for line in lines} == {None, *notice.layouts}


def test_a_layout_added_begins_as_the_first_and_is_told_apart():
    notice = FORMS["notice"]
    under = next(line for line in outline(notice) if named(entry(notice, line)) == "公示正文")
    once, _ = added(notice, under)
    twice, line = added(once, under)
    assert [layout.key for layout in twice.layouts][-2:] == ["own", "own1"]
    assert named(entry(twice, line)) == "新表式1" and twice.layouts[-1].rows == notice.layouts[0].rows
    check_definition(twice)


def test_the_last_layout_and_its_last_row_cannot_be_taken_out():
    notice = FORMS["notice"]
    first = notice.layouts[0]
    alone = replace(notice, layouts=(replace(first, rows=first.rows[:1]),))
    assert not removable(alone, Line("layouts", 0, 1)) and not removable(alone, Line("layouts.0", 0, 2))


@given(st.sampled_from(ALL), st.sampled_from([-1, 1]))
def test_moving_there_and_back_changes_nothing(place: tuple[str, Line], by: int):
    key, line = place
    there, at = moved(FORMS[key], line, by)
    if there == FORMS[key]:
        assert at == line
        return
    assert entry(there, at) == entry(FORMS[key], line)
    back, home = moved(there, at, -by)
    assert (back, home) == (FORMS[key], line)


@given(st.sampled_from(ALL))
def test_a_line_added_is_of_the_same_kind_and_can_be_taken_out_again(place: tuple[str, Line]):
    key, line = place
    more, new = added(FORMS[key], line)
    assert new in outline(more) and removable(more, new)
    assert removed(more, new) == FORMS[key]


def test_rows_added_twice_have_labels_of_their_own():
    once, line = added(FORMS["form"], Line("rows", 3, 1))
    twice, _ = added(once, line)
    labels = [row.label for row in twice.rows]
    assert len(labels) == len(set(labels))


def test_a_changed_line_stands_where_it_stood():
    row = FormRow(label="反馈问题", text="{反馈问题}")
    assert changed(FORMS["form"], Line("rows", 3, 1), row).rows[3] == row


def test_tables_signatures_and_the_sign_chain_cannot_be_taken_out():
    for key, line in ALL:
        part = entry(FORMS[key], line)
        held = isinstance(part, Item) and part.kind in ("rows", "table", "signature", "photos", "notice")
        assert removable(FORMS[key], line) != (held or (isinstance(part, FormRow) and bool(part.each)))
