"""Draws resources/icons/program.png, the program's icon: a white tick on a green ground. Needs only Pillow."""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE, FINE = 256, 4
OUT = Path(__file__).resolve().parent.parent / "resources" / "icons" / "program.png"


def main() -> None:
    """Draw it four times as large and shrink it, for smooth edges."""
    side = SIZE * FINE
    picture = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), side * 7 // 32, fill="#0F6E66")
    tick = [(side * x / 32, side * y / 32) for x, y in ((8, 16.5), (13.8, 22.3), (24.3, 10.8))]
    width = side * 3 // 32
    pen.line(tick, fill="white", width=width, joint="curve")
    for x, y in (tick[0], tick[-1]):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill="white")
    picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(OUT, optimize=True)


if __name__ == "__main__":
    main()
