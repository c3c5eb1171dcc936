from pathlib import Path

import pytest

from data import demo
from data.domain.errors import UserError
from data.domain.form_definition import FAMILIES, FORM_KEYS
from data.form_definitions import BUNDLED
from data.proof import DEFINITIONS, play_proof
from data.store import task_lines
from data.store.workspace import Workspace
from exporters.acceptance import write_proof
from tests.pdf_reading import joined, page_count


@pytest.fixture
def desk(tmp_path: Path):
    with Workspace.open(tmp_path / "desk", demo.today(), "测试") as ws:
        yield ws


def test_every_form_of_both_families_is_printed_with_long_texts(desk: Workspace, tmp_path: Path):
    out = tmp_path / "out"
    written = play_proof(desk, out, write_proof)
    assert len(written) == len(FAMILIES) * len(FORM_KEYS) == len({*written})
    assert all(page_count(path) for path in written)
    assert not task_lines.lines(desk), "the desk itself is left alone"
    application = out / "工程类" / "02_验收销号申请表.pdf"
    assert page_count(application) >= 4
    text = joined(application)
    assert "打样（不作申请）" in text and "情况说明" in text and "（样张）" in text
    assert "集体讨论认定：" not in text
    other = joined(out / "非工程类" / "02_验收销号申请表.pdf")
    assert "集体讨论认定：4条整改措施已全部落实到位" in other
    assert "本任务属非工程类" in joined(out / "非工程类" / "01_验收销号申请函.pdf")
    assert "竣工" not in joined(out / "非工程类" / "08_专家（第三方）意见表.pdf")
    assert {path.stem for path in (out / DEFINITIONS).glob("*.toml")} == set(FORM_KEYS)


def test_the_offices_own_definition_is_what_is_proofed(desk: Workspace, tmp_path: Path):
    text = (BUNDLED / "form.toml").read_text(encoding="utf-8")
    own = desk.folder / "forms"
    own.mkdir()
    (own / "form.toml").write_text(text.replace('label = "包保领导"', 'label = "包案领导"'), encoding="utf-8")
    play_proof(desk, tmp_path / "out", write_proof)
    assert "包案领导" in joined(tmp_path / "out" / "工程类" / "02_验收销号申请表.pdf")
    assert "包案领导" in (tmp_path / "out" / DEFINITIONS / "form.toml").read_text(encoding="utf-8")


def test_a_wrong_definition_is_said_before_anything_is_printed(desk: Workspace, tmp_path: Path):
    own = desk.folder / "forms"
    own.mkdir()
    (own / "form.toml").write_text('key = "form"', encoding="utf-8")
    with pytest.raises(UserError) as said:
        play_proof(desk, tmp_path / "out", write_proof)
    assert "form.toml" in said.value.title and not (tmp_path / "out").exists()
