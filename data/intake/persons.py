"""Persons written into a unit's cell (县水利局（李明华）, 县水利局\\n局长 韩志刚): told apart from the units."""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关"
    "兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦"
    "麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_POST = r"(?:[\u4e00-\u9fff]{0,8}(?:[局镇乡县区市部所站队科院处股组]长|主任|书记|经理|委员|常委|主席))"
_NAME = rf"(?:欧阳|上官|司马|诸葛|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}"
_PERSON = re.compile(
    rf"{_POST}?[ \u3000:：]*{_NAME}(?:[ \u3000,，]*1\d{{10}}|[ \u3000,，]*\d{{3,4}}-?\d{{7,8}})?"
)
_UNIT_END = re.compile(r"[局委办府会镇乡司院队所站部厅处厂校组社园区县市村道]$|中心$|公司$|银行$")
_SECTOR = re.compile(
    r"[安环]监|[文体]旅|文化|文体|农[业牧林]|[林牧]业|卫健|司法|应急|住建|交通|水利|教育|公安|财政|发改|环保|城管|民政|经信|工信|国资|金融"
)
_BRACKET = re.compile(r"[（(]([^（()）]{2,24})[)）]")
_GAP = re.compile(r"[ \u3000]+")
_BREAK = re.compile(r"[\n；;]+")


def is_person(text: str) -> bool:
    """Whether a text is a name, with or without a post and a telephone number."""
    bare = text.strip()
    return bool(_PERSON.fullmatch(bare)) and not _UNIT_END.search(bare) and not _SECTOR.fullmatch(bare)


def split_persons(text: str) -> tuple[str, str]:
    """The units of a cell and its persons: "县水利局（李明华）" -> ("县水利局", "李明华")."""
    persons: list[str] = []

    def take(found: re.Match[str]) -> str:
        parts = re.split(r"[、,，]", found[1])
        if not all(map(is_person, parts)):
            return found[0]
        persons.extend(part.strip() for part in parts)
        return ""

    units: list[str] = []
    for line in _BREAK.split(_BRACKET.sub(take, text)):
        if is_person(line):
            persons.append(line.strip())
        elif (cut := _person_at_end(line)) > 0:
            units.append(line[:cut].strip())
            persons.append(line[cut:].strip())
        elif line.strip():
            units.append(line.strip())
    return "\n".join(units), "、".join(persons)


def _person_at_end(line: str) -> int:
    """Where a post and a name begin that follow a unit after a space (县城管局 副局长 张伟); 0 where none do."""
    cuts = (found.end() for found in _GAP.finditer(line))
    return next((cut for cut in cuts if is_person(line[cut:]) and _UNIT_END.search(line[:cut].strip())), 0)
