"""Signed forms in the store: what is kept of a person's signature, and that it can be taken away."""

from pathlib import Path

from data.store import evidence, signed_forms
from data.store.workspace import Workspace


def test_a_removed_signature_image_is_gone_with_its_bytes(desk: Workspace, tmp_path: Path) -> None:
    picture = tmp_path / "签名.png"
    picture.write_bytes(b"picture of a signature")
    signed_forms.save_image(desk, "王喆", picture)
    path = evidence.path_of(desk, signed_forms.images(desk)["王喆"])
    assert path.exists()
    signed_forms.remove_image(desk, "王喆")
    assert signed_forms.images(desk) == {} and not path.exists()
