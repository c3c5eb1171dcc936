"""What a unit's name looks like: whole names, bare organ words, party organs, collective terms, safe 和/及/与."""

import re
from functools import lru_cache

_ORGAN_END = re.compile(
    r"(?:局|委|办|部|厅|院|署|府|(?<!社)会|社|公司|集团|中心|大队|支队|总队|办公室|分局|站|所|处|室|台|厂|矿|馆|校|学院|法院|检察院|"
    r"油田|电厂|林场|农场|牧场|园区|开发区|新区|示范区|保护区|管理区|景区|功能区|街道|社区|单位|部门|企业|银行|医院|事业部|联社|(?<=领导小)组|(?<=党)组|党工委|办事处)"
    r"(?:[（(][^（()）]*[)）])*$"
)
_PLACE_END = re.compile(
    r"(?:县|区|市|旗|州|盟|镇|(?<!城)乡|(?<!农)村|(?<!市)场|各地|地区|兵团|师|团)(?:[（(][^（()）]*[)）])*$"
)
_HEAD = re.compile(
    r"(?:自治[区州县]|[省市州县区旗]|各|有关|相关|其他|其它|属地|所在|全[省市县区]|中国|国网|国家|驻|中[石铁建])"
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:县|区|市|旗|镇|乡|街道)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:县|区|市|旗|镇|乡|街道|园区)")
_BARE = re.compile(
    r"(?:(?:人民)?政府|党工委|工委|党委|党组|管委会|管理委员会|办事处|人民政府办公室)"
    r"(?:[（(](?:办事处|管委会|办)[)）])?(?:及其?(?:有关|相关|所属|组成)?(?:部门|单位))?"
)
_PARTY = re.compile(
    r"(?:党委|党工委|党[（(]工[)）]委|党组|(?<!科)工委|[县区市州盟旗省镇乡]委|[（(][市县区、，,旗州团场乡镇街道]+[)）]?委|[)）]党?委|街道党工委)$"
)
_TAIL_ONLY = re.compile(
    r"(?:人民)?政府|办公室|办|局|委|委员会|管委会|管理委员会|办事处|[\u4e00-\u9fff]{1,4}分局|党组|公司|有限公司|[\u4e00-\u9fff]?局|中心"
)
_JOIN = re.compile(r"以及|及|和|与|会同(?!县)|联合(?=[市县区省各有相])|并(?=[市县区省各有相])")
_NAMES_WITH_HE = re.compile(
    r"和(?:田|布克|平|静|硕|政|顺|县|龙|林格尔|睦|谐|合|乐|美|盛|兴|安|丰|义|桥|屯|庄)"
)
_JOINED_NAMES = (
    "呼和",
    "太和",
    "泰和",
    "永和",
    "兴和",
    "共和",
    "仁和",
    "云和",
    "雍和",
    "祥和",
    "人和",
    "清和",
    "平和",
    "南和",
    "嘉和",
)
_COLLECTIVE = re.compile(
    r"(?:^|全[省市州县区])各|^(?:有关|相关|其他|其它|全[省市县区州]|属地|所在|市直|县直|区直|市级|县级|区级|功能区|乡镇|县[（(]市、?区|所有|"
    r"相应|沿[江河线]|涉及|辖区|责任)|(?:等|有关|相关|各|其他|所属)(?:责任|职能|成员)?(?:部门|单位|县区|地方|地区)$"
)


def is_whole(name: str) -> bool:
    """Whether the text can stand alone as a unit: two characters or more with the ending of an organ or a place."""
    return len(name) >= 2 and not is_bare(name) and bool(_ORGAN_END.search(name) or _PLACE_END.search(name))


@lru_cache(maxsize=32768)
def is_bare(name: str) -> bool:
    """Whether the text is only an organ word that continues the unit before it ("人民政府", "管委会")."""
    return bool(_BARE.fullmatch(name))


@lru_cache(maxsize=32768)
def is_party(name: str) -> bool:
    """Whether the name is a party organ ("各县(市、区)委"), so that a bare 政府 after it belongs to it."""
    return bool(_PARTY.search(name))


@lru_cache(maxsize=32768)
def is_collective(name: str) -> bool:
    """Whether the term names no single body ("各县（市、区）", "相关县(区)", "各地各部门")."""
    return bool(_COLLECTIVE.search(name))


def breaks_between(left: str, right: str) -> bool:
    """Whether a line break between the two separates units, rather than breaking one name in a narrow column."""
    if is_bare(right) and is_party(left):
        return True
    if _TAIL_ONLY.fullmatch(right):
        return False
    if is_whole(left) or is_bare(left):
        return len(right) > 2 or bool(_HEAD.match(right)) or not is_whole(right)
    return bool(_HEAD.match(right)) and is_whole(right) and len(left) > 3


