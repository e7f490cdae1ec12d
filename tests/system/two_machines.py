"""Two machines with a cable between them, for tests of what a network does.

They are two network namespaces, so they need root; without it the tests are
skipped.
"""

import ctypes
import os
import subprocess
import threading

from client import Client
from server import LIBC, ServerTest

CLONE_NEWNET = 0x40000000
HERE, THERE = "198.51.100.1", "198.51.100.2"  # RFC 5737 §3
NOBODY = "02:00:00:00:00:99"


def ip(*words):
    result = subprocess.run(["ip", *words], text=True, capture_output=True)
    if result.returncode != 0:
        raise OSError(f"ip {' '.join(words)}: {result.stderr.strip()}")


def inside(namespace, function):
    """What `function` returns there. A thread may live in another namespace
    than its process, and a socket stays where it was made."""
    results = []

    def enter():
        try:
            with open(f"/run/netns/{namespace}") as file:
                if LIBC.setns(file.fileno(), CLONE_NEWNET) != 0:
                    raise OSError(ctypes.get_errno(), "setns")
            results.append(function())
        except Exception as error:  # raised in the parent process
            results.append(error)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    if isinstance(results[0], Exception):
        raise results[0]
    return results[0]


class TwoMachines(ServerTest):
    def setUp(self):
        self.here = f"idle-hands-{os.getpid()}-here"
        self.there = f"idle-hands-{os.getpid()}-there"
        try:
            for name in (self.here, self.there):
                ip("netns", "add", name)
                self.addCleanup(ip, "netns", "del", name)
            ip("-n", self.here, "link", "add", "cable", "type", "veth",
               "peer", "name", "cable", "netns", self.there)
        except OSError as error:
            self.skipTest(f"no second machine without root: {error}")
        for name, address in ((self.here, HERE), (self.there, THERE)):
            ip("-n", name, "address", "add", f"{address}/24", "dev", "cable")
            ip("-n", name, "link", "set", "cable", "up")
            ip("-n", name, "link", "set", "lo", "up")

    def cut(self):
        """From now on what the server sends goes to a machine that does not
        exist, and nothing comes back."""
        ip("-n", self.here, "neighbour", "replace", THERE, "lladdr", NOBODY,
           "dev", "cable", "nud", "permanent")

    def mend(self):
        ip("-n", self.here, "neighbour", "delete", THERE, "dev", "cable")

    def serve_here(self, *options):
        return self.serve(*options, listen=[f"{HERE}:0", "127.0.0.1:0"],
                          prefix=["ip", "netns", "exec", self.here])

    def connect_from(self, namespace, address, **options):
        client = inside(namespace, lambda: Client(address, **options))
        self.addCleanup(client.close)
        return client
