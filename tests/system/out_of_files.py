"""When no more files can be opened, the server pauses and does not end."""

import resource

from server import LIBC, ServerTest, main

PR_CAPBSET_DROP, CAP_SYS_RESOURCE = 24, 24


def few_files(files):
    def prepare():
        # Otherwise root would raise the hard limit.
        LIBC.prctl(PR_CAPBSET_DROP, CAP_SYS_RESOURCE, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    return prepare


class OutOfFiles(ServerTest):
    def test_it_says_so_keeps_serving_and_accepts_again(self):
        files = 80
        server = self.serve("--max-clients", "200", prepare=few_files(files))
        server.wait_for_line(
            "lets it open 80 files, so about 16 clients, not 200")
        good = self.others(server)
        outside = [self.connect(server, greeted=False) for _ in range(150)]
        self.eventually(lambda: server.open_files() >= files - 1,
                        "the server is out of files")
        self.check_served(good)

        # Clients that leave make room; the others are greeted in their order.
        for client in outside:
            self.assertRegex(client.line(), r"^\* hello toy/1 ")
            client.close()
        self.check_served(good)

    def test_the_advice_is_right_whoever_follows_it(self):
        server = self.serve("--max-clients", "200", prepare=few_files(80))
        server.wait_for_line(r"\(ulimit -Hn\); to want no more, give "
                             r"--max-clients 16\.")
        server.kill()
        follows = self.serve("--max-clients", "16", prepare=few_files(80))
        self.others(follows)
        self.assertNotIn("lets it open", follows.output())

    def test_hardly_any_files_are_no_reason_to_talk_nonsense(self):
        server = self.serve("--max-clients", "200", prepare=few_files(30))
        server.wait_for_line(
            "lets it open 30 files, so about 0 clients, not 200")
        self.check_served(self.others(server))


if __name__ == "__main__":
    main()
