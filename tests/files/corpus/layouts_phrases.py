"""Deadlines in yet other words: some clear, some that need a question."""

from .layouts_careless import dues
from .model import Workbook, d


def v06() -> Workbook:
    """Deadlines in yet other words, clear enough."""
    return dues("112_时限其他说法.xlsx", 5, [
        d("2025年12月31日24时前", "2025-12-31"),
        d("截至2025年底", "2025-12-31"),
        d("不晚于2025年10月31日", "2025-10-31"),
        d("2025年10月底之前", "2025-10-31"),
        d("最迟2025年11月底", "2025-11-30"),
        d("2025年12月底前完成并销号", "2025-12-31"),
        d("2025年12月底前完成，2026年3月底前销号", "2025-12-31", "2026-03-31"),
        d("力争2025年9月底前，确保2025年12月底前", "2025-12-31", free=True),
        d("2025年9月底前（倒排工期）", "2025-09-30"),
        d("2025.6-2026.12", "2026-12-31", free=True),
        d("2025年12月31日下班前", "2025-12-31"),
        d("2026年底前全面完成整改任务，形成长效机制并长期坚持", "2026-12-31", long=True),
        d("2025年7月底前完成；后续长期坚持、每季度开展1次回头看", "2025-07-31", long=True, rec=[("quarter", 1)]),
        d("2025年 12月 31日 前", "2025-12-31"),
        d("二0二五年十二月底前", "2025-12-31"),
        d("2025年底前完成60%，2026年6月底前完成80%，2026年底前全部完成", "2025-12-31", "2026-06-30", "2026-12-31"),
    ])  # fmt: skip


def v07() -> Workbook:
    """Deadlines in other words that need a question."""
    return dues("113_时限须问.xlsx", 22, [
        d("三季度末", ask=True),
        d("12.31前", ask=True),
        d("2025年“七一”前后", ask=True),
        d("根据工程进度确定", ask=True),
        d("2025年底前，确有困难的可延至2026年底", ask=True),
        d("年内", ask=True),
        d("与主体工程同步", ask=True),
        d("2024年底前（未完成）", "2024-12-31"),
        d("2026年X月底前", ask=True),
        d("2025年  月底前", ask=True),
        d("省厅验收后1个月内", ask=True),
        d("2025年6月31日前", ask=True),
    ])  # fmt: skip


LAYOUTS = (v06, v07)
