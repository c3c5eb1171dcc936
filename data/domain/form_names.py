"""The names a form definition may ask for (可填的名称), by what they are said of; the printer has a function for every one."""

from collections.abc import Mapping
from difflib import get_close_matches

from data.domain.form_definition import IN_NOTICE, ROLE, SIGNS

TASK_NAMES = (
    "任务序号",
    "上级编号",
    "问题类别",
    "任务来源",
    "反馈问题",
    "反馈问题连写",
    "反馈问题摘要",
    "整改任务",
    "任务内容",
    "整改目标",
    "整改措施",
    "整改时限",
    "时限原文",
    "实际完成时间",
    "牵头单位",
    "牵头责任单位",
    "责任单位",
    "其他责任单位",
    "负责单位",
    "配合单位",
    "验收单位",
    "责任人",
    "包保领导",
    "备注",
    "完成情况",
    "措施落实结果",
    "集体讨论认定",
    "任务类别",
    "自验日期",
    "自验地点",
    "自验人员",
    "参加自验人员",
    "自验小结",
    "整改成效",
    "长效机制",
    "存在问题",
    "自验结论",
    "自验清单",
    "自验清单说明",
    "自验清单名称",
    "部署文件",
    "监测报告",
    "监测和验收报告",
    "公示情况",
    "公示结果",
    "公示载体",
    "公示截图",
    "情况说明",
    "情况说明连写",
    "退回条数",
    "补正情况",
    "补正标注",
    "材料总数",
    "佐证总数",
    "申请单位",
    "本县",
    "所在市",
    "联系人",
    "联系电话",
    "联系方式",
    "发文字号",
    "申请编号",
    "版次",
    "日期",
    "空白日期",
    "份数",
    "本表名称",
    "申请表名称",
    "意见表名称",
)
MEASURE_NAMES = (
    "措施序号",
    "措施汉字序号",
    "措施原文",
    "措施责任单位",
    "措施时限",
    "落实情况",
    "落实情况连写",
    "措施完成日期",
    "措施完成日期分行",
    "措施完成情况",
    "措施佐证",
    "措施佐证分行",
    "是否到位",
    "自验意见",
)
EVIDENCE_NAMES = (
    "材料编号",
    "材料名称",
    "材料类别",
    "材料日期",
    "材料日期分行",
    "材料文号",
    "材料页数",
    "材料说明",
    "对应措施",
)
PERSON_NAMES = ("姓名", "单位", "职务")
NOTICE_TEXT_NAMES = (
    "任务名称",
    "任务序号",
    "任务来源",
    "完成说明",
    "公示事项",
    "反馈问题",
    "整改目标",
    "整改时限",
    "整改措施",
    "整改措施及责任单位",
    "完成情况",
    "牵头单位",
    "责任单位",
    "验收单位",
    "公示时间",
    "公示单位",
    "监督电话",
    "联系人",
)
CATALOGUE_NAMES = ("材料编号", "材料名称", "材料件数", "材料页数", "全卷起始页")

NAMES: Mapping[str, tuple[str, ...]] = {
    "": TASK_NAMES,
    "measures": (*MEASURE_NAMES, *TASK_NAMES),
    "evidence": (*EVIDENCE_NAMES, *TASK_NAMES),
    "persons": (*PERSON_NAMES, *TASK_NAMES),
    "experts": TASK_NAMES,
    "parts": (*CATALOGUE_NAMES, *TASK_NAMES),
    SIGNS: (ROLE, *TASK_NAMES),
    IN_NOTICE: NOTICE_TEXT_NAMES,
}
"""What may stand in braces, by what the text goes through; what is said of the task may stand everywhere."""


def nearest_names(name: str, each: str) -> tuple[str, ...]:
    """The known names most like one that is not known: what was probably meant."""
    known = NAMES[each]
    alike = get_close_matches(name, known, n=3, cutoff=0.4)
    holding = [one for one in known if name in one or one in name]
    return tuple(dict.fromkeys((*alike, *holding)))[:3]
