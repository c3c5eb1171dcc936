"""The text of a unit cell before its names are read: numbering marks, spaces, line breaks, brackets, labels, pieces."""

import re

from data.domain import unit_names

SEPARATORS = "、，,；;。\n"
_OPEN = "(（[［【〔《〈<“‘"
_CLOSE = ")）]］】〕》〉>”’"
_BRACKETS = frozenset(_OPEN)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2000-\u200b\u3000\ufeff]+")
_WRAPPED = re.compile(r"[（(](?=[^（()）]*[：:])(.*)[)）]", re.DOTALL)
_DOT_NUMBER = re.compile(
    r"(?:[①-⑳]|[（(]\d{1,2}[)）]|(?:(?<=[\s、，,；;。])|^)\d{1,2}[.．、)）])\s*(?=[^\d\s.、，,])"
)
_CHINESE_NUMBER = re.compile(
    r"(?:(?<=[\n；;。])|^)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])\s*(?=\S)"
)
_LABEL = re.compile(
    r"[（(]?(?P<label>[\u4e00-\u9fff]{0,4}?"
    r"(?:责任单位|责任部门|责任主体|整改单位|整改主体|牵头单位|牵头部门|主责单位|主办单位|配合单位|配合部门|协办单位|协助单位|协同单位"
    r"|参与单位|参加单位|涉及部门|涉及单位|实施主体|实施单位|落实单位|督导单位|验收单位|销号单位|责任人员?|联系人|经办人"
    r"|(?:责任|牵头|包保|包抓|督办|分管|主管)领导|联系电话|电话|(?:整改|完成)?(?:时限|期限)|[省市县区](?:级|直)(?:层面|部门|单位)?|牵头|配合|协办|主办|主责|责任|参与|实施)"
    r"(?:[（(][^（()）]{1,6}[)）])?)\s*[：:]"
)
_SLASHES = frozenset("/／|｜")
_SLASH = re.compile(r"\s*[/／|｜]\s*")
_MARKED = re.compile(r"([（(](?:牵头|配合|主办|主责|协办)(?:单位|部门)?[)）])(?=[市县区省各])")
_FIRST_LEADS = re.compile(
    r"[（(。；;，,]?\s*(?:列|排)?在?(?:第一|首)位的?(?:单位|部门)?为牵头(?:单位|部门)[，,、]?(?:下同)?[。]?[)）]?"
)
_LED = re.compile(r"(牵头(?:负责|组织|实施)?)(?=[^，,、；;。：:\s)）单部人领负组实抓落做])")
_CUT = re.compile(r"([、，,；;。\n])")
_COUNTIES = re.compile(r"(?<=[(（][市县区旗])[、，,](?=[市县区旗])")
_HELD = "\x00"
_TAIL = 60
_LAST = re.compile(r"[、，,；;。：:\n]")


def is_balanced(text: str) -> bool:
    """Whether every round bracket, of either width, is closed."""
    depth = 0
    for c in text:
        if c in "(（":
            depth += 1
        elif c in ")）":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def cleaned(text: str) -> str:
    """One kind of line break, numbering marks turned into separators, spaces and breaks inside names closed up."""
    clean = text.strip()
    if "\r" in clean or "\u2028" in clean:
        clean = clean.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if wrapped := _WRAPPED.fullmatch(clean):
        clean = wrapped[1].strip() if is_balanced(wrapped[1]) else clean
    if not _SLASHES.isdisjoint(clean):
        clean = _SLASH.sub("、", clean)
    clean = _CHINESE_NUMBER.sub("；", _DOT_NUMBER.sub("；", clean))
    if "\n" in clean or _SPACES.search(clean):
        clean = _lines_joined([_spaces_read(line.strip()) for line in clean.split("\n")])
    if "牵头" in clean:
        clean = _FIRST_LEADS.sub("", clean)
        clean = _LED.sub(r"\1，", _MARKED.sub(r"\1，", clean))
    return clean.strip("；;\n ")


def _spaces_read(line: str) -> str:
    """Spaces between whole names separate them; spaces inside a name ("市 委 办") go."""
    pieces = [piece for piece in _SPACES.split(line) if piece]
    if len(pieces) < 2:
        return "".join(pieces)
    gaps = _SPACES.findall(line)
    evenly = all(len(piece) == 1 for piece in pieces) and len(set(gaps)) == 1
    joined = pieces[0]
    for piece, gap in zip(pieces[1:], gaps, strict=False):
        last = _last_name(joined)
        wide = (len(gap) > 1 or gap in "\t\u3000") and len(last) > 1 and not evenly
        whole = unit_names.is_whole(last) and unit_names.is_whole(_LAST.split(piece)[0])
        tail = not wide and not unit_names.breaks_between(last, piece)
        joined += ("\n" if (wide or whole) and not tail and not _touching(joined, piece) else "") + piece
    return joined


def _touching(left: str, right: str) -> bool:
    return left[-1:] in SEPARATORS + "：:" + _OPEN or right[:1] in SEPARATORS + "：:" + _CLOSE


def _lines_joined(lines: list[str]) -> str:
    """A line break separates whole names and vanishes inside a name broken by a narrow column."""
    lines = [line for line in lines if line]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        labelled = "：" in line or ":" in line
        breaks = labelled or unit_names.breaks_between(_last_name(joined), _LAST.split(line, maxsplit=1)[0])
        if _open_at_end(joined) and any(c in line for c in ")）"):
            breaks = False
        joined += ("\n" if breaks and not _touching(joined, line) else "") + line
    return joined


def _last_name(joined: str) -> str:
    """The name the text ends with; a look at the tail is enough, so long cells stay quick."""
    return _LAST.split(joined[-_TAIL:])[-1]


def _open_at_end(text: str) -> bool:
    return max(text.rfind(c) for c in "(（") > max(text.rfind(c) for c in ")）")


def sections(text: str) -> list[tuple[str, str]]:
    """The cell cut at its labels ("牵头单位：A；配合单位：B、C"); what stands before the first label has none."""
    labels = list(_LABEL.finditer(text)) if "：" in text or ":" in text else []
    if not labels:
        return [("", text)]
    cut = [("", text[: labels[0].start()])]
    ends = [label.start() for label in labels[1:]] + [len(text)]
    cut += [
        (label["label"], _unclosed(text[label.end() : end])) for label, end in zip(labels, ends, strict=True)
    ]
    return [(label, body) for label, body in cut if body.strip(SEPARATORS + " （(")]


def _unclosed(body: str) -> str:
    """Without the closing bracket of "（责任单位：A）"."""
    body = body.strip()
    return (
        body[:-1] if body.endswith(("）", ")")) and not is_balanced(body) and is_balanced(body[:-1]) else body
    )


def pieces(text: str) -> list[tuple[str, str]]:
    """The text cut at separators outside brackets, each piece with the separator after it."""
    if _BRACKETS.isdisjoint(text):
        cut = _CUT.split(text)
        return list(zip(cut[::2], [*cut[1::2], ""], strict=True))
    hold = is_balanced(text)
    if not hold:
        text = _COUNTIES.sub(_HELD, text)
    found: list[tuple[str, str]] = []
    depth, start = 0, 0
    for i, c in enumerate(text):
        if hold and c in _OPEN:
            depth += 1
        elif hold and c in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and c in SEPARATORS:
            found.append((text[start:i], c))
            start = i + 1
    found.append((text[start:], ""))
    return found if hold else [(piece.replace(_HELD, "、"), separator) for piece, separator in found]
