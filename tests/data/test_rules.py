"""The office's own rules: over the place's, checked whole, never silently ignored, and with signatures given kept."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

import headless
from data import actions, dossier, rules, sending, sign_off
from data.domain.checks import check
from data.domain.errors import Incomplete, UserError
from data.domain.family import parts_of
from data.domain.model import Step
from data.domain.own_rules import OwnRules, differences
from data.domain.profile import SignRole, WarningRule
from data.domain.signed import Sheet, SignedPart
from data.journal_words import told
from data.profiles import load_profile
from data.store import evidence, history, settings, signed_forms, tasks, work
from data.store.journal import lines
from data.store.workspace import Workspace
from data.words import finding_text, journal_text
from exporters.acceptance import write_acceptance_package, write_signing_forms
from tests.factory import TODAY, listed, open_desk, take_in, worked

PLACE = load_profile()
LEGAL = SignRole("post_legal", "法规科")
SHORT = tuple(role for role in PLACE.sign_roles if role.key != "reviewer")
WITH_LEGAL = (*PLACE.sign_roles[:2], LEGAL, *PLACE.sign_roles[2:])


def put(ws: Workspace, text: str) -> None:
    (ws.folder / rules.OWN_FILE).write_text(text, encoding="utf-8")


def chain(ws: Workspace, *roles: SignRole) -> None:
    rules.save_own(ws, OwnRules(sign_roles=roles))


@pytest.fixture
def task_id(desk: Workspace, tmp_path: Path) -> str:
    take_in(desk, listed(), listed("2", "另一个问题。"))
    return worked(desk, tmp_path / "in").id


def case_of(ws: Workspace, task_id: str):
    return dossier.case_of(ws, task_id, read_bytes=False)


def codes(ws: Workspace, task_id: str) -> set[str]:
    return {finding.code for finding in check(case_of(ws, task_id))}


# ---------------------------------------------------------------- read

WHOLE = """
signed_forms = ["letter", "form", "report"]
coded_forms = []
signed_required = true
copies = "纸质3份"
notice_days = 7
notice_in_workdays = false
soon_days = 15
report_day = 18
look_back_months = [6, 12]
evidence_grace_days = 0
standards_required = true

[[sign_roles]]
key = "handler"
title = "承办人"
[[sign_roles]]
key = "town"
title = "乡镇政府"
seal = true
before_sending = false

[[warnings]]
level = "yellow"
overdue_days = 1
[[warnings]]
level = "orange"
overdue_days = 7
[[warnings]]
level = "red"
overdue_days = 15

