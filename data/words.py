"""All wording that more than one place shows: findings, states, journal lines, field names; so screen, paper and commands agree."""

import re
from collections.abc import Sequence
from datetime import date

from data.domain.filing import FileLedger
from data.domain.look_back import LookBack
from data.domain.model import Finding
from data.domain.relaxed import Relaxed

FIELDS = {
    "number": "序号",
    "number_text": "序号",
    "upper_number": "上级编号",
    "source": "问题来源",
    "category": "类别",
    "finding": "反馈问题",
    "requirement": "整改任务",
    "goal": "整改目标",
    "measures": "整改措施",
    "measures_text": "整改措施",
    "lead_unit": "牵头单位",
    "units": "责任单位",
    "responsible_units": "责任单位",
    "supporting_units": "配合单位",
    "acceptance_unit": "验收（督导）单位",
    "responsible_person": "责任人",
    "leader_in_charge": "包保领导",
    "phone": "联系电话",
    "deadline": "整改时限",
    "status": "完成情况",
    "progress": "整改进展",
    "percent": "进度",
    "difficulty": "存在困难",
    "next_step": "下一步措施",
    "note": "备注",
    "extra": "其他列",
    "ignore": "不导入",
}

_FINDINGS = {
    "own_forms_wrong": "本单位改过的表单用不了：{text}",
    "own_rules_wrong": "本单位改过的地方规则用不了：{text}",
    "own_calendar_wrong": "本单位补充的节假日安排用不了，工作日暂按内置的算：{text}",
    "office_incomplete": "本单位信息没有填全，封面和落款无法生成。",
    "deadline_unconfirmed": "整改时限“{text}”有疑义，还没有人确认读法。",
    "acceptor_unknown": "清单没有写明验收（督导）单位，申请函的主送单位空着。",
    "no_measures": "这项任务没有整改措施，无法逐条对照；请核对清单里“整改措施”一列，重新导入。",
    "return_unmended": "上次退回意见第{n}条“{text}”还没有说明补正情况。",
    "laxer_than_upper": "整改时限{due}，宽于“{name}”的{limit}，不能比上级方案放宽。",
    "maybe_laxer_than_upper": "“{name}”写的是“{text}”，整改时限{due}，可能比上级方案放宽了，请核对。",
    "measure_after_upper": "第{n}条措施的时限{on}晚于“{name}”的{limit}，不能比上级方案放宽。",
    "laxer_than_text": "整改时限“{text}”按{due}掌握，晚于原文最宽的读法{latest}，不能自行放宽；批准过延期的，先报理由里写明批准文件。",
    "immediate_put_off": "整改时限“{text}”按{due}掌握，离今天还有{days}天，不能自行放宽；批准过延期的，先报理由里写明批准文件。",
    "measure_after_deadline": "第{n}条措施的时限{on}晚于整改任务的时限{due}。",
    "measure_without_evidence": "第{n}条措施没有佐证材料。",
    "measure_not_verified": "第{n}条措施自验时没有认定到位。",
    "measure_not_done": "第{n}条措施没有填完成日期。",
    "measure_before_start": "第{n}条措施的完成日期{done}早于启动整改的{start}，请核对两个日期。",
    "measure_late": "第{n}条措施{done}完成，晚于时限{due}，请在报告中说明原因。",
    "measure_unreported": "第{n}条措施没有填写落实情况。",
    "evidence_after_done": "第{n}条措施的佐证最早是{first}，晚于完成日期{done}，与完成时间对不上。",
    "evidence_before_start": "第{n}条措施的佐证最晚是{last}，早于启动整改的{start}，看不出是这次整改做的。",
    "evidence_long_before": "第{n}条措施的佐证最晚是{last}，比完成日期{done}早一年以上，请核对是不是这次整改的材料。",
    "penalty_chain": "第{n}条措施涉及处罚，缺“{title}”；确不需要的，请在应有佐证里写明理由。",
    "slot_missing": "第{n}条措施一般应有“{title}”，还没有，也没有说明不需要的理由。",
    "evidence_missing": "佐证文件“{name}”在工作文件夹里找不到了，请从备份或原始位置重新添加。",
    "evidence_changed": "佐证文件“{name}”的内容与入库时不一致，请重新添加原件。",
    "photo_undated": "照片“{title}”没有拍摄日期。",
    "evidence_undated": "佐证“{title}”没有填日期。",
    "date_in_future": "{what}晚于今天。",
    "evidence_after_verification": "佐证“{title}”的日期{dated}晚于自验日期{on}，自验时还没有这份材料，请说明或重新自验。",
    "evidence_unlinked": "佐证“{title}”没有对应到任何一条措施。",
    "photo_of_another_task": "照片“{title}”在{task}任务里也用了，同一张照片不能证明两项整改。",
    "photo_like_another": "照片“{title}”与{task}任务的一张照片十分相像，请核对是否用错。",
    "photo_after_missing": "整改前照片{titles}没有同一措施或同一地点的整改后照片，无法对比。",
    "photo_before_missing": "整改后照片{titles}没有同一措施或同一地点的整改前照片，无法对比。",
    "photo_before_is_after": "整改后照片“{title}”与整改前照片“{before}”是同一个文件，请核对是否放错。",
    "photo_after_too_early": "整改后照片“{title}”的日期{dated}早于整改前照片的{before}，前后颠倒。",
    "verification_not_passed": "自查自验还没有“通过”的结论。",
    "verification_undated": "自查自验没有填日期。",
    "verification_nobody": "自查自验没有填参加人员。",
    "verification_unnamed": "自查自验参加人员第{n}行还没有填姓名，不会印到材料里。",
    "verification_summary": "自查自验没有填整改情况小结。",
    "verification_too_early": "自验日期{on}早于最后一条措施的完成日期{last}。",
    "verification_before_start": "自验日期{on}早于启动整改的{start}，请核对两个日期。",
    "verification_before_rebound": "自验日期{on}早于反弹重办的{again}，需要重新自验。",
    "standard_open": "验收标准“{text}”没有勾选。",
    "checklist_open": "自验清单“{text}”没有勾选。",
    "sign_missing": "审签链缺“{title}”签字。",
    "sign_undated": "“{title}”签字没有填日期。",
    "sign_stale": "“{title}”（{name}）签字后内容有改动，{before}需重新签字。",
    "signed_form_stale": "“{title}”签字后内容有改动，{before}需重新打印、签字。",
    "signed_form_missing": "“{title}”还没有签字盖章件。",
    "signature_broken": "“{title}”上{said}需重新签名。",
    "signature_partial": "“{title}”上{said}",
    "signature_out_of_time": "“{title}”上{said}",
    "signature_expired": "“{title}”上{said}",
    "signature_unchecked": "“{title}”上{said}",
    "signature_of_another": "“{title}”的证书签名是{signer}的，审签表“{place}”一栏填的是{name}。",
    "signed_file_of_others": "“{title}”的签名文件里还有{n}页不是这项任务的表，会一起进申请包；不该带上的，请把这张表单独签名。",
    "sign_too_early": "“{title}”的签字日期{on}早于自验日期。",
    "sign_order": "“{title}”的签字日期{on}早于“{first}”的{earlier}，与审签顺序不符。",
    "steps_out_of_order": "“{step}”的日期{on}早于“{before}”的{earlier}，先后颠倒。",
    "notice_missing": "现行规则要求先公示、后申请销号，这项任务还没有公示。",
    "notice_undated": "公示没有填{what}。",
    "notice_end_before_start": "公示截止日{end}早于开始日{start}。",
    "notice_too_short": "公示写的是{said}，实际{real}。",
    "notice_below_rule": "现行规则要求公示{rule}，这次公示{real}。",
    "notice_longer_than_named": "公示写的是{said}，实际有{real}，印出来的天数不对，请按实际改写，或核对末日。",
    "notice_year_unknown": "{years}的节假日安排不在日历里（已知{known}），公示的工作日没有核对，请在“设置—节假日安排”里补上。",
    "notice_before_acceptance": "现行规则先验收、后公示；验收同意还没有登记，公示已定在{start}开始。",
    "notice_too_early": "公示{start}开始，早于验收同意的日期{accepted}。",
    "notice_running": "公示到{end}才期满，期满前不能申请销号。",
    "notice_before_verified": "公示{start}开始，早于自验通过的日期{verified}。",
    "notice_not_noted": "公示{end}已经期满，公示结果还没有登记。",
    "notice_noted_otherwise": "公示结果是按{on}期满登记的，与现在的公示起止日期或异议对不上，请核对公示，或重新登记公示结果。",
    "notice_nowhere": "公示没有写发布在哪里（网站栏目或网址）。",
    "notice_without_phone": "公示没有写监督电话，群众有意见没有地方反映。",
    "notice_without_screenshot": "公示缺{name}（{day}）的截图。",
    "notice_screenshot_dated": "公示{name}截图的日期是{dated}，与{day}对不上。",
    "notice_one_screenshot": "公示首日、末日用的是同一张截图，证明不了公示了这么多天。",
    "notice_objection_open": "{on}{by}提出的异议还没有写全收到日期、办理日期和办理结果。",
    "notice_objection_handled_early": "{by}所提异议的办理日期{handled}早于收到日期{on}。",
    "notice_objection_outside": "{by}所提异议的收到日期{on}不在公示期内，请核对。",
    "notice_identity_number": "公示内容里有身份证号码{number}，不能公开。",
    "notice_names_person": "公示内容里有个人姓名“{name}”，请核对是否需要公开。",
    "notice_mobile_number": "公示内容里有个人手机号码{number}，建议改用办公电话。",
    "glyph_missing": "{what}里有字库没有的字：{chars}，打印出来会是“〓”，请换个写法，或打印后手写补上。",
}


