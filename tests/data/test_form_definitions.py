import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import demo, dossier, sending
from data.domain.errors import UserError
from data.domain.form_definition import FORM_KEYS, REQUIRED_SOURCES, ROLE, SOURCES, FormRow
from data.form_definitions import BUNDLED, bundled_forms, copy_definitions, own_forms
from data.profiles import load_profile, profile_keys
from data.store import settings as stored
from data.store import tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from exporters.fonts import font_set
from exporters.forms import FORMS
from exporters.forms.application import story
from exporters.forms.row_sources import SIGNS, TEXT_SOURCES
from exporters.pdf.table import Table
from tests.factory_contents import sample_contents
from tests.pdf_reading import joined

FORM = (BUNDLED / "form.toml").read_text(encoding="utf-8")
LETTER = (BUNDLED / "letter.toml").read_text(encoding="utf-8")
EXPERTS = (BUNDLED / "experts.toml").read_text(encoding="utf-8")


def own(folder: Path, text: str, name: str = "本地.toml"):
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / name).write_text(text, encoding="utf-8")
    return own_forms(folder)


def changed(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after, 1)


def without_row(source: str) -> str:
    text, count = re.subn(rf'\[\[rows\]\]\nlabel = "[^\n]*"\nsource = "{source}"\n', "", FORM)
    assert count == 1
    return text


# ---------------------------------------------------------------- the bundled ones


def test_every_part_has_a_definition_of_its_own():
    assert tuple(bundled_forms()) == FORM_KEYS
    assert {path.stem for path in BUNDLED.glob("*.toml")} == set(FORM_KEYS)


def test_every_part_of_every_profile_is_defined():
    for key in profile_keys():
        assert set(load_profile(key).parts) <= set(FORM_KEYS)


def test_every_source_is_known_to_the_printer_and_every_other_way_round():
    assert TEXT_SOURCES | {SIGNS} == set(SOURCES)


def test_the_bundled_definitions_pass_as_an_offices_own(tmp_path: Path):
    copy_definitions(tmp_path, tmp_path / "forms")
    assert own_forms(tmp_path) == dict(bundled_forms())


def test_copies_to_change_leave_what_is_already_there(tmp_path: Path):
    own(tmp_path, changed(LETTER, "验收销号申请函", "销号申请函"), "letter.toml")
    copy_definitions(tmp_path, tmp_path / "copies")
    assert (tmp_path / "copies" / "letter.toml").read_text(encoding="utf-8").count("验收销号申请函") == 1
    (tmp_path / "copies" / "letter.toml").write_text("mine")
    copy_definitions(tmp_path, tmp_path / "copies")
    assert (tmp_path / "copies" / "letter.toml").read_text() == "mine"


def test_a_workspace_without_the_folder_has_no_own_forms(tmp_path: Path):
    assert own_forms(tmp_path) == {}


def test_a_file_saved_by_notepad_is_read(tmp_path: Path):
    assert own(tmp_path, f"\ufeff{LETTER}".replace("\n", "\r\n"))["letter"].title == "验收销号申请函"


# ---------------------------------------------------------------- wrong ones

