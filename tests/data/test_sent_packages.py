"""What the desk says of a package handed over: sent as it is, sent otherwise, or never sent."""

from pathlib import Path

from data import sending
from data.domain.origin import Origin
from data.sent_packages import origin_of
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from tests.factory import listed, take_in, worked


def test_what_was_sent_is_told_from_what_was_not(desk: Workspace, tmp_path: Path) -> None:
    take_in(desk, listed())
    sent = sending.send(desk, worked(desk, tmp_path).id, tmp_path / "out", write_acceptance_package).record
    number, digest = sent.number, {1: sent.manifest_sha256}
    same = origin_of(desk, number, "1", digest)
    assert (
        same.text.startswith("本台账2026年11月22日报送的第1版，清单与报送时一致") and sent.code in same.text
    )
    assert not same.other
    other = origin_of(desk, number, "1", {1: "0" * 64})
    assert other.other and other.text.startswith("与本台账2026年11月22日报送的第1版不是同一个包")
    assert origin_of(desk, number, "1", {1: sent.manifest_sha256, 2: "0" * 64}).other
    assert origin_of(desk, number, "7", {1: "0" * 64}) == Origin("本台账报送过这个编号，但没有第7版。")
    assert origin_of(desk, "XH-1", "1", digest) == Origin("不是本台账报送的申请包。")
