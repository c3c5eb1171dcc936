"""The words of the opinion form (验收意见表) that are printed on it and looked for when it comes back, and how long an answer may be."""

from data.domain.model import Answer

REASON = "退回意见"
REASONS = 6
"""Rows for reasons of a return; a person who needs more writes several into one."""

SUBJECT = "针对"
VERDICT = "验收结论"
NOTE = "“同意销号”和“退回补正”二选一，在选中一项的方框里打勾；退回的，逐条写明原因和针对的内容。编号和校验码不要改动，填好后发回申请单位。"
LEVEL_NOTE = "由其他层级验收的，请改写验收层级。"

MOST_REASONS = 500
_TEXT, _SUBJECT, _NAME, _LEVEL = 4000, 400, 200, 40


def too_long(answer: Answer) -> str:
    """What of an answer, whatever way it came, is longer than is kept: "第2条退回意见太长（5000个字，最多4000个字）"; "" where all fits."""
    if len(answer.reasons) > MOST_REASONS:
        return f"退回意见有{len(answer.reasons)}条，最多{MOST_REASONS}条"
    parts = [
        ("验收意见", answer.opinion, _TEXT),
        ("验收单位", answer.unit, _NAME),
        ("验收人员", answer.person, _NAME),
        ("验收层级", answer.level, _LEVEL),
        ("各栏以外的文字", "".join(answer.unread), _TEXT),
    ]
    for at, reason in enumerate(answer.reasons, 1):
        parts += [
            (f"第{at}条退回意见", reason.text, _TEXT),
            (f"第{at}条退回意见所针对的内容", reason.subject, _SUBJECT),
        ]
    return next(
        (f"{name}太长（{len(text)}个字，最多{most}个字）" for name, text, most in parts if len(text) > most),
        "",
    )
