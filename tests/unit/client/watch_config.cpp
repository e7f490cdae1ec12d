// The file of `watch --config`.
#include "proto_client/program/watch_config.hpp"
#include "proto_client/limits.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

using client::read_watch_config;
using namespace std::chrono_literals;

namespace {

std::string error_of(const std::string& text) {
    const auto read = read_watch_config(text, {});
    return read ? "none" : read.error();
}

/// True if the error begins and goes on so.
bool fails(const std::string& text, const std::string& with) {
    const auto error = error_of(text);
    INFO(error);
    const bool does = error.starts_with(with);
    CHECK(does);
    return does;
}

} // namespace

TEST_CASE("a file names accounts, and each may have several mailboxes") {
    client::WatchTask usual;
    usual.options.poll = 7s;
    const auto read = read_watch_config(R"({
        "accounts": [
            {"name": "home", "url": "imaps://anna@example.org@h",
             "mailboxes": ["INBOX", "Entwürfe"],
             "password-command": "pass home", "exec": "notify", "poll": 30,
             "on-change": "mark", "on-delete": "drop", "changes": true,
             "retry-hook": true},
            {"url": "imap://bo@localhost/Lists", "since": "2026-11-29",
             "plain-login": true}
        ]
    })",
                                        usual);
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    const auto& draft = (*read)[1];
    CHECK(draft.label == "home/Entwürfe");
    CHECK(print(draft.target.imap->url) ==
          "imaps://anna%40example.org@h/Entw%C3%BCrfe");
    CHECK(draft.target.imap->password_command == "pass home");
    CHECK(draft.options.hook.command == "notify");
    CHECK(draft.options.on_change == "mark");
    CHECK(draft.options.on_delete == "drop");
    CHECK(draft.options.changes);
    CHECK(draft.options.hook.retry);
    CHECK_FALSE(draft.options.hook.shell);
    CHECK(draft.options.poll == 30s);
    const auto& list = (*read)[2];
    CHECK(list.label == "bo@localhost/Lists");
    CHECK(list.target.imap->plain_login);
    CHECK(list.options.poll == 7s);
    CHECK(list.options.hook.command.empty());
    CHECK(list.options.begin.since->year() == std::chrono::year(2026));
}

TEST_CASE("what is wrong in a file is told with its line and its key") {
    const std::string begin = "{\n \"accounts\": [\n  {\"url\": "
                              "\"imaps://a@h\",\n   ";
    const std::string end = "}\n ]\n}\n";
    CHECK(error_of(begin + "\"poll\": 3" + end) == "none");
    fails(begin + "\"pol\": 3" + end, "line 4: pol: there is no such key");
    fails(begin + "\"poll\": \"3\"" + end, "line 4: poll: it must be a number");
    fails(begin + "\"poll\": 0" + end, "line 4: poll: it must be a number");
    fails(begin + "\"shell\":\n\n1" + end, "line 4: shell: it must be true");
    fails(begin + "\"exec\": \"\"" + end, "line 4: exec: it must be a text");
    fails(begin + "\"mailboxes\": []" + end, "line 4: mailboxes: it must be a");
    fails(begin + "\"mailboxes\": [1]" + end, "line 4: mailboxes: it must be");
    fails(begin + "\"since\": \"2026-13-01\"" + end,
          "line 4: since: it must be a day");
    fails(begin + "\"url\": \"x\"" + end, "line 4: url: it is there twice");
    fails(begin + "\"password-command\": \"x\",\n\"token-command\": \"y\"" +
              end,
          "line 5: token-command: password-command is there, too");
    fails(begin + "\"poll\" 3" + end, "line 4, column ");
    fails(begin, "line 4, column ");
}

TEST_CASE("a file without accounts, or with a wrong URL, is explained") {
    for (const auto* text :
         {"[]", "{}", "7", R"({"accounts": []})", R"({"accounts": {}})"})
        CHECK(error_of(text).find("write {\"accounts\"") != std::string::npos);
    fails("{\"accounts\": [\n{\"poll\": 3}]}", "line 2: the account has no");
    fails("{\"accounts\": [\n\"x\"]}", "an account is written in { }");
    fails("{\"accounts\": [{\n\"url\": \"imaps://h\"}]}",
          "line 2: url: the URL does not say which user");
    fails("{\"accounts\": [{\"url\": \"imaps://a@h\"}],\n\"more\": 1}",
          "line 2: more: there is no such key");
}

TEST_CASE(
    "in the file of a program that uses the library stands more and less") {
    const auto library_error = [](const std::string& text) {
        const auto read =
            read_watch_config(text, {}, client::ConfigOf::library);
        return read ? "none" : read.error();
    };
    CHECK(library_error(R"({"accounts": [{"url": "imaps://a@h"}],
                            "rules": [{"name": "flats"}]})") == "none");
    for (const std::string key : {"exec", "shell", "retry-hook"}) {
        const auto error = library_error(
            R"({"accounts": [{"url": "imaps://a@h", ")" + key + R"(": "x"}]})");
        CHECK(error.starts_with("line 1: " + key + ": there is no such key"));
        CHECK(error.find("exec, ") == std::string::npos);
    }
}

TEST_CASE("one process watches so many mailboxes and no more") {
    const auto with = [](std::size_t mailboxes) {
        std::string names = "\"x\"";
        for (std::size_t i = 1; i < mailboxes; ++i) names += ",\"x\"";
        return R"({"accounts": [{"url": "imaps://a@h", "mailboxes": [)" +
               names + "]}]}";
    };
    CHECK(error_of(with(client::limits::mailboxes)) == "none");
    CHECK(error_of(with(client::limits::mailboxes + 1))
              .find("too many mailboxes") != std::string::npos);
}

TEST_CASE("the file has a limit, and its name is told") {
    const OwnFolder folder;
    const std::string text = R"({"accounts": [{"url": "imaps://a@h"}]})";
    const auto error_with = [&](std::size_t octets) {
        folder.write("accounts", text + std::string(octets - text.size(), ' '));
        const auto path = (folder.path / "accounts").string();
        const auto read = client::read_watch_config_file(path, {});
        return read ? "none" : read.error().substr(path.size());
    };
    CHECK(error_with(client::limits::config) == "none");
    CHECK(error_with(client::limits::config + 1) == ": the file is too large");
    folder.write("accounts", "");
    CHECK_FALSE(client::read_watch_config_file(folder.path / "accounts", {}));
    CHECK_FALSE(client::read_watch_config_file(folder.path / "none", {}));
}