WRONG = [
    (FORM + '\n[[rows]]\nlabel = "甲"\nsource = "weather"\n', "第23个栏目的 source", "finding（反馈问题）"),
    (FORM + '\n[[rows]]\nlabel = "甲"\nsource = "category"\ncolour = 1\n', "第23个栏目的 colour", "label"),
    (FORM + '\n[[rows]]\nlabel = "甲"\nsource = "goal"\n', "“goal”写了两次", "只能用一次"),
    (FORM + '\n[[rows]]\nlabel = "整改目标"\nsource = "category"\n', "“整改目标”写了两次", "只能用一次"),
    (changed(FORM, 'width = "half"', 'width = "third"'), "第1个栏目的 width", "half（半栏）"),
    (changed(FORM, "lines = 1", "lines = 99"), "第1个栏目的 lines", "0 到 30"),
    (changed(FORM, "lines = 1", "lines = true"), "第1个栏目的 lines", "0 到 30"),
    (changed(FORM, "omit_empty = true", "omit_empty = 1"), "第5个栏目的 omit_empty", "true 或 false"),
    (changed(FORM, 'label = "任务序号"', 'label = " "'), "第1个栏目的 label", "1 到 40 个字"),
    (changed(FORM, 'label = "任务序号"\n', ""), "第1个栏目的 label：没有写", "1 到 40 个字"),
    (changed(FORM, ROLE, "领导"), "审签各栏", ROLE),
    (FORM[: FORM.index("\n[[rows]]")], "没有栏目", "[[rows]]"),
    (FORM[: FORM.index("\n[[rows]]")] + "rows = [1]", "写法不对", "[[rows]]"),
    (changed(LETTER, "always", "sometimes"), "when", "notice（登记了公示时）"),
    (changed(LETTER, "always", "notice"), "每个申请包都要有", "always"),
    (changed(LETTER, '["engineering", "other"]', '["other"]'), "每个申请包都要有", "always"),
    (changed(LETTER, '["engineering", "other"]', '["others"]'), "families", "engineering（工程类）"),
    (changed(LETTER, '["engineering", "other"]', "[]"), "families", "一个或两个"),
    (changed(LETTER, "signed = true", 'signed = "yes"'), "signed", "true 或 false"),
    (changed(EXPERTS, "signed = false", "signed = true"), "不能定为要签字", "letter"),
    (changed(LETTER, '"letter"', '"leter"'), "key", "letter"),
    (changed(LETTER, 'key = "letter"\n', ""), "key：没有写", "letter"),
    (f"{LETTER}\ncolour = 1", "colour", "file_stem"),
    (f'{LETTER}\n[[rows]]\nlabel = "甲"\nsource = "goal"\n', "rows", "file_stem"),
    (changed(LETTER, "01_", "a/"), "file_stem", "不含"),
    (changed(LETTER, "01_", "..\\\\"), "file_stem", "不含"),
    (changed(LETTER, '"01_验收销号申请函"', '"CON"'), "file_stem", "不含"),
    (changed(LETTER, 'title = "验收', 'title = "验收/'), "title", "不含"),
    (changed(LETTER, 'title = "验收', 'title = "验收\\n'), "title", "不换行"),
    (f'{LETTER}\ntitle = "再一个"', "格式不对", "双引号"),
    *((without_row(source), f"source = {source}", "必须有") for source in ("finding", "measures", "waived")),
]


@pytest.mark.parametrize(("text", "what", "allowed"), WRONG, ids=[what for _, what, _ in WRONG])
def test_a_wrong_definition_is_refused_naming_file_entry_and_what_may_stand_there(
    text: str, what: str, allowed: str, tmp_path: Path
):
    with pytest.raises(UserError) as said:
        own(tmp_path, text)
    assert "本地.toml" in said.value.title and what in said.value.title
    assert allowed in said.value.advice


@pytest.mark.parametrize("source", REQUIRED_SOURCES)
def test_a_required_row_may_not_be_for_one_family_only(source: str, tmp_path: Path):
    text = changed(FORM, f'source = "{source}"\n', f'source = "{source}"\nfamilies = ["other"]\n')
    with pytest.raises(UserError) as said:
        own(tmp_path, text)
    assert f"source = {source}" in said.value.title


def test_one_part_defined_twice_is_refused(tmp_path: Path):
    own(tmp_path, LETTER, "甲.toml")
    with pytest.raises(UserError) as said:
        own(tmp_path, LETTER, "乙.toml")
    assert "乙.toml" in said.value.title and "甲.toml" in said.value.title


def test_two_parts_may_not_share_a_file_name(tmp_path: Path):
    with pytest.raises(UserError) as said:
        own(tmp_path, changed(LETTER, "01_验收销号申请函", "04_自查自验报告"))
    assert "04_自查自验报告" in said.value.title


def test_another_encoding_is_refused_in_a_sentence(tmp_path: Path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "本地.toml").write_bytes(LETTER.encode("gb18030"))
    with pytest.raises(UserError) as said:
        own_forms(tmp_path)
    assert "UTF-8" in said.value.title


# ---------------------------------------------------------------- printed

ROWS = bundled_forms()["form"].rows


