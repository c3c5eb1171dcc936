import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import demo, dossier, sending
from data.domain.errors import Incomplete, UserError
from data.domain.form_definition import FORM_KEYS, IN_NOTICE, FormRow
from data.domain.form_names import NAMES, TASK_NAMES
from data.domain.notice import Notice
from data.domain.notice_text import NAMED
from data.form_definitions import (
    BUNDLED,
    bundled_forms,
    copy_definitions,
    drop_own,
    own_forms,
    save_own,
    set_aside_wrong,
)
from data.form_reading import REQUIRED_NAMES
from data.form_values import TASK_NAMES as KNOWN_TASK_NAMES
from data.form_values import sign_value, task_value, values_of
from data.profiles import load_profile, profile_keys
from data.store import settings as stored
from data.store import tasks, work
from data.store.journal import lines
from data.store.workspace import Workspace
from data.words import finding_text
from exporters.acceptance import write_acceptance_package
from exporters.fonts import font_set
from exporters.forms import FORMS
from exporters.forms.story import story
from exporters.pdf.table import Table
from tests.factory import open_desk
from tests.factory_contents import sample_contents
from tests.pdf_reading import joined

FORM = (BUNDLED / "form.toml").read_text(encoding="utf-8")
LETTER = (BUNDLED / "letter.toml").read_text(encoding="utf-8")
EXPERTS = (BUNDLED / "experts.toml").read_text(encoding="utf-8")
MEASURES = (BUNDLED / "measures.toml").read_text(encoding="utf-8")
NOTICE = (BUNDLED / "notice.toml").read_text(encoding="utf-8")
OPINION = (BUNDLED / "opinion.toml").read_text(encoding="utf-8")


def own(folder: Path, text: str, name: str = "本地.toml"):
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / name).write_text(text, encoding="utf-8")
    return own_forms(folder)


def changed(text: str, before: str, after: str) -> str:
    assert before in text
    return text.replace(before, after, 1)


# ---------------------------------------------------------------- the bundled ones


def test_every_part_has_a_definition_of_its_own():
    assert tuple(bundled_forms()) == FORM_KEYS
    assert {path.stem for path in BUNDLED.glob("*.toml")} == set(FORM_KEYS)


def test_every_part_of_every_profile_is_defined():
    for key in profile_keys():
        assert set(load_profile(key).parts) <= set(FORM_KEYS)


def test_every_name_is_known_to_the_printer_and_every_other_way_round():
    contents = sample_contents()
    for each, names in NAMES.items():
        if each == "signs":
            values = [sign_value(contents, "form", "经办人")]
        elif each == "experts":
            continue
        elif each == IN_NOTICE:
            assert set(names) == set(NAMED)
            continue
        else:
            values = list(values_of(contents, "form", each)) if each else [task_value(contents, "form")]
        assert values and all(isinstance(value(name), str) for value in values for name in names)
    assert set(KNOWN_TASK_NAMES) == set(TASK_NAMES)


def test_what_an_office_saves_is_read_back_as_it_was(tmp_path: Path):
    with open_desk(tmp_path / "desk") as ws:
        for key, definition in bundled_forms().items():
            changed_one = replace(definition, title=f"新{definition.title}")
            save_own(ws, changed_one)
            assert own_forms(ws.folder)[key] == changed_one
        drop_own(ws, "letter")
        assert "letter" not in own_forms(ws.folder)
        assert [path.name for path in (ws.folder / "forms").glob("*停用")] == ["letter.停用"]
        assert "修改表单“新验收销号申请函”" in [
            line.detail["said"] for line in lines(ws.db, "letter.toml", 9)
        ]


def test_what_says_the_same_as_the_program_is_not_kept(tmp_path: Path):
    with open_desk(tmp_path / "desk") as ws:
        save_own(ws, replace(bundled_forms()["letter"], title="申请函"))
        save_own(ws, bundled_forms()["letter"])
        assert own_forms(ws.folder) == {}


def test_a_wrong_definition_is_never_saved(tmp_path: Path):
    letter = bundled_forms()["letter"]
    with open_desk(tmp_path / "desk") as ws:
        for wrong in (replace(letter, body=()), replace(letter, file_stem="04_自查自验报告")):
            with pytest.raises(UserError):
                save_own(ws, wrong)
        assert not list(ws.folder.rglob("*.toml"))


