"""Libraries for Node.js, which tests/interop/node_clients has installed."""

import os
import shutil

import libraries
from mail_server import main


class NodeClients(libraries.LibraryTest):
    def check_script(self, name):
        shutil.copytree(os.environ["NODE_LIBRARIES"],
                        self.home / "node_modules")
        self.check_session(f"node/{name}.js", "node")

    def test_imapflow(self):
        self.check_script("imapflow")

    def test_node_imap(self):
        self.check_script("node_imap")


if __name__ == "__main__":
    main()
