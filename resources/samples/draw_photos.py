"""Draws the sample photographs: a landscape before and after the work, with date stamp, grain and EXIF date."""

import math
import random
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1600, 1200)
HORIZON = 470
DATE_TIME, EXIF_IFD, DATE_TIME_ORIGINAL, MAKE, MODEL = 0x0132, 0x8769, 0x9003, 0x010F, 0x0110

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph: file name, the moment it was taken, what it shows, and the seed of its view point."""

    name: str
    taken: datetime
    scene: str
    view: int


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour ``share`` of the way from the first to the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))  # type: ignore[return-value]


def gradient(box: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A vertical gradient of this size."""
    column = Image.new("RGB", (1, box[1]))
    column.putdata([mix(top, bottom, y / box[1]) for y in range(box[1])])
    return column.resize(box)


def hills(draw: ImageDraw.ImageDraw, rnd: random.Random, base: int, height: int, colour: Colour) -> None:
    """One range of hills, down to the horizon."""
    waves = [(rnd.uniform(120, 420), rnd.uniform(0, 6), rnd.uniform(0.3, 1)) for _ in range(4)]
    points = [(0, HORIZON + 40)]
    for x in range(0, SIZE[0] + 8, 8):
        lift = sum(math.sin(x / length + phase) * weight for length, phase, weight in waves) / 3
        points.append((x, round(base - height * (0.5 + lift / 2))))
    draw.polygon([*points, (SIZE[0], HORIZON + 40)], fill=colour)


