"""`proto_client watch` on a machine that has slept. What was connected before
is dead, and the peer does not say so."""

import os

from watcher import WatchTest, main


class Slept(WatchTest):
    def test_it_connects_again(self):
        self.serve_empty()
        mark = self.state / "has slept"
        watcher = self.watch(
            self.url("imaps"), *self.ca(), first=("--wire",),
            environment={"LD_PRELOAD": os.environ["SLEEPING_MACHINE"],
                         "HAS_SLEPT": str(mark)})
        watcher.wait_until_it_idles()
        mark.touch()
        self.assertIn("has slept", watcher.wait_for("disconnected")["why"])
        watcher.wait_for("connected", 1)
        self.check_told_once(watcher)
        self.assertEqual(watcher.stop(), 0)


if __name__ == "__main__":
    main()
