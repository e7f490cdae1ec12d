"""A disk that goes bad during a command: a clear answer, and nothing lost."""

import re

from failing_disk import BadDiskTest
from server import main


class BadDisk(BadDiskTest):
    def test_append(self):
        self.ok("CREATE box")
        stored = {}

        def append(_):
            text, answer = self.append("box")
            self.last = text
            if answer.startswith("OK"):
                uid = re.search(r"APPENDUID \d+ (\d+)", answer)[1]
                self.assertNotIn(uid, stored)
                stored[uid] = (text, frozenset())
            return answer

        self.each_call_fails(
            lambda: None, append,
            lambda _, __: self.assertEqual(self.messages("box"), stored))

    def copy(self, verb):
        def prepare():
            source, target = self.new_name(), self.new_name()
            self.fill(target)
            return source, self.fill(source), target, self.messages(target)

        def command(prepared):
            self.ok("SELECT", prepared[0])
            return self.say(verb, "1:2", prepared[2])

        def check(prepared, answer):
            source, before, target, there = prepared
            now = self.messages(target)
            self.assertLessEqual(there.items(), now.items())
            came = [now[uid][0] for uid in sorted(now.keys() - there.keys(),
                                                  key=int)]
            texts = [subject for subject, _ in before.values()]
            left = self.messages(source)
            self.assertLessEqual(left.items(), before.items())
            if answer.startswith("OK"):
                self.assertEqual(came, texts)
                self.assertEqual(len(left), 0 if verb == "MOVE" else 2)
            elif verb == "COPY": # all or none
                self.assertEqual((came, left), ([], before))
            else: # a message is in one of them at least
                gone = [s for u, (s, _) in before.items() if u not in left]
                self.assertLessEqual(set(gone), set(came))

        self.each_call_fails(prepare, command, check)

    def test_copy(self):
        self.copy("COPY")

    def test_move(self):
        self.copy("MOVE")

    def store(self, flag):
        def prepare():
            name = self.new_name()
            return name, self.fill(name)

        def command(prepared):
            self.ok("SELECT", prepared[0])
            return self.say(f"STORE 1:2 +FLAGS ({flag()})")

        def check(prepared, answer):
            name, before = prepared
            now = self.messages(name)
            self.assertEqual({u: s for u, (s, _) in now.items()},
                             {u: s for u, (s, _) in before.items()})
            if answer.startswith("OK"):
                self.assertTrue(all(flags for _, flags in now.values()), now)

        self.each_call_fails(prepare, command, check)

    def test_store(self):
        self.store(lambda: r"\Flagged")

    def test_store_of_a_new_keyword(self):
        self.store(lambda: f"word{next(self.texts) % 20}")

    def test_expunge(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("SELECT", name)
            self.ok(r"STORE 1 +FLAGS.SILENT (\Deleted)")
            return name, before

        def command(_):
            answer = self.say("EXPUNGE")
            self.told = "* 1 EXPUNGE" in self.heard
            return answer

        def check(prepared, answer):
            name, before = prepared
            now = self.messages(name)
            subjects = [subject for subject, _ in before.values()]
            left = [subject for subject, _ in now.values()]
            self.assertIn(left, [subjects[1:], subjects])
            if answer.startswith("OK") or self.told:
                self.assertEqual(left, subjects[1:])

        self.each_call_fails(prepare, command, check)

    def test_create(self):
        def check(name, answer):
            if answer.startswith("OK"):
                self.assertIn(name, self.names())
            else: # and now it can be made
                self.say("DELETE", name)
                self.ok("CREATE", name)
                self.ok("DELETE", name)

        self.each_call_fails(lambda: self.new_name() + "/a/b",
                             lambda name: self.say("CREATE", name), check)

    def test_rename(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("CREATE", name + "/inner")
            return name, name + "new", before

        def check(prepared, answer):
            old, new, before = prepared
            names = self.names()
            self.assertEqual(old in names, old + "/inner" in names)
            self.assertEqual(new in names, new + "/inner" in names)
            self.assertNotEqual(old in names, new in names)
            if answer.startswith("OK"):
                self.assertIn(new, names)
            self.assertEqual(self.messages(new if new in names else old),
                             before)

        self.each_call_fails(
            prepare, lambda names: self.say("RENAME", names[0], names[1]),
            check)

    def test_delete(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("SELECT INBOX") # who has selected it would hear BYE
            return name, before

        def check(prepared, answer):
            name, before = prepared
            there = name in self.names()
            if answer.startswith("OK"):
                self.assertFalse(there)
            elif there:
                self.assertEqual(self.messages(name), before)

        self.each_call_fails(prepare,
                             lambda prepared: self.say("DELETE", prepared[0]),
                             check)

    def test_subscribe(self):
        def check(name, answer):
            self.ok('LSUB "" "*"')
            there = any(line.endswith(name) for line in self.heard)
            self.assertEqual(there, answer.startswith("OK"))

        self.each_call_fails(self.new_name,
                             lambda name: self.say("SUBSCRIBE", name), check)

    def test_select_of_what_another_program_delivered(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            text = f"Subject: {next(self.texts)}"
            folder = self.folder / "mail"
            target = next(folder.rglob(f".{name}"))
            (target / "tmp" / name).write_text(text + "\n\nA flat\n")
            (target / "tmp" / name).rename(target / "new" / name)
            return name, before, text

        def check(prepared, _):
            name, before, text = prepared
            now = self.messages(name)
            self.assertLessEqual(before.items(), now.items())
            self.assertEqual([now[uid][0] for uid in now.keys()
                              - before.keys()], [text])

        self.each_call_fails(prepare,
                             lambda prepared: self.say("SELECT", prepared[0]),
                             check)


if __name__ == "__main__":
    main()