def tree(draw: ImageDraw.ImageDraw, rnd: random.Random, x: int, foot: int, height: int) -> None:
    """One broad-leaved tree made of leaf clusters over a trunk."""
    draw.line(
        [(x, foot), (x + rnd.randint(-4, 4), foot - height // 2)],
        fill=(74, 58, 42),
        width=max(4, height // 16),
    )
    for _ in range(70):
        angle, reach = rnd.uniform(0, math.tau), rnd.uniform(0, height * 0.33)
        cx, cy = x + math.cos(angle) * reach, foot - height * 0.66 + math.sin(angle) * reach * 0.95
        size = rnd.uniform(height * 0.05, height * 0.12)
        shade = mix(
            (34, 66, 30), (122, 150, 70), max(0, min(1, 0.5 - (cy - foot + height * 0.66) / height * 1.4))
        )
        draw.ellipse(
            [cx - size, cy - size * 0.8, cx + size, cy + size * 0.8],
            fill=mix(shade, (60, 90, 40), rnd.random() * 0.4),
        )


def house(draw: ImageDraw.ImageDraw, x: int, foot: int, wide: int) -> None:
    """A white-walled village house with a tiled roof."""
    high = int(wide * 0.5)
    draw.rectangle([x, foot - high, x + wide, foot], fill=(224, 219, 208))
    draw.polygon(
        [
            (x - 12, foot - high),
            (x + wide + 12, foot - high),
            (x + wide - 14, foot - high - wide // 4),
            (x + 14, foot - high - wide // 4),
        ],
        fill=(92, 86, 84),
    )
    for left in (0.15, 0.62):
        draw.rectangle(
            [x + wide * left, foot - high * 0.72, x + wide * (left + 0.2), foot - high * 0.32],
            fill=(88, 104, 118),
        )


def landscape(view: int, dull: bool) -> Image.Image:
    """Sky, hills, houses and trees: the same view point gives the same picture, duller before the work."""
    rnd = random.Random(view)
    sky = ((168, 176, 180), (214, 214, 206)) if dull else ((106, 160, 214), (216, 232, 242))
    picture = gradient(SIZE, *sky)
    draw = ImageDraw.Draw(picture)
    if not dull:
        for _ in range(26):
            x, y = rnd.randint(-80, SIZE[0]), rnd.randint(40, 220)
            draw.ellipse([x, y, x + rnd.randint(120, 320), y + rnd.randint(14, 44)], fill=(238, 243, 247))
        picture = picture.filter(ImageFilter.GaussianBlur(16))
        draw = ImageDraw.Draw(picture)
    rnd = random.Random(view + 1)
    hills(draw, rnd, HORIZON - 70, 160, (146, 162, 170) if dull else (128, 156, 176))
    hills(draw, rnd, HORIZON - 10, 120, (116, 130, 112) if dull else (92, 130, 92))
    ground = gradient(
        (SIZE[0], SIZE[1] - HORIZON),
        (118, 122, 84) if dull else (112, 142, 76),
        (98, 94, 66) if dull else (88, 116, 60),
    )
    picture.paste(ground, (0, HORIZON))
    draw = ImageDraw.Draw(picture)
    for i in range(4):
        house(
            draw,
            120 + i * 330 + rnd.randint(-50, 60),
            HORIZON + 26 + rnd.randint(-6, 12),
            rnd.randint(130, 190),
        )
    for _ in range(11):
        tree(draw, rnd, rnd.randint(10, SIZE[0] - 10), HORIZON + rnd.randint(24, 60), rnd.randint(120, 230))
    grass(draw, rnd, dull)
    return picture


def grass(draw: ImageDraw.ImageDraw, rnd: random.Random, dull: bool) -> None:
    """Blades over the ground, larger towards the viewer."""
    low, high = ((104, 104, 66), (146, 140, 92)) if dull else ((74, 110, 48), (142, 172, 88))
    for _ in range(5200):
        y = HORIZON + 60 + int((SIZE[1] - HORIZON - 60) * rnd.random() ** 0.8)
        length = 3 + (y - HORIZON) / 40
        x = rnd.randint(0, SIZE[0])
        draw.line([(x, y), (x + rnd.uniform(-3, 3), y - length)], fill=mix(low, high, rnd.random()), width=2)


def shore(view: int, grow: float = 1.0) -> list[tuple[float, float]]:
    """The outline of the pond as seen from this view point."""
    rnd = random.Random(view + 7)
    bumps = [rnd.uniform(0, 6) for _ in range(3)]
    outline = []
    for step in range(120):
        a = step / 120 * math.tau
        wave = 1 + 0.05 * sum(math.sin(a * (k + 2) + bumps[k]) for k in range(3))
        outline.append((800 + math.cos(a) * 700 * wave * grow, 830 + math.sin(a) * 250 * wave * grow))
    return outline


def foul_pond(picture: Image.Image, view: int) -> None:
    """Black, scummed water with rubbish and a sewage outfall."""
    rnd = random.Random(view + 20)
    draw = ImageDraw.Draw(picture)
    draw.polygon(shore(view, 1.06), fill=(78, 70, 52))
    draw.polygon(shore(view), fill=(30, 32, 26))
    water = Image.new("RGBA", SIZE)
    film = ImageDraw.Draw(water)
    for _ in range(420):
        x, y = rnd.gauss(800, 330), rnd.gauss(830, 110)
        wide = rnd.uniform(14, 110)
        tone = rnd.choice([(62, 70, 40, 150), (86, 92, 48, 130), (50, 46, 40, 160), (112, 112, 92, 80)])
        film.ellipse([x - wide, y - wide * 0.14, x + wide, y + wide * 0.14], fill=tone)
    blend_inside(picture, water.filter(ImageFilter.GaussianBlur(3)), shore(view, 0.98))
    for _ in range(70):
        x, y, s = rnd.gauss(560, 210), rnd.gauss(930, 60), rnd.uniform(6, 20)
        tone = rnd.choice([(214, 214, 206), (150, 60, 50), (70, 104, 150), (196, 184, 130), (232, 230, 226)])
        draw.polygon([(x + rnd.uniform(-s, s), y + rnd.uniform(-s, s) * 0.5) for _ in range(5)], fill=tone)
    draw.ellipse([1228, 636, 1304, 712], fill=(126, 122, 116))
    draw.ellipse([1240, 648, 1292, 700], fill=(34, 32, 30))
    draw.polygon([(1248, 694), (1288, 694), (1306, 786), (1214, 786)], fill=(74, 72, 62))


def clear_pond(picture: Image.Image, view: int) -> None:
    """Clear water under the same sky, stone bank, water plants and a railing."""
    rnd = random.Random(view + 30)
    draw = ImageDraw.Draw(picture)
    draw.polygon(shore(view, 1.07), fill=(176, 172, 160))
    draw.polygon(shore(view, 1.02), fill=(140, 136, 122))
    blend_inside(picture, gradient(SIZE, (120, 176, 206), (62, 118, 128)).convert("RGBA"), shore(view))
    ripples = Image.new("RGBA", SIZE)
    film = ImageDraw.Draw(ripples)
    for _ in range(700):
        x, y = rnd.uniform(60, 1540), rnd.uniform(590, 1080)
        wide = rnd.uniform(10, 70) * (y - 400) / 500
        film.line(
            [(x, y), (x + wide, y + rnd.uniform(-1, 1))], fill=(226, 240, 246, rnd.randint(30, 110)), width=2
        )
    blend_inside(picture, ripples, shore(view, 0.98))
    for _ in range(60):
        x, y = rnd.gauss(430, 130), rnd.gauss(900, 55)
        s = rnd.uniform(14, 34)
        draw.ellipse(
            [x - s, y - s * 0.36, x + s, y + s * 0.36], fill=mix((56, 112, 58), (112, 164, 84), rnd.random())
        )
    for x in range(40, SIZE[0], 96):
        draw.rectangle([x, 1092, x + 16, 1180], fill=(206, 202, 192))
    for y in (1104, 1140):
        draw.rectangle([0, y, SIZE[0], y + 9], fill=(216, 212, 202))


def blend_inside(picture: Image.Image, layer: Image.Image, outline: list[tuple[float, float]]) -> None:
    """Lay a layer over the picture, inside the outline only."""
    mask = Image.new("L", SIZE)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    alpha = Image.composite(layer.getchannel("A"), Image.new("L", SIZE), mask)
    picture.paste(layer.convert("RGB"), (0, 0), alpha.filter(ImageFilter.GaussianBlur(2)))


def rubbish_heap(picture: Image.Image, view: int) -> None:
    """A heap of mixed rubbish beside the road."""
    rnd = random.Random(view + 40)
    draw = ImageDraw.Draw(picture)
    road(draw)
    for layer in range(2600):
        rise = rnd.random() ** 1.4
        x = 800 + rnd.gauss(0, 300) * (1 - rise * 0.55)
        y = 905 - rise * 300 * math.exp(-(((x - 800) / 420) ** 2)) + rnd.uniform(0, 70)
        s = rnd.uniform(5, 26)
        tone = rnd.choice(
            [
                (120, 104, 84),
                (152, 140, 120),
                (92, 84, 76),
                (206, 204, 198),
                (70, 92, 128),
                (158, 72, 60),
                (186, 170, 96),
                (66, 62, 58),
            ]
        )
        corners = [(x + rnd.uniform(-s, s), y + rnd.uniform(-s, s) * 0.7) for _ in range(rnd.randint(3, 6))]
        draw.polygon(corners, fill=mix(tone, (70, 64, 56), layer % 5 / 9))


def cleared_site(picture: Image.Image, view: int) -> None:
    """The same place levelled and planted, with a notice post."""
    rnd = random.Random(view + 50)
    draw = ImageDraw.Draw(picture)
    road(draw)
    draw.ellipse([250, 700, 1350, 950], fill=(128, 104, 72))
    for row in range(9):
        for x in range(300 + row % 2 * 22, 1310, 44):
            y = 730 + row * 24 + rnd.randint(-3, 3)
            if ((x - 800) / 530) ** 2 + ((y - 825) / 112) ** 2 > 1:
                continue
            for _ in range(14):
                draw.line(
                    [(x, y), (x + rnd.uniform(-12, 12), y - rnd.uniform(8, 26))],
                    fill=mix((70, 120, 46), (140, 182, 80), rnd.random()),
                    width=3,
                )
    draw.rectangle([1180, 560, 1190, 760], fill=(140, 140, 140))
    draw.rectangle([1090, 500, 1284, 610], fill=(38, 92, 158))
    for i in range(3):
        draw.rectangle([1112, 524 + i * 24, 1262 - i * 30, 532 + i * 24], fill=(236, 238, 240))


def road(draw: ImageDraw.ImageDraw) -> None:
    """The national road in the foreground."""
    draw.polygon([(0, 1010), (SIZE[0], 960), (SIZE[0], SIZE[1]), (0, SIZE[1])], fill=(122, 122, 120))
    for x in range(20, SIZE[0], 220):
        draw.polygon([(x, 1096), (x + 120, 1092), (x + 120, 1104), (x, 1108)], fill=(226, 224, 214))


SCENES = {
    "foul_pond": foul_pond,
    "clear_pond": clear_pond,
    "rubbish_heap": rubbish_heap,
    "cleared_site": cleared_site,
}


def grain(picture: Image.Image, seed: int) -> Image.Image:
    """Lens softness, darker corners and sensor noise."""
    picture = picture.filter(ImageFilter.GaussianBlur(1.1))
    corners = Image.new("L", (40, 30))
    corners.putdata(
        [
            round(min(70, ((x - 19.5) ** 2 / 400 + (y - 14.5) ** 2 / 225) * 42))
            for y in range(30)
            for x in range(40)
        ]
    )
    picture.paste((0, 0, 0), (0, 0), corners.resize(SIZE, Image.Resampling.BICUBIC))
    noise = Image.frombytes(
        "L", (SIZE[0] // 2, SIZE[1] // 2), random.Random(seed).randbytes(SIZE[0] * SIZE[1] // 4)
    ).resize(SIZE)
    return Image.blend(picture, noise.convert("RGB"), 0.035)


def take(shot: Shot, folder: Path) -> None:
    """Write one photograph as JPEG with its date stamp and EXIF date."""
    picture = landscape(shot.view, dull=shot.scene in ("foul_pond", "rubbish_heap"))
    SCENES[shot.scene](picture, shot.view)
    picture = grain(picture, shot.view)
    stamp = f"{shot.taken:%Y-%m-%d %H:%M}"
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(44)
    draw.text(
        (SIZE[0] - 470, SIZE[1] - 84),
        stamp,
        font=font,
        fill=(255, 176, 64),
        stroke_width=2,
        stroke_fill=(80, 40, 0),
    )
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "QINGHE", "QH-20"
    exif[DATE_TIME] = f"{shot.taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(EXIF_IFD)[DATE_TIME_ORIGINAL] = f"{shot.taken:%Y:%m:%d %H:%M:%S}"
    picture.save(folder / shot.name, quality=74, exif=exif, optimize=True)
