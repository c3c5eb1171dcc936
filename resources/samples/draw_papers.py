"""Draws the sample papers: scanned-looking minutes and form, and a monitoring report as PDF."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as PdfParagraph

FONTS = Path(__file__).parent.parent / "fonts"
PAGE = (1240, 1754)
MARGIN, BODY = 160, 33


def song() -> Path:
    """The body font of the papers."""
    return FONTS / "NotoSerifSC-Regular.ttf"


def hei() -> Path:
    """The heading font of the papers."""
    return FONTS / "NotoSansSC-Regular.ttf"


# ---------------------------------------------------------------- scans


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Lines of Chinese text: any character may end a line, closing punctuation stays with it."""
    lines, line = [], ""
    for character in text:
        if font.getlength(line + character) > width and character not in "，。、；：）》”":
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def write_lines(draw: ImageDraw.ImageDraw, y: int, paragraphs: list[str]) -> int:
    """Write indented paragraphs from this height; returns the height below."""
    font = ImageFont.truetype(song(), BODY)
    for paragraph in paragraphs:
        for line in wrap("　　" + paragraph, font, PAGE[0] - 2 * MARGIN):
            draw.text((MARGIN, y), line, font=font, fill=30)
            y += 58
    return y


def centred(draw: ImageDraw.ImageDraw, y: int, text: str, size: int) -> None:
    """One centred heading line."""
    font = ImageFont.truetype(hei(), size)
    draw.text(((PAGE[0] - font.getlength(text)) / 2, y), text, font=font, fill=20)