def test_wrong_definitions_are_put_aside_and_the_rest_counts(tmp_path: Path):
    with open_desk(tmp_path / "desk") as ws:
        save_own(ws, replace(bundled_forms()["report"], title="自验报告"))
        folder = ws.folder / "forms"
        (folder / "坏.toml").write_text("key = ", encoding="utf-8")
        (folder / "甲.toml").write_text(LETTER, encoding="utf-8")
        (folder / "乙.toml").write_text(LETTER, encoding="utf-8")
        kept = set_aside_wrong(ws)
        assert {path.name for path in kept} == {"坏.停用", "甲.停用"}
        assert set(own_forms(ws.folder)) == {"report", "letter"}
        assert kept[0].read_text(encoding="utf-8") == "key = "


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


def row(**entries: object) -> str:
    return "\n[[rows]]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())


def item(**entries: object) -> str:
    return "\n[[body]]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())


LAYOUT = NOTICE[NOTICE.index("\n[[layouts]]") : NOTICE.index('\n[[layouts]]\nkey = "article"')]
COLUMN = '\n[[columns]]\neach = "measures"\nheading = "新的一列"\nwidth = 30\n'
BARE = FORM[: FORM.index("\n[[rows]]")]
WRONG = [
    (FORM + row(label='"甲"', text='"{整改措拖}"'), "第23个栏目的 text：没有{整改措拖}", "{整改措施}"),
    (FORM + row(label='"甲"', text='"{整改目标"'), "“{”后面缺少“}”", "{名称}"),
    (FORM + row(label='"甲"', text='"整改目标}"'), "多了一个“}”", "{名称}"),
    (FORM + row(label='"甲"', text='"[（{备注}）"'), "“[”后面缺少“]”", "[没有内容就不印的一段]"),
    (FORM + row(label='"甲"', text='"[无]"'), "没有花括号写的名称", "{名称}"),
    (FORM + row(label='"甲"', text='"{}"'), "花括号里只写一个名称", "{名称}"),
    (FORM + row(label='"甲"', text='"{措施原文}"'), "没有{措施原文}", "整改措施"),
    (FORM + row(label='"甲"', text='"{备注}"', colour=1), "第23个栏目的 colour", "label"),
    (FORM + row(label='"甲"', each='"weather"'), "第23个栏目的 each", "signs（审签各栏）"),
    (FORM + row(label='"甲"', foot='"{空白日期}"'), "第23个栏目的 foot", "再一行"),
    (FORM + row(label='"整改目标"'), "“整改目标”写了两次", "只用一次"),
    (FORM + row(label='"{岗位}"', each='"signs"'), "审签各栏要有一处", "signs"),
    (FORM + row(each='"measures"'), "“整改措施”的表没有列", "[[columns]]"),
    (changed(FORM, 'width = "half"', 'width = "third"'), "第1个栏目的 width", "half（半栏）"),
    (changed(FORM, "lines = 1", "lines = 99"), "第1个栏目的 lines", "0 到 30"),
    (changed(FORM, "lines = 1", "lines = true"), "第1个栏目的 lines", "0 到 30"),
    (changed(FORM, "omit_empty = true", "omit_empty = 1"), "第5个栏目的 omit_empty", "true 或 false"),
    (changed(FORM, 'label = "任务序号"', 'label = " "'), "第1个栏目的 label", "1 到 60 个字"),
    (changed(FORM, 'label = "任务序号"\n', ""), "第1个栏目的 label：没有写", "1 到 60 个字"),
    (changed(FORM, "{岗位}", "领导"), "审签各栏", "{岗位}"),
    (BARE, "栏目和栏目表对不上", 'kind = "rows"'),
    (changed(LETTER, "signed = true\n", "signed = true\nrows = [1]\n"), "写法不对", "[[rows]]"),
    (changed(FORM, '\nkind = "rows"', '\nkind = "page"'), "栏目和栏目表对不上", 'kind = "rows"'),
    (FORM + item(kind='"poem"'), "第4段的 kind", "rows（栏目表）"),
    (FORM + item(kind='"page"', text='"甲"'), "第4段（另起一页）的 text", "kind"),
    (FORM + item(kind='"text"', style='"pink"'), "第4段（一段文字）的 style", "flush（顶格）"),
    (FORM + item(kind='"text"', when='"sunny"'), "第4段（一段文字）的 when", "passed（自验通过时）"),
    (FORM + item(kind='"table"'), "第4段（逐行列出的表）的 each", "persons（自验人员）"),
    (FORM + item(kind='"table"', each='"persons"'), "“自验人员”的表没有列", "[[columns]]"),
    (FORM + '\n[[columns]]\neach = "persons"\nheading = "姓名"\n', "却没有这张表", 'each = "persons"'),
    (re.sub(r"\nwidth = \d+", "\nwidth = 0", MEASURES, count=1), "第1列的 width", "0.1 到 1000"),
    (changed(MEASURES, "width = 148\n", ""), "第2列（整改措施（原文））的 width：太窄", "不小于 23.4 的数"),
    (re.sub(r"\nwidth = 30", "\nwidth = 4", MEASURES, count=1), "第1列（序号）的 width：太窄", "删去几列"),
    (MEASURES + 20 * COLUMN, "第1列（序号）的 width：太窄", "把别的列改窄"),
    (changed(FORM, "signed = true\n", "signed = true\nlabel_width = 200\n"), "放不下两个字", "40 到 189"),
    (changed(MEASURES, '"整改措施（原文）"', '""'), "第2列的 heading", "1 到 60 个字"),
    (changed(OPINION, 'label = "整改目标"', 'width = "half"\nlabel = "整改目标"'), "不能用半栏", "full"),
    (OPINION + row(label='"{岗位}"', each='"signs"'), "只有申请表印审签各栏", "去掉"),
    (changed(LETTER, 'kind = "signature"', 'kind = "ends"'), "缺少“落款”", 'kind = "signature"'),
    (changed(LETTER, "{验收单位}：", "某单位："), "缺少{验收单位}", "{任务序号}"),
    (LETTER + item(kind='"text"', text='"甲" ', lead=1), "第14段（一段文字）的 lead", "0 到 2000 个字"),
    (LETTER + item(kind='"text"', text='"甲\\u0007"'), "不能打印的字符", "换行写"),
    (changed(LETTER, "always", "sometimes"), "when", "notice（登记了公示时）"),
    (changed(LETTER, "always", "notice"), "每个申请包都要有", "always"),
    (changed(LETTER, '["engineering", "other"]', '["other"]'), "每个申请包都要有", "always"),
    (changed(LETTER, '["engineering", "other"]', '["others"]'), "families", "engineering（工程类）"),
    (changed(LETTER, '["engineering", "other"]', "[]"), "families", "一个或两个"),
    (changed(LETTER, "signed = true", 'signed = "yes"'), "signed", "true 或 false"),
    (changed(EXPERTS, "signed = false", "signed = true"), "不能定为要签字", "letter"),
    (changed(LETTER, '"letter"', '"leter"'), "key", "letter"),
    (changed(LETTER, 'key = "letter"\n', ""), "key：没有写", "letter"),
    (changed(LETTER, "\n[[body]]", "\ncolour = 1\n\n[[body]]"), "colour", "file_stem"),
    (changed(LETTER, "01_", "a/"), "file_stem", "不含"),
    (changed(LETTER, "01_", "..\\\\"), "file_stem", "不含"),
    (changed(LETTER, '"01_验收销号申请函"', '"CON"'), "file_stem", "不含"),
    (changed(LETTER, 'title = "验收', 'title = "验收/'), "title", "不含"),
    (changed(LETTER, 'title = "验收', 'title = "验收\\n'), "title", "一行"),
    (changed(LETTER, 'title = "', 'title = "甲"\ntitle = "'), "格式不对", "双引号"),
    (changed(FORM, "signed = true\n", "signed = true\nlabel_width = 900\n"), "label_width", "40 到 200"),
    (LETTER + LAYOUT, "只有公示（notice）分表式", "只写在公示里"),
    (NOTICE[: NOTICE.index("\n[[layouts]]")], "公示没有表式", "[[layouts]]"),
    (NOTICE + LAYOUT, "第5个表式（六栏表（整改问题—完成情况））：名称或代号和前面的表式重复", "各不相同"),
    (changed(NOTICE, 'name = "六栏表', 'colour = 1\nname = "六栏表'), "第1个表式的 colour", "closing"),
    (changed(NOTICE, 'key = "six"\n', ""), "第1个表式（六栏表（整改问题—完成情况））的 key：没有写", "字"),
    (changed(NOTICE, "table = false", 'table = "no"'), "的 table", "true 或 false"),
    (changed(NOTICE, '"[监督电话：', '"[监督电话{整改木标}：'), "的 contact：没有{整改木标}", "整改目标"),
    (changed(NOTICE, 'contact = ["', 'contact = "甲"#["'), "的 contact", "再一行"),
    (changed(NOTICE, "[监督电话：{监督电话}]", "电话"), "缺少{监督电话}", "{公示时间}"),
    (changed(NOTICE, 'text = "{反馈问题}"', 'text = "略"'), "缺少{反馈问题}", "{完成情况}"),
    (changed(NOTICE, 'text = "{整改目标}"', 'text = "{备注}"'), "第4栏的 text：没有{备注}", "等"),
    (changed(NOTICE, 'label = "目标任务"', 'label = "重点措施"'), "“重点措施”写了两次", "只用一次"),
    (
        changed(NOTICE, 'label = "目标任务"', 'label = "目标任务"\nwidth = "half"'),
        "第4栏的 width",
        "omit_empty",
    ),
    (re.sub(r'\ntitle = "关于.*"', '\ntitle = " "', NOTICE, count=1), "的 title：没有写", "字"),
    *(
        (changed(FORM, f'text = "{{{name}', 'text = "{备注'), f"缺少{{{name}}}", "必须有")
        for name in ("反馈问题", "整改目标", "情况说明")
    ),
]