def finding_text(finding: Finding) -> str:
    """A finding as the reviewer would word it."""
    return _FINDINGS[finding.code].format(**finding.params)


def borrowed_text(chars: Sequence[str]) -> str:
    """Which characters are printed in another font; "" for none."""
    if not chars:
        return ""
    shown = "、".join(chars[:20]) + ("等" if len(chars) > 20 else "")
    return f"仿宋字库里没有“{shown}”，打印时用字形相近的字体代替，一个字都不会少。"


def substitutes_text(found: Sequence[tuple[str, str, str]]) -> str:
    """Which fonts stand in for official ones this PC lacks: ``(role, official font, the one used)`` each."""
    if not found:
        return "公文用的正式字体这台电脑都有。"
    lines = "；".join(f"{role}“{official}”用 {used} 代替" for role, official, used in found)
    return f"这台电脑缺的正式字体，打印时用随程序附带的字体代替：{lines}。装上正式字体后，重新打开本程序就会改用。"


_SETTINGS = {"office": "本单位", "forms": "表单", "rules": "地方规则", "calendar": "节假日安排"}
_WHERE = {
    "task": "任务—基本情况",
    "measure": "任务—措施与进展",
    "evidence": "任务—佐证材料",
    "verification": "任务—自查自验",
    "sign": "任务—审签",
    "notice": "任务—公示",
    "package": "任务—销号申请—补正情况",
}


