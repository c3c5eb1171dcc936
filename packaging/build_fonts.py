"""Rebuilds resources/fonts from the pinned packages of Debian and npm: the same inputs give the same bytes.

    python packaging/build_fonts.py [--downloads FOLDER] [--out FOLDER]

Needs fontTools (development dependency), apt-get, dpkg and npm with a network; the program itself never needs this script.
Files already in the downloads folder are not fetched again; every download is held to its SHA-256.
"""

# fontTools gives its tables their attributes at run time
# pyright: reportAttributeAccessIssue=false, reportArgumentType=false, reportOptionalIterable=false
import argparse
import gzip
import hashlib
import os
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1735689600"  # fontTools stamps head.modified with it

import build_signs
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import dropImpliedOnCurvePoints

ROOT = Path(__file__).resolve().parent.parent
LARGEST_TOTAL = 32_000_000
CURVE_ERROR = 2.0  # font units of 1000: 0.03 pt in a 16 pt glyph


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package: how to fetch it, the file that arrives, its SHA-256."""

    command: tuple[str, ...]
    file: str
    sha256: str


FANDOL = Package(
    ("apt-get", "download", "texlive-lang-chinese=2022.20230122-1"),
    "texlive-lang-chinese_2022.20230122-1_all.deb",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)
WENKAI = Package(
    ("apt-get", "download", "fonts-lxgw-wenkai=1.250+repack-1"),
    "fonts-lxgw-wenkai_1.250+repack-1_all.deb",
    "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
)
SERIF = Package(
    ("npm", "pack", "@fontsource/noto-serif-sc@5.3.0"),
    "fontsource-noto-serif-sc-5.3.0.tgz",
    "e46d02fdaba2e816c8cdbc38188c80830b5f6af75fff207d0204e25d23d48fd4",
)
SANS = Package(
    ("npm", "pack", "@fontsource/noto-sans-sc@5.3.0"),
    "fontsource-noto-sans-sc-5.3.0.tgz",
    "05a7abac78a6cac4bd1361e7b24c680ee820fcc2f22cf5cc92673f4cd12771c5",
)


@dataclass(frozen=True, slots=True)
class Font:
    """One bundled font: source package and path inside, the file written, its family and style, the characters kept."""

    package: Package
    source: str
    file: str
    family: str
    style: str
    keep: Callable[[int], bool]


def _gbk() -> frozenset[int]:
    pairs = (bytes((a, b)).decode("gbk", "ignore") for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    return frozenset(ord(c) for c in pairs if len(c) == 1) | frozenset(range(0x20, 0x7F))


GBK = _gbk()


def _gbk_and_rare_hanzi(code: int) -> bool:
    # personal and place names use hanzi outside GBK (䶮, 𬭚); the kai font serves as everybody's fallback
    return code in GBK or 0x3400 <= code < 0x4DC0 or 0x9FA6 <= code < 0xA000 or 0x20000 <= code < 0x2F800


FONTS = (
    Font(
        FANDOL,
        "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf",
        "FandolFang-Regular.ttf",
        "FandolFang",
        "Regular",
        GBK.__contains__,
    ),
    Font(  # OFL reserved names: an altered 霞鹜文楷 may not keep its name
        WENKAI,
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
        "ZhenggaiKai-Light.ttf",
        "Zhenggai Kai",
        "Light",
        _gbk_and_rare_hanzi,
    ),
    Font(
        SERIF,
        "package/files/noto-serif-sc-chinese-simplified-700-normal.woff",
        "NotoSerifSC-Bold.ttf",
        "Noto Serif SC",
        "Bold",
        lambda code: True,
    ),
    Font(
        SERIF,
        "package/files/noto-serif-sc-chinese-simplified-400-normal.woff",
        "NotoSerifSC-Regular.ttf",
        "Noto Serif SC",
        "Regular",
        lambda code: True,
    ),
    Font(
        SANS,
        "package/files/noto-sans-sc-chinese-simplified-400-normal.woff",
        "NotoSansSC-Regular.ttf",
        "Noto Sans SC",
        "Regular",
        lambda code: True,
    ),
)


def fetch(package: Package, downloads: Path) -> Path:
    """The folder the package is unpacked in, fetched first where it is not there yet."""
    archive = downloads / package.file
    if not archive.exists():
        subprocess.run(package.command, cwd=downloads, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{archive}: SHA-256 {found}, expected {package.sha256}")
    folder = downloads / archive.stem
    if not folder.exists():
        folder.mkdir()
        if archive.suffix == ".deb":
            subprocess.run(("dpkg", "-x", archive, folder), check=True)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")
    return folder


def cut(font: TTFont, keep: Callable[[int], bool]) -> None:
    """Leave the characters ``keep`` accepts, without layout tables and hints, which a PDF has no use for."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "gasp", "prep", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={code for code in font.getBestCmap() if keep(code)})
    subsetter.subset(font)


