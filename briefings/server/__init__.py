"""Serves a built site to the browsers of this machine, and tells them of each new version.

`Server` owns sockets and threads (`listen`), `http` knows the wire, `site` decides what is answered, `live`
tells the open pages, `orders` waits for files that are not made yet. Any web page open in a browser can send
requests here: every part refuses by default.

Invariant: no request reads the disk; an address is a key of the published `Snapshot` or it is 404.
"""

from __future__ import annotations

from briefings.server.listen import Address, Server, bind
from briefings.server.orders import Files, Orders
from briefings.server.site import Snapshot

__all__ = ["Address", "Files", "Orders", "Server", "Snapshot", "bind"]