def where_text(where: str) -> str:
    """Where to mend a finding, as a way through the window."""
    head = where.split("/")[0].split(":")[0]
    if head == "settings":
        return f"设置—{_SETTINGS[where.split('/')[-1]]}"
    if where.startswith("measure:"):
        number = where.split("/")[0].split(":")[1]
        place = {"evidence": "任务—佐证材料", "verdict": "任务—自查自验"}.get(
            where.split("/")[-1], _WHERE[head]
        )
        return f"{place}（第{number}条措施）"
    return _WHERE[head]


_JOURNAL = {
    "setting": "修改设置",
    "rules": "修改本单位规则",
    "calendar": "修改节假日安排",
    "import": "导入清单",
    "import_undone": "撤回导入",
    "correction": "更正清单内容",
    "conflict": "决定更正与新清单的不一致",
    "archive_numbers": "编归档号",
    "attach": "添加佐证材料",
    "detach": "移出佐证材料",
    "evidence": "修改佐证说明",
    "evidence_order": "调整佐证顺序",
    "waive": "说明不需要的佐证",
    "measure": "填写措施落实情况",
    "task": "修改任务",
    "progress": "填写进展",
    "progress_deleted": "删除进展",
    "verification": "填写自查自验",
    "signs": "填写审签",
    "notice": "填写公示",
    "signs_reset": "撤销审签（签字后内容有改动）",
    "forms_printed": "打印签字件",
    "forms_signed": "收回签字件",
    "form_unsigned": "撤下签字件",
    "signature_image": "登记签名图片",
    "step": "登记步骤",
    "step_deleted": "撤销步骤",
    "package": "生成申请包",
    "answer": "登记答复",
    "answer_withdrawn": "撤销登记的答复",
    "answer_scan": "登记答复扫描件",
    "answer_file": "留存答复原件",
    "opinion_forms": "生成下一级验收意见表",
    "mended": "填写补正情况",
}


def journal_text(what: str) -> str:
    """What a journal line did, in a few words."""
    return _JOURNAL[what]


_RELAXED = {
    "later": "时限推迟：“{before}”改为“{after}”",
    "undated": "原来写明的时限“{before}”没有了，改为“{after}”",
    "fewer": "措施减少：原来{before}，现在{after}",
    "weaker": "措辞减弱：“{before}”改为“{after}”",
    "dropped": "删去了“{before}”",
    "lower": "指标放宽：“{before}”改为“{after}”",
}


def relaxed_text(one: Relaxed) -> str:
    """What a re-issued task asks less of, with the words."""
    return f"{FIELDS[one.field]}：" + _RELAXED[one.kind].format(before=one.before, after=one.after)


def day(value: date | None) -> str:
    """A date as official papers write it: 2025年1月9日; empty for none."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


_IDENTITY = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])")


def masked(name: str) -> str:
    """A name as it may be shown: an identity number in it keeps its first six and last four figures."""
    return _IDENTITY.sub(r"\1********\2", name)


def look_text(look: LookBack) -> str:
    """One look-back in words: planned, or done with its result."""
    if look.done_on:
        return f"{look.months}个月：{day(look.done_on)} {look.note or '无反弹'}"
    return f"{look.months}个月：计划{day(look.due)}"


def unnumbered_text(ledger: FileLedger) -> str:
    """Why the archive numbers of a file are left blank, and what to do; "" where they are given."""
    why = "" if ledger.year else "还没有登记销号，年度定不下来，档号留空；销号以后重新归档即可编号。"
    return why + (
        ""
        if ledger.codes.known
        else "还没有全宗号、机构代码，档号留空；在“设置—归档”填写后重新归档即可编号。"
    )


def size(count: int) -> str:
    """A file size for people."""
    if count < 1024:
        return f"{count} 字节"
    for unit in ("KB", "MB", "GB"):
        count_f = count / 1024
        if count_f < 1024 or unit == "GB":
            return f"{count_f:.1f} {unit}".replace(".0 ", " ")
        count = count // 1024
    raise AssertionError("unreachable")
