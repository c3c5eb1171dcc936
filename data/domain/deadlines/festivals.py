"""Festivals (节日) by year: solar ones by rule, lunar ones by table; None where the year is not in the table."""

from datetime import date, timedelta

FIXED = {
    "元旦": (1, 1), "劳动节": (5, 1), "五一": (5, 1), "国庆": (10, 1), "十一": (10, 1), "建党节": (7, 1), "七一": (7, 1),
    "八一": (8, 1),
}  # fmt: skip
_SPRING = {
    2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1),
    2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip
_DRAGON_BOAT = {
    2015: (6, 20), 2016: (6, 9), 2017: (5, 30), 2018: (6, 18), 2019: (6, 7), 2020: (6, 25), 2021: (6, 14), 2022: (6, 3),
    2023: (6, 22), 2024: (6, 10), 2025: (5, 31), 2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5),
}  # fmt: skip
_MID_AUTUMN = {
    2015: (9, 27), 2016: (9, 15), 2017: (10, 4), 2018: (9, 24), 2019: (9, 13), 2020: (10, 1), 2021: (9, 21), 2022: (9, 10),
    2023: (9, 29), 2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12),
}  # fmt: skip
LUNAR = {"春节": _SPRING, "端午": _DRAGON_BOAT, "中秋": _MID_AUTUMN}
OFFSETS = {"除夕": ("春节", -1), "元宵": ("春节", 14)}
PATTERN = "元旦|春节|除夕|元宵|清明|劳动节|五一|端午|中秋|国庆|建党节|七一|八一|十一(?!五)"


def festival_day(name: str, year: int) -> date | None:
    """The day a festival falls on in ``year``: 国庆 is 1 October, 春节 the first day of the lunar year."""
    base, shift = OFFSETS.get(name, (name, 0))
    if base == "清明":
        return date(year, 4, 4 if year % 4 < 2 else 5) if 2008 <= year <= 2043 else None
    month_day = FIXED.get(base) or LUNAR.get(base, {}).get(year)
    return date(year, *month_day) + timedelta(days=shift) if month_day else None