def scan(paper: Image.Image, path: Path, angle: float, seed: int) -> None:
    """What a flatbed makes of a paper: slightly turned, greyed, with specks and a darker edge."""
    rnd = random.Random(seed)
    paper = paper.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(228, 226, 220))
    noise = Image.frombytes("L", (PAGE[0] // 2, PAGE[1] // 2), rnd.randbytes(PAGE[0] * PAGE[1] // 4)).resize(
        PAGE
    )
    paper = Image.blend(paper, noise.convert("RGB"), 0.05).filter(ImageFilter.GaussianBlur(0.6))
    draw = ImageDraw.Draw(paper)
    for _ in range(60):
        x, y, s = rnd.randint(0, PAGE[0]), rnd.randint(0, PAGE[1]), rnd.choice([1, 1, 2])
        draw.ellipse([x, y, x + s, y + s], fill=(120, 116, 110))
    shade = Image.linear_gradient("L").rotate(90).resize((70, PAGE[1]))
    paper.paste((90, 88, 84), (0, 0), shade.point([value // 6 for value in range(256)]))
    paper.save(path, quality=60, optimize=True, dpi=(150, 150))


def stamp(paper: Image.Image, centre: tuple[int, int], text: str) -> None:
    """A round red stamp with a star; its text says that it is a sample."""
    layer = Image.new("RGBA", paper.size)
    draw = ImageDraw.Draw(layer)
    x, y = centre
    red = (196, 34, 30, 170)
    draw.ellipse([x - 120, y - 120, x + 120, y + 120], outline=red, width=7)
    reach = [44 if step % 2 == 0 else 18 for step in range(10)]
    angles = [math.tau * step / 10 - math.pi / 2 for step in range(10)]
    draw.polygon(
        [(x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(reach, angles, strict=True)], fill=red
    )
    font = ImageFont.truetype(hei(), 24)
    for lift, line in ((-88, text), (58, "示例印章")):
        draw.text((x - font.getlength(line) / 2, y + lift), line, font=font, fill=red)
    paper.paste(layer.convert("RGB"), (0, 0), layer.getchannel("A"))


def minutes(path: Path) -> None:
    """Minutes of the meeting that began the work, as a scan."""
    paper = Image.new("RGB", PAGE, (246, 244, 238))
    draw = ImageDraw.Draw(paper)
    centred(draw, 150, "专 题 会 议 纪 要", 58)
    centred(draw, 240, "青府专纪〔2026〕7号", 32)
    draw.line([(MARGIN, 310), (PAGE[0] - MARGIN, 310)], fill=(190, 40, 36), width=4)
    centred(draw, 350, "研究柳塘镇纳污坑塘整治工作", 42)
    y = write_lines(
        draw,
        450,
        [
            "2026年3月6日，副县长邱霁云在县政府第二会议室主持召开专题会议，研究省生态环境保护督察反馈的柳塘镇纳污坑塘问题整改工作。纪要如下：",
            "一、会议认为，柳塘、莲子塘、周家塘3处坑塘长期接纳生活污水，群众反映强烈，必须从控源截污入手，标本兼治。",
            "二、会议确定，由柳塘镇人民政府会同县水利局于3月底前制定“一塘一策”治理方案；县住房和城乡建设局负责清淤和截污管网工程，8月底前完工；市生态环境局青禾分局负责水质监测。",
            "三、会议要求，县财政局落实整治资金；县整改办每半月调度一次，对进度滞后的予以通报。",
            "出席：邱霁云、陈岱、王喆、李祎、郄昱、方仲衡、周茗",
        ],
    )
    font = ImageFont.truetype(song(), BODY)
    draw.text((PAGE[0] - 560, y + 90), "青禾县人民政府办公室", font=font, fill=30)
    draw.text((PAGE[0] - 500, y + 150), "2026年3月6日", font=font, fill=30)
    stamp(paper, (PAGE[0] - 400, y + 130), "县政府办公室")
    scan(paper, path, 0.8, 5)


def completion_form(path: Path) -> None:
    """The completion acceptance form of the works, as a scan."""
    paper = Image.new("RGB", PAGE, (247, 246, 242))
    draw = ImageDraw.Draw(paper)
    centred(draw, 160, "工程竣工验收表", 54)
    rows = [
        ("工程名称", "柳塘镇坑塘清淤及截污工程"),
        ("建设单位", "青禾县住房和城乡建设局"),
        ("开工日期", "2026年4月8日"),
        ("竣工日期", "2026年8月20日"),
        ("验收日期", "2026年8月26日"),
        ("完成内容", "清淤1.2万立方米；新建截污管网2.6公里；封堵排口11个；接户186户。"),
        ("工程投资", "486.5万元"),
        ("质量评定", "合格"),
        ("验收意见", "工程按设计内容完成，质量符合规范要求，资料齐全，同意通过竣工验收。"),
        ("参加人员", "郄昱、李祎、周茗、戴望之（监理）、齐铭（施工）"),
    ]
    font, y = ImageFont.truetype(song(), BODY), 300
    for label, text in rows:
        lines = wrap(text, font, 660)
        high = max(96, 54 * len(lines) + 42)
        draw.rectangle([MARGIN, y, PAGE[0] - MARGIN, y + high], outline=40, width=3)
        draw.line([(MARGIN + 210, y), (MARGIN + 210, y + high)], fill=40, width=3)
        draw.text((MARGIN + 34, y + high / 2 - 18), label, font=font, fill=30)
        for number, line in enumerate(lines):
            draw.text((MARGIN + 236, y + 26 + 54 * number), line, font=font, fill=30)
        y += high
    stamp(paper, (PAGE[0] - 340, y - 170), "住建局")
    scan(paper, path, -0.6, 6)


# ---------------------------------------------------------------- monitoring report


def monitoring_report(path: Path) -> None:
    """A two-page monitoring report with embedded fonts."""
    pdfmetrics.registerFont(TTFont("SampleSong", song()))
    pdfmetrics.registerFont(TTFont("SampleHei", hei()))
    body = ParagraphStyle(
        "body", fontName="SampleSong", fontSize=12, leading=22, firstLineIndent=24, wordWrap="CJK"
    )
    title = ParagraphStyle("title", fontName="SampleHei", fontSize=22, leading=34, alignment=1)
    head = ParagraphStyle("head", fontName="SampleHei", fontSize=14, leading=26)
    cell = ParagraphStyle(
        "cell", fontName="SampleSong", fontSize=10.5, leading=15, alignment=1, wordWrap="CJK"
    )
    story: list[object] = [
        Spacer(1, 60),
        PdfParagraph("监 测 报 告", title),
        Spacer(1, 12),
        PdfParagraph(
            "报告编号：QHJC-2026-1017", ParagraphStyle("c", parent=body, alignment=1, firstLineIndent=0)
        ),
        Spacer(1, 60),
        *(
            PdfParagraph(line, body)
            for line in (
                "项目名称：柳塘镇3处坑塘水质监测",
                "委托单位：市生态环境局青禾分局",
                "监测类别：委托监测",
                "采样日期：2026年10月12日",
                "报告日期：2026年10月16日",
                "监测单位：青禾清源环境检测有限公司（示例）",
            )
        ),
        Spacer(1, 40),
        PdfParagraph("声明：本报告为软件示例材料，单位、数据均为虚构。", body),
        PageBreak(),
        PdfParagraph("一、监测内容", head),
        PdfParagraph(
            "在柳塘、莲子塘、周家塘各布设1个监测点位，监测透明度、溶解氧、氧化还原电位和氨氮，每个点位采样1次。",
            body,
        ),
        PdfParagraph("二、监测结果", head),
    ]
    rows = [
        (
            "点位",
            "透明度（厘米）",
            "溶解氧（毫克/升）",
            "氧化还原电位（毫伏）",
            "氨氮（毫克/升）",
            "整治前氨氮",
        ),
        ("柳塘", "62", "6.1", "142", "0.86", "26.4"),
        ("莲子塘", "51", "5.7", "128", "1.15", "19.8"),
        ("周家塘", "46", "5.4", "119", "1.42", "17.3"),
        ("治理目标", "大于25", "大于2", "大于50", "小于8", "—"),
    ]
    grid = Table(
        [[PdfParagraph(text, cell) for text in row] for row in rows], colWidths=[62, 78, 84, 92, 84, 70]
    )
    grid.setStyle([("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    story += [
        grid,
        Spacer(1, 16),
        PdfParagraph("三、结论", head),
        PdfParagraph("监测结果表明，3处坑塘各项指标均达到治理目标，黑臭现象已消除。", body),
        Spacer(1, 50),
        PdfParagraph("编制：任芷　　　　审核：沈知微　　　　签发：高原（签字）", body),
    ]
    SimpleDocTemplate(
        str(path),
        pagesize=A4,
        invariant=1,
        title="柳塘镇3处坑塘水质监测报告",
        author="青禾清源环境检测有限公司（示例）",
        leftMargin=62,
        rightMargin=62,
    ).build(story)  # type: ignore[arg-type]