[package]
parts = ["cover", "form", "letter", "evidence", "report"]
[package.families.other]
parts = ["cover", "letter", "form", "report", "evidence"]
"""


def test_every_entry_takes_the_place_of_the_profiles(desk: Workspace) -> None:
    put(desk, WHOLE)
    profile = rules.profile_of(desk)
    assert profile.sign_roles == (SignRole("handler", "承办人"), SignRole("town", "乡镇政府", False, True))
    assert profile.warnings == (WarningRule("yellow", 1), WarningRule("orange", 7), WarningRule("red", 15))
    assert parts_of(profile, "engineering") == ("cover", "form", "letter", "evidence", "report")
    assert parts_of(profile, "other") == ("cover", "letter", "form", "report", "evidence")
    assert (profile.signed_forms, profile.coded_forms) == (("letter", "form", "report"), ())
    assert (profile.notice_days, profile.notice_in_workdays, profile.soon_days) == (7, False, 15)
    assert (profile.report_day, profile.look_back_months, profile.evidence_grace_days) == (18, (6, 12), 0)
    assert profile.signed_required and profile.standards_required and profile.copies == "纸质3份"
    assert profile.steps == PLACE.steps and profile.titles == PLACE.titles


def test_without_the_file_the_place_decides(desk: Workspace) -> None:
    assert rules.profile_of(desk) == PLACE and rules.rules_fault(desk) is None


ROLE = '[[sign_roles]]\nkey = "a"\ntitle = "甲"\n'
WRONG = {
    "unknown entry": ("notice_day = 7", "notice_day：没有这一项"),
    "a title, which is the form's": ('[package.titles]\ncover = "材料"', "package.titles：没有这一项"),
    "unknown family": ('[package.families.third]\nparts = ["cover"]', "package.families.third：没有这一项"),
    "words of a family": (
        '[package.families.other]\nwords = ["x"]',
        "package.families.other.words：没有这一项",
    ),
    "number as text": ('notice_days = "7"', "notice_days：写的是“7”"),
    "yes as a number": ("signed_required = 1", "signed_required：写的是“1”"),
    "true as a number": ("notice_days = true", "notice_days：写的是“true”"),
    "no day": ("notice_days = 0", "notice_days"),
    "too many days": ("soon_days = 4000", "soon_days"),
    "no such day of a month": ("report_day = 31", "report_day"),
    "below nothing": ("evidence_grace_days = -1", "evidence_grace_days"),
    "empty copies": ('copies = " "', "copies"),
    "months going back": ("look_back_months = [6, 3]", "没有逐个增大"),
    "no month": ("look_back_months = []", "look_back_months"),
    "unknown part": ('[package]\nparts = ["cover", "leter", "form", "evidence"]', "没有“leter”这个组成"),
    "missing core part": ('[package]\nparts = ["cover", "letter", "form"]', "缺少“佐证材料目录”（evidence）"),
    "part twice": (
        '[package]\nparts = ["cover", "form", "letter", "form", "evidence"]',
        "“申请表”（form）写了两次",
    ),
    "cover not first": (
        '[package]\nparts = ["letter", "cover", "form", "evidence"]',
        "封面（cover）要排在第一",
    ),
    "parts as text": ('[package]\nparts = "cover"', "package.parts"),
    "package no table": ("package = 3", "package"),
    "signing what is not in the package": (
        'signed_forms = ["report"]\n[package]\nparts = ["cover", "letter", "form", "evidence"]',
        "“自查自验报告”要签字，工程类的申请包里却没有",
    ),
    "signing the acceptor's": ('signed_forms = ["opinion"]', "signed_forms：写的是“opinion”"),
    "signing twice": ('signed_forms = ["form", "form"]', "signed_forms：写了两次"),
    "unknown coded form": ('coded_forms = ["x"]', "coded_forms"),
    "no chain": ("sign_roles = []", "审签链里一个岗位也没有"),
    "role twice": (ROLE + '[[sign_roles]]\nkey = "a"\ntitle = "乙"', "key“a”写了两次"),
    "title twice": (ROLE + '[[sign_roles]]\nkey = "b"\ntitle = "甲"', "岗位名称“甲”写了两次"),
    "nobody before sending": (ROLE + "before_sending = false", "至少要有一个岗位在报送前签"),
    "before after after": (
        ROLE
        + '[[sign_roles]]\nkey = "b"\ntitle = "乙"\nbefore_sending = false\n[[sign_roles]]\nkey = "c"\ntitle = "丙"',
        "sign_roles 第3个：“丙”在报送前签",
    ),
    "no key": ('[[sign_roles]]\ntitle = "甲"', "sign_roles 第1个的 key：没有写"),
    "key with a slash": ('[[sign_roles]]\nkey = "a/b"\ntitle = "甲"', "sign_roles 第1个的 key"),
    "title too long": (f'[[sign_roles]]\nkey = "a"\ntitle = "{"甲" * 300}"', "sign_roles 第1个的 title"),
    "title over two lines": ('[[sign_roles]]\nkey = "a"\ntitle = "甲\\n乙"', "sign_roles 第1个的 title"),
    "seal as text": (ROLE + 'seal = "是"', "sign_roles 第1个的 seal"),
    "unknown entry of a role": (ROLE + 'post = "科长"', "sign_roles 第1个的 post：没有这一项"),
    "a role that is no table": ('sign_roles = ["甲"]', "sign_roles 第1个"),
    "too many roles": (
        "".join(f'[[sign_roles]]\nkey = "a{at}"\ntitle = "岗位{at}"\n' for at in range(13)),
        "审签链最多 12 个岗位",
    ),
    "warnings not rising": (
        "".join(
            f'[[warnings]]\nlevel = "{level}"\noverdue_days = {days}\n'
            for level, days in (("yellow", 10), ("orange", 10), ("red", 20))
        ),
        "warnings：天数没有逐级增大",
    ),
    "a warning missing": ('[[warnings]]\nlevel = "red"\noverdue_days = 5', "warnings：三级预警没有依次写全"),
    "warnings as a number": ("warnings = 5", "warnings"),
    "no toml": ("notice_days 7", "格式不对"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_rules_are_refused_with_file_entry_and_what_may_stand_there(desk: Workspace, case: str) -> None:
    text, said = WRONG[case]
    put(desk, text)
    with pytest.raises(UserError) as refused:
        rules.require_rules(desk)
    assert "rules.toml" in refused.value.title and said in refused.value.title
    assert (
        "可以写：" in refused.value.advice or "一行写一项" in refused.value.advice
    ) and "停用" in refused.value.advice
    assert rules.profile_of(desk) == PLACE


def test_rules_in_another_encoding_are_named(desk: Workspace) -> None:
    (desk.folder / rules.OWN_FILE).write_bytes('copies = "三份"'.encode("gbk"))
    with pytest.raises(UserError, match="UTF-8"):
        rules.require_rules(desk)


def test_rules_with_the_mark_notepad_writes_are_read(desk: Workspace) -> None:
    (desk.folder / rules.OWN_FILE).write_bytes(b"\xef\xbb\xbfnotice_days = 7\n")
    assert rules.require_rules(desk).notice_days == 7


def test_a_mended_file_is_read_at_once_and_an_unchanged_one_not_again(desk: Workspace) -> None:
    put(desk, "notice_days = 7")
    first = rules.profile_of(desk)
    assert rules.profile_of(desk) is first
    put(desk, "notice_days = 15")
    assert rules.profile_of(desk).notice_days == 15
    (desk.folder / rules.OWN_FILE).unlink()
    assert rules.profile_of(desk) == PLACE


def test_another_place_keeps_the_offices_own_changes(desk: Workspace) -> None:
    put(desk, "notice_days = 7")
    settings.put(desk, "profile", "anhui")
    assert (rules.profile_of(desk).key, rules.profile_of(desk).notice_days) == ("anhui", 7)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_rules_that_cannot_be_read_are_said(desk: Workspace) -> None:
    put(desk, "notice_days = 7")
    (desk.folder / rules.OWN_FILE).chmod(0)
    assert "没有权限" in str(rules.rules_fault(desk))


# ---------------------------------------------------------------- wrong at the desk


def test_wrong_rules_stop_printing_sending_and_signing_but_no_page(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    put(desk, "notice_day = 3")
    case = case_of(desk, task_id)
    assert dossier.shown(desk, case).parts
    with pytest.raises(UserError) as refused:
        sending.send(desk, task_id, tmp_path / "out", write_acceptance_package, "确需先报")
    found = refused.value.findings if isinstance(refused.value, Incomplete) else []
    assert "notice_day" in "".join([str(refused.value), *map(finding_text, found)])
    for do in (
        lambda: sign_off.print_for_signing(desk, task_id, tmp_path / "out", write_signing_forms),
        lambda: actions.sign(desk, task_id, []),
        lambda: actions.month(desk, TODAY.replace(day=1)),
    ):
        with pytest.raises(UserError, match="notice_day"):
            do()
    assert not list((tmp_path / "out").glob("*")) and work.signs(desk, task_id)
    assert rules.rules_fault(desk) is not None


def test_commands_say_wrong_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_desk(tmp_path / "desk") as ws:
        take_in(ws, listed())
        put(ws, "notice_day = 3")
    workspace = ("--workspace", str(tmp_path / "desk"))
    assert headless.run([*workspace, "list"]) == 3
    said = capsys.readouterr().err.strip()
    assert "rules.toml" in said and len(said.splitlines()) == 1
    headless.run([*workspace, "check", "--task", "1"])
    assert "rules.toml" in capsys.readouterr().out


def test_a_wrong_file_is_never_written_over_but_can_be_put_aside(desk: Workspace) -> None:
    put(desk, "notice_day = 3")
    with pytest.raises(UserError):
        rules.save_own(desk, OwnRules(notice_days=5))
    assert (desk.folder / rules.OWN_FILE).read_text() == "notice_day = 3"
    first = rules.set_aside(desk)
    assert first.read_text() == "notice_day = 3" and rules.rules_fault(desk) is None
    put(desk, "notice_day = 4")
    assert rules.set_aside(desk).read_text() == "notice_day = 4" and first.read_text() == "notice_day = 3"
    assert "停用" in told(rules.changes(desk)[0], PLACE)


# ---------------------------------------------------------------- saved


def test_what_is_saved_is_read_back_and_stands_in_the_journal_with_who_and_when(desk: Workspace) -> None:
    own = OwnRules(
        sign_roles=WITH_LEGAL, notice_days=7, family_parts={"other": ("cover", "letter", "form", "evidence")}
    )
    said = rules.save_own(desk, own)
    assert rules.own_rules(desk) == own
    [line] = rules.changes(desk)
    assert (line.by, line.at[:10]) == ("测试员", TODAY.isoformat())
    assert journal_text(line.what) == "修改本单位规则"
    assert (
        told(line, PLACE) == "；".join(said)
        and "审签链加上“法规科”" in said
        and "公示天数：“10”改为“7”" in said
    )


def test_saving_keeps_what_the_file_already_said(desk: Workspace) -> None:
    put(desk, WHOLE)
    before = rules.own_rules(desk)
    rules.save_own(desk, replace(before, copies="纸质5份"))
    assert rules.own_rules(desk) == replace(before, copies="纸质5份")


def test_what_the_place_says_as_well_is_not_written(desk: Workspace) -> None:
    same = OwnRules(
        sign_roles=PLACE.sign_roles,
        parts=PLACE.parts,
        family_parts={"other": PLACE.parts},
        notice_days=10,
        copies="三份",
    )
    rules.save_own(desk, same)
    assert rules.own_rules(desk) == OwnRules(copies="三份")
    rules.save_own(desk, OwnRules(copies=PLACE.copies))
    assert not (desk.folder / rules.OWN_FILE).exists() and rules.profile_of(desk) == PLACE


def test_saving_the_same_again_writes_nothing(desk: Workspace) -> None:
    chain(desk, *WITH_LEGAL)
    assert rules.save_own(desk, OwnRules(sign_roles=WITH_LEGAL)) == ()
    assert len(rules.changes(desk)) == 1


def test_a_change_that_is_wrong_writes_neither_file_nor_journal(desk: Workspace) -> None:
    for own in (
        OwnRules(sign_roles=(LEGAL, LEGAL)),
        OwnRules(parts=("cover", "letter", "form")),
        OwnRules(signed_forms=("report",), parts=("cover", "letter", "form", "evidence")),
        OwnRules(notice_days=400),
    ):
        with pytest.raises(UserError):
            rules.save_own(desk, own)
    assert not (desk.folder / rules.OWN_FILE).exists() and rules.changes(desk) == []


def test_a_journal_that_cannot_be_written_leaves_the_file_as_it_was(desk: Workspace) -> None:
    chain(desk, *WITH_LEGAL)
    before = (desk.folder / rules.OWN_FILE).read_bytes()
    desk.db.execute("create trigger full before insert on journal begin select raise(abort, 'no'); end")
    with pytest.raises(Exception, match="no"):
        chain(desk, *SHORT)
    assert (desk.folder / rules.OWN_FILE).read_bytes() == before
    assert rules.profile_of(desk).sign_roles == WITH_LEGAL


def test_a_file_changed_by_hand_is_noted_once_when_the_desk_is_opened(desk: Workspace) -> None:
    rules.note_outside_change(desk)
    assert rules.changes(desk) == []
    rules.save_own(desk, OwnRules(sign_roles=WITH_LEGAL))
    rules.note_outside_change(desk)
    assert len(rules.changes(desk)) == 1
    put(desk, "notice_days = 7")
    for _ in range(2):
        rules.note_outside_change(desk)
    [found, _] = rules.changes(desk)
    said = told(found, PLACE)
    assert said.startswith("文件在程序外改过：") and "审签链去掉“法规科”" in said and "公示天数" in said
    assert rules.former_title(desk, "post_legal") == "法规科"
    put(desk, "notice_day = 7")
    rules.note_outside_change(desk)
    assert len(rules.changes(desk)) == 2


@pytest.mark.parametrize("known", [{"notice_days": 900}, {"gone": 1}, {"signed_forms": ["experts"]}])
def test_earlier_rules_this_program_no_longer_takes_do_not_keep_the_desk_shut(
    desk: Workspace, known: dict[str, object]
) -> None:
    with desk.change(rules.JOURNAL, rules.OWN_FILE, {"after": known}):
        pass
    put(desk, "notice_days = 7")
    for _ in range(2):
        rules.note_outside_change(desk)
    assert [line.detail["after"] for line in rules.changes(desk)] == [{"notice_days": 7}, known]


def test_every_kind_of_change_is_told_in_words(desk: Workspace) -> None:
    roles = (
        replace(PLACE.sign_roles[0], title="承办人", seal=True),
        PLACE.sign_roles[2],
        PLACE.sign_roles[1],
        replace(PLACE.sign_roles[4], before_sending=False),
    )
    after = replace(
        PLACE,
        sign_roles=roles,
        parts=("cover", "form", "letter", "evidence", "experts"),
        signed_required=True,
    )
    said = "；".join(differences(PLACE, after))
    for words in (
        "审签链去掉“县分管领导”",
        "“经办人”改名为“承办人”",
        "“承办人”改为盖章",
        "“县整改办”改为报送后签",
        "审签次序改为：承办人、单位负责人、审核人、县整改办",
        "申请包去掉“措施对照表、自查自验报告、自查自验记录、整改前后照片、公示材料、验收意见表、抄告函”",
        "申请包加上“专家或第三方意见”",
        "申请包次序改为：封面、申请表、申请函",
        "没有签字件不能报送：“否”改为“是”",
    ):
        assert words in said


# ---------------------------------------------------------------- signatures given


def test_a_signature_for_a_place_taken_out_stays_and_is_asked_for_no_more(
    desk: Workspace, task_id: str
) -> None:
    chain(desk, *SHORT)
    case = case_of(desk, task_id)
    [former] = case.former_signs
    assert (former.role, former.name) == ("reviewer", "李祎")
    assert rules.former_title(desk, "reviewer") == "审核人"
    assert former in work.signs(desk, task_id)
    contents = dossier.gather(desk, case)
    assert "reviewer" not in {role for role, _ in contents.sign_roles} | {
        sign.role for sign in contents.signs
    }

    # Saving what the table shows does not drop it; only signing anew does, and the journal keeps it.
    shown = [sign for sign in case.signs if sign.role != "reviewer"]
    actions.sign(desk, task_id, [replace(sign, on=TODAY) for sign in shown])
    assert former in work.signs(desk, task_id)
    assert not {code for code in codes(desk, task_id) if code in ("sign_stale", "sign_missing")}
    assert former in sign_off.sign_anew(desk, task_id)
    assert "reviewer" not in {sign.role for sign in work.signs(desk, task_id)}
    [reset] = [line for line in lines(desk.db, task_id) if line.what == "signs_reset"]
    assert "reviewer" in str(reset.detail["before"])


def test_a_place_of_the_offices_own_that_is_taken_out_is_still_named(desk: Workspace) -> None:
    chain(desk, *WITH_LEGAL)
    chain(desk, *PLACE.sign_roles)
    assert rules.former_title(desk, "post_legal") == "法规科"
    assert rules.former_title(desk, "nobody") == ""


CHANGED_CHAINS = {
    "re-titled": (replace(PLACE.sign_roles[0], title="承办人"), *PLACE.sign_roles[1:]),
    "re-ordered": (PLACE.sign_roles[1], PLACE.sign_roles[0], *PLACE.sign_roles[2:]),
    "sealed": (replace(PLACE.sign_roles[0], seal=True), *PLACE.sign_roles[1:]),
    "longer": WITH_LEGAL,
    "shorter": SHORT,
}


@pytest.mark.parametrize("case", CHANGED_CHAINS)
def test_a_changed_chain_asks_for_new_signatures_and_going_back_makes_the_old_good(
    desk: Workspace, task_id: str, case: str
) -> None:
    assert "sign_stale" not in codes(desk, task_id)
    chain(desk, *CHANGED_CHAINS[case])
    assert "sign_stale" in codes(desk, task_id)
    chain(desk, *PLACE.sign_roles)
    assert not {code for code in codes(desk, task_id) if code in ("sign_stale", "sign_missing")}


def test_who_signs_before_sending_is_not_printed_and_voids_nothing(desk: Workspace, task_id: str) -> None:
    chain(
        desk, *PLACE.sign_roles[:4], replace(PLACE.sign_roles[4], before_sending=False), PLACE.sign_roles[5]
    )
    assert "sign_stale" not in codes(desk, task_id)


def test_the_last_change_of_the_chain_is_known_by_day_and_person(desk: Workspace) -> None:
    assert rules.chain_changed(desk) is None
    chain(desk, *SHORT)
    rules.save_own(desk, replace(rules.own_rules(desk), copies="三份"))
    assert rules.chain_changed(desk) == rules.ChainChange(TODAY, "测试员")


def test_the_code_of_an_unchanged_chain_is_that_of_paper_signed_before(desk: Workspace, task_id: str) -> None:
    def code() -> str:
        return dossier.gather(desk, case_of(desk, task_id)).codes["form"]

    before = code()
    rules.save_own(desk, OwnRules(notice_days=7, sign_roles=PLACE.sign_roles))
    assert code() == before
    letter = dossier.gather(desk, case_of(desk, task_id)).codes["letter"]
    chain(desk, *WITH_LEGAL)
    assert code() != before and dossier.gather(desk, case_of(desk, task_id)).codes["letter"] == letter


def test_a_chain_changed_since_the_sending_is_signed_before_another_version(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    before = codes(desk, task_id)
    chain(desk, *WITH_LEGAL)
    assert {"sign_stale", "sign_missing"} <= codes(desk, task_id)
    assert rules.signed_tasks(desk) == rules.Signed(0, 0)
    chain(desk, *PLACE.sign_roles)
    assert codes(desk, task_id) == before


def test_what_was_accepted_is_left_alone(desk: Workspace, task_id: str, tmp_path: Path) -> None:
    sending.send(desk, task_id, tmp_path / "out", write_acceptance_package)
    actions.note_step(desk, task_id, Step("", "accepted", TODAY))
    before = codes(desk, task_id)
    chain(desk, *WITH_LEGAL)
    assert codes(desk, task_id) == before
    assert not any(case_of(desk, task_id).is_stale(sign) for sign in work.signs(desk, task_id))


def test_tasks_with_signatures_to_be_voided_are_counted(desk: Workspace, task_id: str) -> None:
    assert rules.signed_tasks(desk) == rules.Signed(chain=1, letters=0)
    work.save_signs(desk, task_id, [])
    assert rules.signed_tasks(desk) == rules.Signed(0, 0)


def test_stamped_places_reach_the_paper(desk: Workspace, task_id: str) -> None:
    contents = dossier.gather(desk, case_of(desk, task_id))
    assert contents.sealed_roles == {"unit_head", "county_office", "supervisor"}
    chain(desk, replace(PLACE.sign_roles[0], seal=True), *PLACE.sign_roles[1:])
    contents = dossier.gather(desk, case_of(desk, task_id))
    assert "handler" in contents.sealed_roles


def test_the_package_is_bound_as_the_office_says(desk: Workspace, task_id: str) -> None:
    rules.save_own(desk, OwnRules(parts=("cover", "form", "letter", "evidence", "report"), copies="纸质5份"))
    contents = dossier.gather(desk, case_of(desk, task_id))
    assert (
        contents.parts == ("cover", "form", "letter", "evidence", "report") and contents.copies == "纸质5份"
    )


def test_a_form_signed_already_stays_in_the_package_when_it_need_not_be_signed_any_more(
    desk: Workspace, task_id: str, tmp_path: Path
) -> None:
    scan = tmp_path / "扫描.pdf"
    scan.write_bytes(b"signed letter")
    sha256, size = evidence.keep(desk, scan)
    code = dossier.gather(desk, case_of(desk, task_id)).codes["letter"]
    part = SignedPart("letter", 1, code, TODAY, (Sheet(1, sha256, size, scan.name, 0),))
    signed_forms.save_parts(desk, task_id, [part])
    assert rules.signed_tasks(desk) == rules.Signed(chain=1, letters=1)
    rules.save_own(desk, OwnRules(signed_forms=("form",), coded_forms=()))
    case = case_of(desk, task_id)
    assert [(state.expected.form, state.state) for state in case.forms] == [
        ("form", "unsigned"),
        ("letter", "signed"),
    ]
    contents = dossier.gather(desk, case)
    assert [each.evidence.sha256 for each in contents.evidence if each.evidence.kind == "signed_form"] == [
        sha256
    ]
    assert contents.codes["letter"] == code

    signed_forms.remove_part(desk, task_id, part)
    assert [state.expected.form for state in case_of(desk, task_id).forms] == ["form"]


def test_the_history_of_a_task_still_reads_after_the_chain_changed(desk: Workspace, task_id: str) -> None:
    chain(desk, *SHORT)
    sign_off.sign_anew(desk, task_id)
    profile = rules.profile_of(desk)
    assert any("李祎" in told(line, profile) for line in history.of_task(desk, tasks.find(desk, "1").id))
