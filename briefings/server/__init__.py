"""Serves a built site to the browsers of this machine, and tells them of each new version.

`Server` owns sockets and threads (`listen`), `http` knows the wire, `site` decides what is answered, `live`
tells the open pages, `bar` what an editor should know of the one that is looked at, `orders` waits for files that
are not made yet. Any web page open in a browser can send requests here: every part refuses by default.

Invariant: no address leads to the disk: it is a key of the published `Snapshot` or it is 404. What a page is
written in is asked of the `Manuscripts` that the server is handed.
"""

from __future__ import annotations

from briefings.server.bar import Manuscript, Manuscripts
from briefings.server.listen import Address, Server, bind
from briefings.server.orders import Files, Orders
from briefings.server.site import Snapshot

__all__ = ["Address", "Files", "Manuscript", "Manuscripts", "Orders", "Server", "Snapshot", "bind"]
