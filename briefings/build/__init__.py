"""Building a site: a session drafts, builds and publishes, and reports what it did."""

from __future__ import annotations

from briefings.build.places import InstalledThemes, configured, find_root, shipped_themes
from briefings.build.report import Report, plural
from briefings.build.session import Session
from briefings.build.setting import Setting

__all__ = [
    "InstalledThemes",
    "Report",
    "Session",
    "Setting",
    "configured",
    "find_root",
    "plural",
    "shipped_themes",
]
