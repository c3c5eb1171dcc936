"""The words of the opinion form (验收意见表) that are printed on it and looked for when it comes back."""

REASON = "退回意见"
REASONS = 6
"""Rows for reasons of a return; a person who needs more writes several into one."""

SUBJECT = "针对"
VERDICT = "验收结论"