@lru_cache(maxsize=32768)
def joined_names(text: str) -> tuple[str, ...]:
    """The names joined by 和, 与, 及, 会同: cut only where both sides are names for sure, so 和田县 and 住房和城乡建设局 stay."""
    names: list[str] = []
    start = 0
    for join in _JOIN.finditer(text):
        left, right = text[start : join.start()], text[join.end() :]
        if not _inside_brackets(text, join.start()) and _apart(left, join[0], right, text[join.start() :]):
            names.append(left)
            start = join.end()
    return (*names, text[start:])


def _inside_brackets(text: str, at: int) -> bool:
    head = text[:at]
    return sum(head.count(c) for c in "(（") > sum(head.count(c) for c in ")）")


def _apart(left: str, join: str, right: str, rest: str) -> bool:
    if right.startswith("其") or is_bare(right) or len(right) < 2 or len(left) < 2:
        return False
    if join == "和" and (_NAMES_WITH_HE.match(rest) or (left + "和").endswith(_JOINED_NAMES)):
        return False
    head = bool(_HEAD.match(right))
    if _ORGAN_END.search(left):
        return head or bool(_NAMED.match(right)) or (is_whole(right) and len(right) >= 3)
    if _PLACE_END.search(left):
        return head or bool(_PLACE.fullmatch(right) and len(right) >= 3) or join in ("以及", "会同")
    return join == "会同" and head


_BRACKETED_COUNTY = r"县[（(]市、?区[)）]|市[（(]县、?区[)）]|县[（(]区、?市?[)）]"
_COUNTY_WORD = rf"(?:{_BRACKETED_COUNTY}|县、市、区|县市区|市县区|市区县|县区|区县|县市|旗县区?|县|区|市|旗)"
_EVERY_COUNTY = re.compile(
    rf"各(?:市、)?{_COUNTY_WORD}|各地|各级|各乡镇|全市(?:各|所有)|全[省市州]各级|所有县|各责任(?:单位|主体)|属地|各市县"
)
_SOME_COUNTIES = re.compile(
    rf"(?:有关|相关|涉及|其他|其它|相应|所在|沿[江河线]|辖区|部分|责任)的?(?:各)?(?:{_COUNTY_WORD}|地方|地区|属地|乡镇|党委|政府|责任)"
)
_NEVER_COUNTY = re.compile(r"园区|功能区|开发区|新区|(?:部门|单位|企业)$")


def county_rule(term: str) -> bool | None:
    """Whether a collective term includes a county of the city: True for every county, False for bodies that are no county, else None."""
    if _SOME_COUNTIES.search(term):
        return None
    if _EVERY_COUNTY.search(term):
        return True
    if _NEVER_COUNTY.search(term):
        return False
    return None


_OWN_SHORT = re.compile(
    r"(?P<level>[县区旗])(?:[委政人发财教公民司农水住交林文卫应审市城生自工商统信医退乡机科招供气供园纪组宣]|直)"
)
_PROVINCIAL = re.compile(r"区(?:党委|直|政协|人大)|厅$")


def is_own_short(unit: str, county: str) -> bool:
    """Whether the name is a county body without the county's name ("县水务局"), as a county's own list writes it."""
    found = _OWN_SHORT.match(unit)
    return bool(found and county.endswith(found["level"]) and not _PROVINCIAL.search(unit))


_SHORT_FOLLOWS = r"(?=分局|支局|委|党|公司|工业|经济|高新|产业|循环|开发|管委|$|[）)、，,；;])"
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗"
    "|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各"
)
_SHORT_NAME = re.compile(rf"(?:(?:{_PEOPLES})族?)*自治[县旗]$|[县区市旗]$")
_BEFORE = r"(?:^|(?<=[省市州盟区（(、，,；;：: ]))"


@lru_cache(maxsize=64)
def county_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds our county in a unit's name: every name in full, and the short name (甘州 for 甘州区) before an organ.

    "清河县水务局" and "市生态环境局清河分局" are ours; "大清河县", "清河区" and "清河路" are not. An alias that is only
    the short name adds nothing where the full name is known.
    """
    parts: list[str] = []
    shorts = {name: _SHORT_NAME.sub("", name) for name in sorted(filter(None, names), key=len, reverse=True)}
    for name, short in shorts.items():
        if short == name and any(name == other and full != name for full, other in shorts.items()):
            continue
        level = "[县区市旗]" if short == name else re.escape(name[-1])
        if short != name:
            parts.append(_BEFORE + re.escape(name))
        if short == name or "自治" in name:
            parts.append(_BEFORE + re.escape(short) + level)
        if len(short) >= 2:
            parts.append(_BEFORE + re.escape(short) + _SHORT_FOLLOWS)
            parts.append(re.escape(short) + rf"{level}?(?:分局|支局|分公司|供电公司)")
    return re.compile("|".join(parts)) if parts else None
