"""The code typed from paper: as people type it, it finds form and page; what cannot be right says which part and why."""

import pytest

from data.domain.scans import Known, Pointed, Printed
from data.domain.signed import ExpectedForm
from data.files import short_code
from data.typed_code import read_entry

CODES = {
    name: short_code(f"{at:02x}" * 32) for at, name in enumerate(("letter", "form", "old", "other"), 0x5A)
}
KNOWN = Known(
    (
        ExpectedForm("letter", "申请函", "XH-1", 2, CODES["letter"], pages=2),
        ExpectedForm("form", "申请表", "XH-1", 2, CODES["form"], pages=3),
    ),
    titles={"form": "申请表"},
    printed={CODES["old"]: Printed("", "form", 1), CODES["other"]: Printed("8号 河道垃圾", "form", 1)},
)


@pytest.mark.parametrize(
    "typed",
    [
        CODES["form"],
        CODES["form"].lower(),
        CODES["form"].replace("-", ""),
        CODES["form"].replace("-", " "),
        CODES["form"].replace("-", "—"),
        f"核对码　{CODES['form']} ",
        f"核对码：{CODES['form']}",
        CODES["form"].translate(str.maketrans("01", "OI")),
        CODES["form"].translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}),
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_entry(KNOWN, typed, "3").pointed == Pointed("form", 3, "typed")


@pytest.mark.parametrize("page", ["2", " 2 ", "第2页", "— 2 —", "２"])
def test_a_page_number_is_understood_however_it_is_typed(page: str) -> None:
    assert read_entry(KNOWN, CODES["letter"], page).pointed == Pointed("letter", 2, "typed")


@pytest.mark.parametrize("page", ["", "0", "4", "一", "1.5"])
def test_a_page_the_form_has_not_is_said_of_the_page(page: str) -> None:
    entry = read_entry(KNOWN, CODES["form"], page)
    assert entry.pointed is None and not entry.code_problem
    assert entry.page_problem == "“申请表”有3页，请填1到3。"


def said(typed: str) -> str:
    entry = read_entry(KNOWN, typed, "1")
    assert entry.pointed is None and not entry.page_problem
    return entry.code_problem


def test_a_wrong_letter_names_the_form_and_the_group() -> None:
    code = CODES["form"]
    wrong = code[:10] + ("7" if code[10] != "7" else "8") + code[11:]
    assert said(wrong) == "像是“申请表”的核对码，但第3组不对，请照页脚再看一遍。"


def test_a_code_too_short_or_of_nonsense_says_so() -> None:
    assert said("") == "请照页脚输入核对码。"
    assert said(CODES["form"][:-3]) == "核对码是17位，现在输了15位，请照页脚再看一遍。"
    assert said("A" * 17) == "核对码里有输错的，请照页脚再看一遍。"


def test_a_code_printed_before_a_change_of_another_task_or_elsewhere_is_named() -> None:
    assert f"第1版“申请表”改动以前的核对码，现在是{CODES['form']}" in said(CODES["old"])
    assert "另一项任务（8号 河道垃圾）“申请表”" in said(CODES["other"])
    assert "不是现在要签的这几张表" in said(short_code("ff" * 32))


def test_a_form_never_printed_has_no_page_to_be() -> None:
    known = Known((ExpectedForm("form", "申请表", "XH-1", 1, CODES["form"]),))
    assert "还没有打印过" in read_entry(known, CODES["form"], "1").code_problem
