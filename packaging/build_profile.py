"""Builds ``resources/srgb.icc``, the colours every PDF is printed in (sRGB): LittleCMS's own profile under a fixed date."""

import struct
from pathlib import Path

from PIL import ImageCms

TARGET = Path(__file__).resolve().parent.parent / "resources" / "srgb.icc"
MADE_ON = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)

if __name__ == "__main__":
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    TARGET.write_bytes(profile[:24] + MADE_ON + profile[36:])
