"""From findings to a ``Deadline``: the dates that stand, whether to ask, why, and the reading in words."""

from datetime import date

from data.domain.deadlines.duties import INTERVALS, OPEN
from data.domain.deadlines.findings import Findings
from data.domain.deadlines.points import in_words
from data.domain.deadlines.quotas import quota_words
from data.domain.deadlines.wording import Wording
from data.domain.model import Deadline


def empty(text: str) -> Deadline:
    """The cell holds no time at all: a clerk asks for one."""
    return Deadline(text, needs_review=True, reason="清单没有给出时限。", reading="没有给出时限")


def deadline_of(text: str, found: Findings, wording: Wording) -> Deadline:
    """The findings as one deadline: ``due`` is the last milestone, or a proposal where a person must confirm."""
    _ask_about_the_whole(found, wording)
    milestones = tuple(sorted({*found.dates, *_year_ends(found)}))
    due = max([*milestones, *found.proposals], default=None)
    if found.finished and not found.settled:
        due = max(found.finished)
    return Deadline(
        text,
        due=due,
        milestones=milestones,
        immediate=found.immediate,
        long_term=found.long_term,
        recurring=tuple(quota for quota, _ in found.quotas),
        needs_review=bool(found.doubts),
        reason="；".join(found.doubts) + "。" if found.doubts else None,
        reading=_reading(found, milestones, due),
        candidates=tuple(sorted(set(found.candidates))) if found.doubts else (),
    )


def _ask_about_the_whole(found: Findings, wording: Wording) -> None:
    """The questions that depend on the phrase as a whole."""
    for repair in wording.repairs:
        found.doubt(f"原文疑有错字，读作“{repair}”")
    if wording.choices:
        found.doubt(f"原文疑有漏字，可能是{'或'.join(map(in_words, wording.choices))}")
        found.candidates += wording.choices
    for words in found.vague:
        if OPEN.match(words):
            found.doubt(f"原文有“{words}”，请确认以哪个日期为准")
            found.candidates += found.dates
    if found.loose:
        found.doubt("“第一时间”没有写明日期")
        found.long_term = True
    if not found.settled:
        _ask_for_a_date(found)


def _ask_for_a_date(found: Findings) -> None:
    found.candidates += [*found.finished, *found.cut_offs, *found.mentioned]
    if found.finished or found.done:
        found.doubt("清单写的是完成情况，没有写时限，请核实")
    elif found.cut_offs:
        found.doubt("“截至”是统计时点，不一定是整改时限，请确认")
    elif found.vague:
        found.doubt(f"“{found.vague[0]}”没有具体日期，请定一个时间")
    elif found.starts:
        found.doubt("只写了开始时间，没有写完成时限")
    elif not found.doubts:
        found.doubt("没有读出时限，请人工确认")


def _year_ends(found: Findings) -> list[date]:
    """分年度实施 over a written range: one checkpoint at each year's end."""
    if not found.starts or not found.dates or not any(words.startswith("分年") for words in found.vague):
        return []
    return [date(year, 12, 31) for year in range(found.starts[0].year, max(found.dates).year)]


def _reading(found: Findings, milestones: tuple[date, ...], due: date | None) -> str:
    parts = _dated_words(found, milestones, due)
    if due is None:
        parts += found.lapses
    if found.long_term:
        parts.append("并长期坚持" if parts else "长期坚持，没有截止日期")
    parts += [quota_words(quota, on) for quota, on in found.quotas]
    parts += [f"统计截至{in_words(day)}（不是时限）" for day in found.cut_offs]
    if found.done:
        parts.append("清单注明已完成")
    loose = INTERVALS if found.settled else found.vague
    parts += [f"{words}（没有具体日期）" for words in found.vague if words in loose]
    return "；".join(parts) or "没有读出时限"


def _dated_words(found: Findings, milestones: tuple[date, ...], due: date | None) -> list[str]:
    """The dated track in words, with 立即整改 before it where the phrase says so."""
    dated = "、".join(map(in_words, milestones))
    if due and due not in milestones:
        dated += f"{'；' if dated else ''}暂读作{in_words(due)}（待确认）"
    if found.immediate:
        return [f"立即整改，最迟{dated}" if dated else "立即整改，没有固定日期"]
    if found.starts and len(milestones) == 1 and not found.doubts and found.starts[0] < milestones[0]:
        return [f"{in_words(found.starts[0])}起，{dated}止"]
    if dated:
        return [dated]
    return [f"{in_words(found.starts[0])}起"] if found.starts else []
