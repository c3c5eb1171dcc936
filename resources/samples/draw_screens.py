"""Draws the sample screenshots of the public notice: a browser with the page, its address, and the day in the corner."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from draw_papers import hei, song, wrap
from PIL import Image, ImageDraw, ImageFont

SIZE = (1366, 768)
ADDRESS = "http://www.qinghe.example/tzgg/202611/t05_18.html"
WEEKDAYS = "一二三四五六日"
TEXT = [
    "生态环境保护督察反馈意见第18号整改任务已整改完成，并通过核查验收。按照生态环境保护督察整改销号有关规定，现将整改完成情况公示如下，接受社会监督。",
    "公示时间：2026年11月5日至11月18日（共10个工作日）。如对该项任务整改完成情况有异议，请在公示期间向青禾县生态环境保护督察整改工作领导小组办公室反映。",
    "监督电话：0000-6600233",
]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screenshot: its file name, when it was taken, and how often the page had been read by then."""

    name: str
    taken: datetime
    read: int


def show(screen: Screen, folder: Path) -> None:
    """Write one screenshot as PNG."""
    picture = Image.new("RGB", SIZE, (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    _browser(draw)
    _page(draw, screen.read)
    _taskbar(draw, screen.taken)
    picture.quantize(64).save(folder / screen.name, optimize=True)


def _put(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, fill: str) -> None:
    draw.text(at, text, font=ImageFont.truetype(hei(), size), fill=fill)


def _browser(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle([0, 0, SIZE[0], 78], fill="#DEE3E8")
    draw.rounded_rectangle([12, 8, 330, 46], 8, fill="#F7F8FA")
    _put(draw, (28, 15), "通知公告 - 青禾县人民政府", 15, "#333333")
    draw.rectangle([0, 40, SIZE[0], 78], fill="#F7F8FA")
    draw.rounded_rectangle([110, 45, SIZE[0] - 90, 73], 14, fill="#FFFFFF", outline="#C9CED4")
    for x, point in ((40, -7), (76, 7)):
        draw.line([(x - 9, 59), (x + 9, 59)], fill="#666666", width=2)
        draw.line(
            [(x + point, 53), (x + point + (point // 7) * 5, 59), (x + point, 65)], fill="#666666", width=2
        )
    _put(draw, (128, 48), ADDRESS, 15, "#333333")


def _page(draw: ImageDraw.ImageDraw, read: int) -> None:
    draw.rectangle([0, 78, SIZE[0], 156], fill="#B3261E")
    _put(draw, (150, 96), "青禾县人民政府（示例）", 32, "#FFFFFF")
    draw.rectangle([0, 156, SIZE[0], 194], fill="#94201A")
    _put(draw, (150, 163), "首页　　政务公开　　政务服务　　互动交流　　通知公告", 17, "#FFFFFF")
    _put(draw, (150, 206), "当前位置：首页 > 政务公开 > 通知公告", 14, "#777777")
    y = 244
    for line in ("关于生态环境保护督察反馈意见", "第18号整改任务完成情况的公示"):
        font = ImageFont.truetype(hei(), 28)
        draw.text(((SIZE[0] - font.getlength(line)) / 2, y), line, font=font, fill="#222222")
        y += 42
    said = f"发布日期：2026-11-05　　来源：县整改办　　浏览次数：{read}"
    font = ImageFont.truetype(hei(), 14)
    draw.text(((SIZE[0] - font.getlength(said)) / 2, y + 8), said, font=font, fill="#888888")
    draw.line([(150, y + 40), (SIZE[0] - 150, y + 40)], fill="#DDDDDD", width=1)
    y, font = y + 58, ImageFont.truetype(song(), 20)
    for paragraph in TEXT:
        for line in wrap("　　" + paragraph, font, SIZE[0] - 300):
            draw.text((150, y), line, font=font, fill="#222222")
            y += 38


def _taskbar(draw: ImageDraw.ImageDraw, taken: datetime) -> None:
    top = SIZE[1] - 44
    draw.rectangle([0, top, *SIZE], fill="#1E2A33")
    _put(draw, (SIZE[0] - 196, top + 3), f"{taken:%H:%M}　星期{WEEKDAYS[taken.weekday()]}", 14, "#FFFFFF")
    _put(draw, (SIZE[0] - 196, top + 21), f"{taken.year}/{taken.month}/{taken.day}", 14, "#FFFFFF")
