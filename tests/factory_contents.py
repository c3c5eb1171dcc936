"""Package contents as a county office would have them, for tests and pictures of the forms."""

from dataclasses import replace
from datetime import date

from data.domain.contents import ChecklistItem, EvidencePart, Office, PackageContents, WrittenPart
from data.domain.model import (
    Deadline,
    Evidence,
    ListedMeasure,
    ListedTask,
    Measure,
    Reason,
    SelfVerification,
    SignOff,
    Step,
    Task,
    Verdict,
    Verifier,
)

KINDS = {
    "plan": "方案及备案件",
    "minutes": "会议纪要、批示",
    "policy": "制度文件",
    "penalty": "行政处罚决定书",
    "monitoring": "监测报告",
    "photo_before": "整改前照片",
    "photo_after": "整改后照片",
    "patrol": "巡查记录",
    "other": "其他佐证材料",
}

_MEASURES = (
    (
        "制定石羊河支流截污整治方案，明确排污口“一口一策”，2024年3月底前完成排查。",
        "印发《凉川县石羊河支流截污整治实施方案》，排查入河排污口23个，逐个建立档案，落实“一口一策”。",
        date(2024, 3, 18),
    ),
    (
        "对城关镇、西滩乡6处生活污水直排口实施截流，污水全部纳入县城污水处理厂。",
        "投资862万元，铺设截污管网4.7公里，6处直排口全部封堵，污水纳入县城污水处理厂处理，日均增加收集量1 200立方米。",
        date(2024, 9, 30),
    ),
    (
        "依法查处沿河违法排污企业，2024年底前整改到位。",
        "县生态环境分局立案查处2家企业，罚款27.6万元，两家企业污水处理设施已完成改造并通过验收。",
        date(2024, 11, 12),
    ),
    (
        "建立河道日常巡查和水质监测制度，每季度至少监测一次，并长期坚持。",
        "印发《凉川县河道巡查管理办法（试行）》，县、乡、村三级河长累计巡河412次；四个季度监测断面水质均达到Ⅲ类。",
        date(2024, 12, 20),
    ),
)

_EVIDENCE = (
    ("minutes", "县政府专题会议纪要", date(2024, 2, 6), "凉政纪要〔2024〕5号", 4, (1,)),
    ("plan", "凉川县石羊河支流截污整治实施方案", date(2024, 3, 18), "凉政办发〔2024〕21号", 12, (1,)),
    ("other", "入河排污口排查台账", date(2024, 3, 15), "", None, (1,)),
    ("photo_before", "城关镇3号排污口整改前照片", date(2024, 3, 10), "", 1, (2,)),
    ("photo_after", "城关镇3号排污口整改后照片", date(2024, 9, 29), "", 1, (2,)),
    ("penalty", "行政处罚决定书（凉川县宏达食品有限公司）", date(2024, 6, 3), "凉环罚〔2024〕7号", 6, (3,)),
    ("policy", "凉川县河道巡查管理办法（试行）", date(2024, 10, 8), "凉政办发〔2024〕63号", 9, (4,)),
    ("monitoring", "2024年第四季度断面水质监测报告", date(2024, 12, 18), "", 15, (4,)),
    ("patrol", "三级河长巡河记录（汇总）", date(2024, 12, 20), "", 38, (4,)),
)


