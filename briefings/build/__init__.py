"""Building a site: a session drafts, builds and publishes, and reports what it did."""

from __future__ import annotations

from briefings.build.places import find_root, packaged_theme
from briefings.build.report import Report, plural
from briefings.build.session import Session, Setting

__all__ = ["Report", "Session", "Setting", "find_root", "packaged_theme", "plural"]