def cells_of(rows: tuple[FormRow, ...], family: str = "other") -> list[str]:
    definition = replace(bundled_forms()["form"], rows=rows)
    section = story(sample_contents(forms={"form": definition}, family=family, waiver="甲"))[0]
    table = next(block for block in section.blocks if isinstance(block, Table))
    return [str(cell.text) for row in table.rows for cell in row.cells]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(ROWS), st.lists(st.sampled_from(["full", "half"]), min_size=len(ROWS), max_size=len(ROWS))
)
def test_rows_in_any_order_and_width_all_print_their_label(rows: list[FormRow], widths: list[str]):
    drawn = tuple(
        replace(row, omit_empty=False, width="full" if row.source == SIGNS else width)
        for row, width in zip(rows, widths, strict=True)
    )
    cells = cells_of(drawn)
    roles = [title for _, title in sample_contents().sign_roles]
    for row in drawn:
        for label in [row.label.replace(ROLE, title) for title in roles]:
            assert label in cells


def test_a_row_for_the_other_family_is_left_out():
    assert "集体讨论\n认定" in cells_of(ROWS, "other")
    for family in ("engineering", ""):
        assert "集体讨论\n认定" not in cells_of(ROWS, family)


def test_an_offices_own_row_title_and_file_name_are_printed(tmp_path: Path):
    text = changed(FORM, 'label = "包保领导"', 'label = "包案领导"')
    definition = own(tmp_path, changed(text, "02_验收销号申请表", "02_申请表"))["form"]
    contents = sample_contents(forms={"form": definition})
    form = FORMS["form"].named(contents)
    assert form.file_stem == "02_申请表"
    printed = joined(form.write(contents, tmp_path / "a.pdf", font_set(True)).path)
    assert "包案领导" in printed and "包保领导" not in printed


# ---------------------------------------------------------------- at the desk


@pytest.fixture
def desk(tmp_path: Path):
    with Workspace.open(tmp_path / "desk", demo.today(), "测试") as ws:
        demo.prepare(ws)
        yield ws


def rich(ws: Workspace) -> str:
    return tasks.find(ws, demo.story()["story"]["rich_task"]).id


def test_a_wrong_definition_stops_printing_and_nothing_is_written(desk: Workspace, tmp_path: Path):
    task = rich(desk)
    own_text = changed(LETTER, "always", "never")
    with pytest.raises(UserError):
        own(desk.folder, own_text)
    with pytest.raises(UserError) as said:
        sending.send(desk, task, tmp_path / "out", write_acceptance_package)
    assert "本地.toml" in said.value.title
    assert not list((tmp_path / "out").glob("*")) and not list((desk.folder / "packages").glob("*.zip"))
    assert "requested" not in {step.kind for step in work.steps(desk, task)}


def test_a_wrong_definition_does_not_close_the_page_on_the_screen(desk: Workspace):
    with pytest.raises(UserError):
        own(desk.folder, changed(LETTER, "always", "never"))
    case = dossier.case_of(desk, rich(desk), read_bytes=False)
    assert dossier.shown(desk, case).forms == {}
    with pytest.raises(UserError):
        dossier.gather(desk, case)


def test_an_own_definition_changes_the_content_code_of_its_form_alone(desk: Workspace):
    def codes() -> dict[str, str]:
        return dossier.gather(desk, dossier.case_of(desk, rich(desk), read_bytes=False)).codes

    before = codes()
    own(desk.folder, changed(FORM, "包保领导", "包案领导"))
    after = codes()
    assert {key for key in before if before[key] != after[key]} == {"form"}


def test_an_own_definition_decides_title_and_signing_in_the_profiles_stead(desk: Workspace):
    own(desk.folder, changed(LETTER, "signed = true", "signed = false"), "letter.toml")
    report = (BUNDLED / "report.toml").read_text(encoding="utf-8")
    report = changed(changed(report, "signed = false", "signed = true"), '"自查自验报告"', '"自验报告"')
    own(desk.folder, report, "report.toml")
    case = dossier.case_of(desk, rich(desk), read_bytes=False)
    assert [state.expected.form for state in case.forms] == ["form", "report"]
    assert dossier.gather(desk, case).titles["report"] == "自验报告"


def test_the_sample_is_engineering_by_its_evidence(desk: Workspace):
    contents = dossier.gather(desk, dossier.case_of(desk, rich(desk), read_bytes=False))
    assert contents.family == "engineering" and contents.forms == {}


def test_a_person_may_choose_the_family_and_leave_it_to_the_words_again(desk: Workspace):
    def family() -> str:
        return dossier.gather(desk, dossier.case_of(desk, rich(desk), read_bytes=False)).family

    stored.choose_family(desk, rich(desk), "other")
    assert family() == "other"
    stored.choose_family(desk, rich(desk), "")
    assert family() == "engineering" and stored.task_families(desk) == {}