def _listed() -> ListedTask:
    return ListedTask(
        number="7",
        number_text="07号",
        upper_number="第五十五项",
        category="水污染防治",
        source="省生态环境保护督察反馈意见（2023年）",
        finding="石羊河支流城关段截污不彻底，6处生活污水直排入河，2022年以来断面水质多次为劣Ⅴ类，群众反映强烈；"
        "县水务局、城关镇政府履行河长制职责不到位，巡河“走过场”，发现问题不交办、不督办。",
        requirement="彻底消除石羊河支流城关段生活污水直排，恢复河道水质。",
        goal="2024年底前污水直排口全部封堵，断面水质稳定达到Ⅲ类；河道巡查和监测形成长效机制。",
        measures=tuple(ListedMeasure(text) for text, _, _ in _MEASURES),
        lead_unit="县水务局",
        responsible_units=("县水务局", "县生态环境分局", "城关镇人民政府", "西滩乡人民政府"),
        supporting_units=("县住房和城乡建设局",),
        acceptance_unit="雍州市水务局",
        responsible_person="王喆堃",
        leader_in_charge="县委常委、副县长李祎",
        deadline=Deadline(
            "2024年底前，并长期坚持",
            due=date(2024, 12, 31),
            milestones=(date(2024, 12, 31),),
            long_term=True,
            reading="2024年12月31日；并长期坚持",
        ),
    )


def _measures() -> tuple[Measure, ...]:
    units = (("县水务局",), ("城关镇人民政府", "西滩乡人民政府"), ("县生态环境分局",), ("县水务局",))
    return tuple(
        Measure(f"m{at}", at, text, unit, reported=reported, done_on=done)
        for at, ((text, reported, done), unit) in enumerate(zip(_MEASURES, units, strict=True), 1)
    )


def _evidence() -> tuple[EvidencePart, ...]:
    parts = []
    for at, (kind, title, dated, number, pages, positions) in enumerate(_EVIDENCE, 1):
        ids = tuple(f"m{position}" for position in positions)
        piece = Evidence(
            f"e{at}", f"{at:064x}", 40_000 + at * 1_234, f"{title}.pdf", title, kind, dated, number, pages
        )
        catalogue = f"06-{at:02}"
        path = f"06_佐证材料/{catalogue}_{title}.pdf"
        parts.append(EvidencePart(catalogue, path, replace(piece, measure_ids=ids), positions))
    return tuple(parts)


def _verification() -> SelfVerification:
    return SelfVerification(
        on=date(2025, 1, 3),
        place="石羊河支流城关段现场及县水务局",
        persons=(
            Verifier("张建国", "县整改办副主任", "县整改办"),
            Verifier("王喆堃", "局长", "县水务局"),
            Verifier("李晓梅", "监测站站长", "县生态环境分局"),
        ),
        verdicts=tuple(
            Verdict(f"m{at}", True, date(2025, 1, 3), "现场核查与台账一致。" if at == 2 else "")
            for at in range(1, 5)
        ),
        checked=("checked", "clear", "handled", "rectified", "lasting"),
        summary="6处直排口全部封堵，截污管网运行正常，涉案企业处罚到位，四个季度监测数据全部达标，整改目标已经实现。",
        effect="整改前（2023年第四季度）断面化学需氧量58毫克/升、氨氮3.2毫克/升，水质为劣Ⅴ类；整改后（2024年第四季度）"
        "化学需氧量17毫克/升、氨氮0.8毫克/升，达到Ⅲ类标准。群众满意度测评为96.4%。",
        prevention="对全县14条河流、47个入河排污口开展拉网式排查，新发现问题3个，已一并整改到位。\n"
        "修订河长制考核办法，将巡河质量纳入年度考核；建立水务、生态环境、乡镇三方联合巡查机制。",
        remaining="上游农业面源污染仍有一定影响。下一步将结合高标准农田建设推进生态沟渠改造，每季度组织一次“回头看”。",
        conclusion="pass",
    )


def _signs() -> tuple[SignOff, ...]:
    return (
        SignOff("handler", "赵敏", "县水务局河湖管理站站长", "材料齐全，情况属实。", date(2025, 1, 4)),
        SignOff("reviewer", "孙志强", "县水务局副局长", "同意上报。", date(2025, 1, 5)),
        SignOff(
            "unit_head", "王喆堃", "县水务局局长", "整改措施已全部落实，同意申请验收销号。", date(2025, 1, 6)
        ),
        SignOff("county_leader", "李祎", "县委常委、副县长", "同意。", date(2025, 1, 7)),
        SignOff("county_office", "张建国", "副主任", "经审核，符合申请验收销号条件。", date(2025, 1, 8)),
    )


