"""Settings are kept as they were given, but for what no paper can bear."""

from data.domain.contents import Office
from data.store import settings
from data.store.workspace import Workspace


def test_control_characters_of_pasted_text_are_not_kept(desk: Workspace) -> None:
    settings.put(desk, "office", Office("青禾县\x07", "青禾县\x0b整改办\ud83d"))
    assert settings.office(desk) == Office("青禾县", "青禾县整改办")
    settings.put(desk, "unit_aliases", {"住\x00建局": "县住建局\x1f"})
    assert settings.unit_context(desk).aliases == {"住建局": "县住建局"}
    settings.put(desk, "note", "第一行\n第二行")
    assert settings.get(desk, "note", str, "") == "第一行\n第二行"
