"""The rules a desk works under: the profile of its place."""

from data.domain.profile import Profile
from data.profiles import DEFAULT_PROFILE, load_profile
from data.store import settings
from data.store.workspace import Workspace


def profile_of(ws: Workspace) -> Profile:
    """The profile chosen in the desk's settings."""
    return load_profile(settings.profile_key(ws, DEFAULT_PROFILE))