def sample_contents(**changes: object) -> PackageContents:
    """A complete package of one task; keyword arguments replace fields."""
    listed, measures = _listed(), _measures()
    contents = PackageContents(
        office=Office(
            county="凉川县",
            name="凉川县生态环境保护督察整改工作领导小组办公室",
            city="雍州市",
            contact="赵敏",
            phone="0937—6612345",
            document_prefix="凉整改办函",
            region_code="620999",
        ),
        task=Task("t7", listed, measures, 100),
        measures=measures,
        verification=_verification(),
        evidence=_evidence(),
        steps=(Step("s1", "verified", date(2025, 1, 3)),),
        signs=_signs(),
        number="XH-620999-2025-7",
        version=1,
        made_on=date(2025, 1, 9),
        folder="销号申请包_620999_7_20250109_v1",
        parts=("cover", "letter", "form", "measures", "report", "evidence", "opinion"),
        titles={},
        checklist=(
            ChecklistItem("checked", "不查不放过"),
            ChecklistItem("clear", "不查清不放过"),
            ChecklistItem("handled", "不处理不放过"),
            ChecklistItem("rectified", "不整改不放过"),
            ChecklistItem("lasting", "不建立长效机制不放过"),
        ),
        checklist_title="五个不放过",
        sign_roles=(
            ("handler", "经办人"),
            ("reviewer", "审核人"),
            ("unit_head", "单位负责人"),
            ("county_leader", "县分管领导"),
            ("county_office", "县整改办"),
            ("supervisor", "督导单位"),
        ),
        sealed_roles=frozenset({"unit_head", "county_office", "supervisor"}),
        evidence_kinds=KINDS,
        copies="纸质2份、电子1份",
        program="整改通 0.1.0",
        profile="酒泉2018",
        written=(
            WrittenPart("letter", "验收销号申请函", "01_验收销号申请函.pdf", 2, 61_034),
            WrittenPart("form", "整改任务验收销号申请表", "02_验收销号申请表.pdf", 3, 83_322),
            WrittenPart("measures", "整改措施落实情况对照表", "03_整改措施落实情况对照表.pdf", 2, 58_211),
            WrittenPart("report", "自查自验报告", "04_自查自验报告.pdf", 5, 90_410),
            WrittenPart("evidence", "佐证材料目录", "06_佐证材料目录.pdf", 1, 47_000),
            WrittenPart("opinion", "验收销号意见表", "09_验收销号意见表.pdf", 2, 52_120),
        ),
    )
    return replace(contents, **changes)  # type: ignore[arg-type]


def second_version() -> PackageContents:
    """The same after a return: version 2, with what was mended."""
    return sample_contents(
        version=2,
        mended=(
            (
                Reason("第2条措施缺少整改后照片", "measure:2"),
                "已补充2024年9月29日拍摄的整改后照片（佐证06-05）",
            ),
            (Reason("行政处罚缺缴款凭证", "measure:3"), "已补充非税收入缴款书"),
        ),
    )


def long_contents() -> PackageContents:
    """Every text as long as a person might make it."""
    whole = sample_contents()
    listed = replace(
        whole.task.listed,
        finding="问" * 2000,
        goal="标" * 2000,
        acceptance_unit="单" * 300,
        responsible_person="喆" * 300,
        responsible_units=("牵" * 300,),
    )
    measures = tuple(replace(m, text="措" * 2000, reported="落" * 2000) for m in whole.measures)
    evidence = tuple(
        replace(part, evidence=replace(part.evidence, title="证" * 300)) for part in whole.evidence
    )
    return replace(
        whole,
        task=replace(whole.task, listed=listed),
        measures=measures,
        evidence=evidence,
        checklist_title="",
    )
