"""Whether a package somebody hands over (核验申请包) is one this desk has sent: by number, version and the digests kept of it."""

from collections.abc import Mapping

from data import words
from data.domain.model import PackageRecord
from data.domain.origin import Origin
from data.store import packages
from data.store.workspace import Workspace

Digests = Mapping[int, str]
"""Volume (1 where there is but one) -> the SHA-256 of its manifest."""


def origin_of(ws: Workspace, number: str, version: str, digests: Digests) -> Origin:
    """What the desk's own records say of such a package."""
    known = packages.numbered(ws, number)
    same = next((record for record in known if _fits(record, digests)), None)
    if same is not None:
        said = f"本台账{words.day(same.made_on)}报送的第{same.version}版，清单与报送时一致（校验码 {same.code}）。"
        return Origin(said)
    alike = next((record for record in known if str(record.version) == version), None)
    if alike is not None:
        sent = f"本台账{words.day(alike.made_on)}报送的第{alike.version}版"
        return Origin(f"与{sent}不是同一个包：报送时的校验码是 {alike.code}。", other=True)
    if known:
        return Origin(f"本台账报送过这个编号，但没有第{version}版。")
    return Origin("不是本台账报送的申请包。")


def _fits(record: PackageRecord, digests: Digests) -> bool:
    """Every volume at hand is the one that was sent."""
    sent = [volume.manifest_sha256 for volume in record.volumes] or [record.manifest_sha256]
    return bool(digests) and all(
        0 < at <= len(sent) and sent[at - 1] == digest for at, digest in digests.items()
    )
