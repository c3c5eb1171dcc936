"""The look: design tokens, the font of the screen, palette, style sheet, Qt's own words in Chinese, and what the wheel does.

``dress(app)`` is called once at the start. ``TOKENS`` is the only place that names a colour or a size; ``docs/look.md``
says what each is for, and ``resources/style.qss`` uses them as ``$name``.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

# Tried in this order where no screen font is bundled: Windows, Kylin/UOS, other Linux.
SYSTEM_FAMILIES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #RRGGBB, sizes in logical pixels. Contrast figures are in docs/look.md."""

    accent: str = "#0F6E66"
    accent_hover: str = "#0C5D56"
    accent_pressed: str = "#094A45"
    accent_soft: str = "#E4F1EF"
    on_accent: str = "#FFFFFF"
    accent_off: str = "#86B3AE"

    ink: str = "#1C2A2E"
    ink_soft: str = "#536267"
    ink_faint: str = "#68777C"
    ink_off: str = "#A3AEB2"

    surface: str = "#FFFFFF"
    canvas: str = "#F4F7F7"
    raised: str = "#EAEFEF"
    hover: str = "#F1F6F5"
    line: str = "#E3E9E9"
    edge: str = "#AEB9BC"
    scroll: str = "#C5CFD1"
    danger: str = "#B3261E"
    danger_soft: str = "#FDECEA"

    text_small: int = 12
    text_base: int = 14
    text_section: int = 16
    text_title: int = 22

    gap_xs: int = 4
    gap_s: int = 8
    gap_m: int = 12
    gap: int = 16
    gap_l: int = 24

    radius: int = 6
    radius_card: int = 10
    control: int = 34
    row: int = 44


@dataclass(frozen=True, slots=True)
class StateColours:
    """A state's chip: ink on paper; ``mark`` is the strong tone for bars and rings."""

    ink: str
    paper: str
    mark: str


TOKENS = Tokens()

STATES: dict[str, StateColours] = {
    "neutral": StateColours("#47555A", "#EBEFF0", "#9AA7AB"),
    "info": StateColours("#1B5A8C", "#E4EFF9", "#3B82BD"),
    "ok": StateColours("#1C6636", "#E2F3E6", "#3D9A5B"),
    "warning": StateColours("#715000", "#FFF3C9", "#DDAF1F"),
    "orange": StateColours("#934300", "#FFE7D0", "#E5812B"),
    "red": StateColours("#A3211A", "#FDE6E4", "#CF4138"),
    "done": StateColours("#0C5D56", "#DCEEEB", "#0F6E66"),
}


def colour(name: str) -> QColor:
    """The colour of a token (``"ink"``) or of a state's ink (``"red"``)."""
    if name in STATES:
        return QColor(STATES[name].ink)
    return QColor(getattr(TOKENS, name))


def dress(app: QApplication, fonts: Path = RESOURCES / "fonts") -> None:
    """Give the application its look: Fusion as the base, then font, palette, style sheet and Chinese dialogs."""
    app.setStyle("Fusion")
    app.setFont(screen_font(fonts))
    app.setPalette(palette())
    app.setStyleSheet(style_sheet())
    speak_chinese(app)


def let_the_wheel_scroll(app: QApplication) -> None:
    """From now on the wheel only ever scrolls: a list or number it happens to be over keeps its value.

    Not part of ``dress``: a look at every event would keep the first window waiting.
    """
    if app.findChild(_WheelScrolls) is None:
        app.installEventFilter(_WheelScrolls(app))


class _WheelScrolls(QObject):
    """Hands the wheel over a closed list or a number to what scrolls around it.

    Qt would choose the next entry: an acceptance level or a percentage changed by somebody who only scrolled past. An open
    list is a window of its own and scrolls as ever.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refused and stopped here, the event goes on to the parent."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox | QAbstractSpinBox):
            event.ignore()
            return True
        return False


def screen_font(fonts: Path = RESOURCES / "fonts") -> QFont:
    """14 px in the bundled Noto Sans SC; without it the PC's own 雅黑 or 思源黑体."""
    families: list[str] = []
    for path in sorted([*fonts.glob("NotoSansSC*.ttf"), *fonts.glob("NotoSansSC*.otf")]):
        number = QFontDatabase.addApplicationFont(str(path))
        families += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in families]
    font = QFont()
    font.setFamilies(families + [f for f in SYSTEM_FAMILIES if f in set(QFontDatabase.families())])
    font.setPixelSize(TOKENS.text_base)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def palette() -> QPalette:
    """The palette for everything the style sheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Window, "surface"),
        (roles.Base, "surface"),
        (roles.AlternateBase, "canvas"),
        (roles.Button, "surface"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.BrightText, "on_accent"),
        (roles.ToolTipBase, "ink"),
        (roles.ToolTipText, "on_accent"),
        (roles.PlaceholderText, "ink_faint"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "on_accent"),
        (roles.Link, "accent"),
        (roles.LinkVisited, "accent"),
        (roles.Mid, "line"),
        (roles.Midlight, "line"),
        (roles.Dark, "edge"),
        (roles.Light, "surface"),
        (roles.Accent, "accent"),
    ):
        made.setColor(role, colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour("ink_off"))
    return made


def style_sheet() -> str:
    """``resources/style.qss`` with every token filled in; an unknown ``$name`` raises KeyError."""
    source = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    controls = (RESOURCES / "icons" / "controls").as_posix()
    return Template(source).substitute(asdict(TOKENS), controls=controls)


def speak_chinese(app: QApplication) -> None:
    """Load Qt's own Chinese words (是/否/取消, file dialog) and count dates the Chinese way (calendar)."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
