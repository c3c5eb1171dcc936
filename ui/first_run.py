"""The welcome of a desk nobody has set up: who we are, then the city's list, or a look at the sample."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data import demo
from data.domain.contents import Office
from data.store import settings
from ui import errors, layouts
from ui.desk import Changed, Desk
from ui.parts import Field, button, hint, section, title
from ui.theme import TOKENS


class FirstRunPage(QWidget):
    """Asks for county and office, then leads on. Emits ``import_wanted`` or ``finished``."""

    finished = Signal()
    import_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.county, self.name = QLineEdit(), QLineEdit()
        self.county.setPlaceholderText("如：青禾县")
        self.name.setPlaceholderText("如：青禾县生态环境保护督察整改工作领导小组办公室")
        self._county = Field("县（市、区）名称", self.county, "用来从全市清单里认出本县的任务")
        self._name = Field("本单位全称", self.name, "印在申请函和封面上")
        self.begin = button("保存并导入清单", self._begin, "arrow-right", "primary")
        self.county.returnPressed.connect(self.name.setFocus)
        self.name.returnPressed.connect(self._begin)
        self.sample = button("先看样例", self.load_sample, "eye")
        start = layouts.card(
            section("第一步：这是谁的台账"),
            self._county,
            self._name,
            layouts.row(layouts.GROW, self.begin),
        )
        look = layouts.card(
            section("只想先看看"),
            hint(
                "装入一个虚构的市县：约40项任务，其中一项已经做到可以报送。样例放进当前这个空的工作文件夹，不会与真实任务混在一起。"
            ),
            layouts.row(self.sample, layouts.GROW),
        )
        body = layouts.panel(
            layouts.column(
                layouts.GROW,
                title("欢迎使用整改通"),
                hint(
                    "导入市里的整改清单，办理每一项任务，生成一次通过的验收销号申请包。全程不用联网，资料都在这台电脑里。"
                ),
                layouts.space(TOKENS.gap_s),
                start,
                look,
                layouts.GROW,
            )
        )
        body.setFixedWidth(640)
        layouts.fill(self, layouts.row(layouts.GROW, body, layouts.GROW))

    def _begin(self) -> None:
        county, name = self.county.text().strip(), self.name.text().strip()
        self._county.show_problem("" if county else "请填写县（市、区）名称")
        self._name.show_problem("" if name else "请填写本单位全称")
        if county and name:
            settings.put(self._desk.ws, "office", Office(county, name))
            self._desk.tell(Changed(settings=True))
            self.import_wanted.emit()

    def load_sample(self) -> None:
        """Fill the empty workspace with the sample, as far as the task that is ready to be sent."""
        job = self._desk.run("装入样例", lambda ws, report: demo.prepare(ws, report))
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(self._loaded)

    def _loaded(self, _: object) -> None:
        self._desk.tell(Changed(settings=True))
        self.finished.emit()