def to_quadratic(font: TTFont) -> None:
    """Turn PostScript outlines (CFF) into TrueType ones (glyf): reportlab embeds nothing else."""
    glyphs, order, drawn = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph(dropImpliedOnCurves=True)
    font["loca"] = newTable("loca")
    outlines = font["glyf"] = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, drawn
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    profile.maxZones = 1
    for key in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(profile, f"max{key}", 0)
    profile.maxSizeOfInstructions = profile.maxComponentElements = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    for name, glyph in drawn.items():
        if glyph.numberOfContours:
            glyph.recalcBounds(outlines)
            font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font its family and style, keeping the copyright and licence lines."""
    table = font["name"]
    postscript = f"{family.replace(' ', '')}-{style}"
    kept = [n for n in table.names if n.nameID in (0, 5, 13, 14) and n.platformID == 3 and str(n)]
    table.names = kept
    for number, text in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)):
        table.setName(text, number, 3, 1, 0x409)


def build(font: Font, folder: Path, out: Path) -> Path:
    """Write one bundled font file."""
    made = TTFont(folder / font.source, lazy=False)
    made.flavor = None
    cut(made, font.keep)
    if "CFF " in made:
        to_quadratic(made)
    else:
        for name in made.getGlyphOrder():
            if made["glyf"][name].numberOfContours > 0:
                dropImpliedOnCurvePoints(made["glyf"][name])
    rename(made, font.family, font.style)
    target = out / font.file
    made.save(target)
    return target


def write_licences(folders: dict[str, Path], out: Path) -> None:
    """Put the licence texts as their packages carry them beside the fonts."""
    out.mkdir(parents=True, exist_ok=True)
    ofl = (folders[SERIF.file] / "package/LICENSE").read_text("utf-8")
    body = ofl[ofl.index("-----------") :]
    note = "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n\n\n"
    noto = "Noto Serif SC: (c) 2017-2024 Adobe. Noto Sans SC: (c) 2014-2021 Adobe, with Reserved Font Name 'Source'.\n"
    changed = (
        "Altered for this program: unused tables removed, packed as TrueType files, otherwise unchanged.\n"
    )
    (out / "Noto.OFL.txt").write_text(noto + changed + note + body, "utf-8")
    kai = (
        "Zhenggai Kai is a cut of LXGW WenKai Light 1.250, renamed as its licence demands.\n"
        'Copyright 2021-2023 LXGW, with Reserved Font Names "霞鹜" and "LXGW".\n'
        "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)\n"
    )
    (out / "ZhenggaiKai.OFL.txt").write_text(kai + note + body, "utf-8")
    docs = folders[FANDOL.file] / "usr/share/doc/texlive-doc/fonts/fandol"
    head = (
        "FandolFang: Copyright (c) 2012-2013, the Fandol team (Clerk Ma, Jie Su).\n"
        "GNU General Public License version 3 with the GPL font exception: a document that embeds this font\n"
        "is not by itself covered by the GPL. The font is a separate file, aggregated with this program.\n"
        "Altered for this program: outlines turned from CFF into TrueType, cut to GBK. The source is the package\n"
        "texlive-lang-chinese 2022.20230122-1 of Debian; packaging/build_fonts.py makes this file from it.\n\n"
    )
    readme = (docs / "README").read_text("utf-8")
    licence = gzip.decompress((docs / "COPYING.gz").read_bytes()).decode("utf-8")
    (out / "FandolFang.GPL-3-FE.txt").write_text(f"{head}{readme}\n{licence}", "utf-8")


def main() -> None:
    """Fetch, build, write the licences, and refuse a set that outgrew its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--downloads", type=Path, default=ROOT / "build" / "font-packages")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "fonts")
    options = parser.parse_args()
    options.downloads.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    folders = {p.file: fetch(p, options.downloads) for p in (FANDOL, WENKAI, SERIF, SANS)}
    total = 0
    for font in FONTS:
        target = build(font, folders[font.package.file], options.out)
        total += target.stat().st_size
        digest = hashlib.sha256(target.read_bytes()).hexdigest()
        print(f"{target.name:28}{target.stat().st_size:>12,}  {digest}", flush=True)
    write_licences(folders, options.out / "licences")
    total += build_signs.build(options.out, options.out / build_signs.SOURCE).stat().st_size
    print(f"{'together':28}{total:>12,}")
    if total > LARGEST_TOTAL:
        raise SystemExit(f"the bundled fonts take {total:,} bytes, more than {LARGEST_TOTAL:,}")


if __name__ == "__main__":
    main()
