"""People: what the platform knows of those behind the record."""

from profiles.models.follow import Follow
from profiles.models.profile import Profile
from profiles.models.trust_snapshot import TrustSnapshot

__all__ = ["Follow", "Profile", "TrustSnapshot"]