@pytest.mark.parametrize(("text", "what", "allowed"), WRONG, ids=[what for _, what, _ in WRONG])
def test_a_wrong_definition_is_refused_naming_file_entry_and_what_may_stand_there(
    text: str, what: str, allowed: str, tmp_path: Path
):
    with pytest.raises(UserError) as said:
        own(tmp_path, text)
    assert "本地.toml" in said.value.title and what in said.value.title
    assert allowed in said.value.advice


@pytest.mark.parametrize("name", REQUIRED_NAMES["form"])
def test_a_required_row_may_not_be_for_one_family_only(name: str, tmp_path: Path):
    text, count = re.subn(rf'(text = "{{{name}(?:\|—)?}}"\n)', r'\1families = ["other"]\n', FORM)
    assert count == 1
    with pytest.raises(UserError) as said:
        own(tmp_path, text)
    assert f"工程类缺少{{{name}}}" in said.value.title


def test_one_part_defined_twice_is_refused(tmp_path: Path):
    own(tmp_path, LETTER, "甲.toml")
    with pytest.raises(UserError) as said:
        own(tmp_path, LETTER, "乙.toml")
    assert "乙.toml" in said.value.title and "甲.toml" in said.value.title


def test_two_parts_may_not_share_a_file_name(tmp_path: Path):
    with pytest.raises(UserError) as said:
        own(tmp_path, changed(LETTER, "01_验收销号申请函", "04_自查自验报告"))
    assert "04_自查自验报告" in said.value.title


def test_two_forms_may_not_share_a_name(tmp_path: Path):
    """A reviewer's answer names the form it is about."""
    with open_desk(tmp_path / "desk") as ws:
        letter, report = bundled_forms()["letter"], bundled_forms()["report"]
        with pytest.raises(UserError, match="两个表单的名称都是“自查自验报告”"):
            save_own(ws, replace(letter, title=report.title))
        swapped = (replace(letter, title=report.title), replace(report, title=letter.title))
        with pytest.raises(UserError):
            save_own(ws, swapped[0], replace(bundled_forms()["form"], body=()))
        assert own_forms(ws.folder) == {}
        save_own(ws, *swapped)
        assert own_forms(ws.folder) == {one.key: one for one in swapped}


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
    [section] = story(sample_contents(forms={"form": definition}, family=family, waiver="甲"), "form")
    table = next(block for block in section.blocks if isinstance(block, Table))
    return [str(cell.text) for row in table.rows for cell in row.cells]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(ROWS), st.lists(st.sampled_from(["full", "half"]), min_size=len(ROWS), max_size=len(ROWS))
)
def test_rows_in_any_order_and_width_all_print_their_label(rows: list[FormRow], widths: list[str]):
    drawn = tuple(
        replace(row, omit_empty=False, width="full" if row.each else width)
        for row, width in zip(rows, widths, strict=True)
    )
    cells = cells_of(drawn)
    roles = [title for _, title in sample_contents().sign_roles]
    for row in drawn:
        for label in [row.label.replace("{岗位}", title) for title in roles]:
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


def test_an_offices_own_layout_is_printed_with_its_rows(tmp_path: Path):
    text = changed(NOTICE, 'label = "整改实施主体"', 'label = "实施单位"')
    text = changed(text, "请在公示期间向{公示单位}反映", "请向{公示单位}书面反映")
    contents = sample_contents(forms={"notice": own(tmp_path, text)["notice"]}, notice=Notice())
    printed = joined(FORMS["notice"].named(contents).write(contents, tmp_path / "a.pdf", font_set(True)).path)
    assert "实施单位" in printed and "整改实施主体" not in printed and "书面反映" in printed


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
    for waiver in ("", "先报"):  # a reason does not make a wrong form printable
        with pytest.raises(UserError) as said:
            sending.send(desk, task, tmp_path / "out", write_acceptance_package, waiver)
        told = said.value
        findings = map(finding_text, told.findings) if isinstance(told, Incomplete) else (told.title,)
        assert any("本地.toml" in text for text in findings)
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
