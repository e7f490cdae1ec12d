// The command that a watch runs when messages have come.
#include "proto_client/limits.hpp"
#include "proto_client/tell/exec_hook.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <asio/io_context.hpp>
#include <filesystem>
#include <iterator>

using client::exec_hook;
using client::Hook;
using client::HookOptions;
using watch::Burst;
namespace limits = client::limits;
using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

namespace {

/// No test waits so long, unless it fails.
constexpr auto patience = 60s;

/// A hook whose command is a script in a folder of its own.
struct Fixture {
    OwnFolder folder;
    asio::io_context loop;
    Strings troubles;
    int idle = 0;
    Hook hook;

    explicit Fixture(const std::string& script, HookOptions options = {},
                     Hook::Times times = {.quiet = 1ms, .retry = 1ms})
        : hook(
              loop, {"--exec", options.retry, times},
              exec_hook(with_script(script, options)),
              [this](const auto& text) { troubles.push_back(text); },
              [this] { ++idle; }) {}

    HookOptions with_script(const std::string& text, HookOptions options) {
        folder.write("script", "cd " + folder.path.string() + "\n" + text);
        if (options.command.empty())
            options.command = "/bin/sh " + (folder.path / "script").string();
        return options;
    }
    void message(const watch::NewsSource::Message& message) {
        hook.message("anna@h/INBOX", message);
    }
    std::string file(const std::string& name) const {
        std::ifstream in(folder.path / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    template<class Condition>
    void run_until(Condition condition) {
        const auto end = Clock::now() + patience;
        while (!condition() && Clock::now() < end) loop.run_one_for(10ms);
        REQUIRE(condition());
    }
    void run() {
        run_until([&] { return hook.idle(); });
    }
};

/// True if the process has ended, also if nobody has asked how.
bool is_gone(const std::string& number) {
    std::ifstream stat("/proc/" + number.substr(0, number.find('\n')) +
                       "/stat");
    std::string id, name, state;
    return !(stat >> id >> name >> state) || state == "Z";
}

/// Runs commands for one message, and returns what went wrong.
Strings troubles_of(const Hook::Run& run) {
    Strings troubles;
    asio::io_context loop;
    Hook hook(
        loop, {"sync", false, {.quiet = 1ms}},
        [&](const Hook::Messages& messages) {
            CHECK(messages.size() == 1);
            return run;
        },
        [&](const auto& text) { troubles.push_back(text); }, [] {});
    hook.message("anna@h/INBOX", {1, "x"});
    const auto end = Clock::now() + patience;
    while (!hook.idle() && Clock::now() < end) loop.run_one_for(10ms);
    return troubles;
}

const std::string wild = "`$();\"'\n|<>& \xC3\xA9 $1 %s";

} // namespace

TEST_CASE("a burst is over after a quiet time, or when its bound is reached") {
    const Clock::time_point zero{};
    Burst burst(1s, 5s);
    CHECK_FALSE(burst.due());
    burst.came(zero);
    CHECK(burst.due() == zero + 1s);
    for (auto now = zero; now < zero + 4s; now += 500ms) burst.came(now);
    CHECK(burst.due() == zero + 4500ms);
    burst.came(zero + 4900ms);
    CHECK(burst.due() == zero + 5s);
    burst.reset();
    CHECK_FALSE(burst.due());
}

TEST_CASE("a hook finds the facts in its arguments and in its environment") {
    Fixture f("printf '%s|' \"$@\" \"$IDLE_HANDS_MAILBOX\" "
              "\"$IDLE_HANDS_MESSAGES\" \"$IDLE_HANDS_NUMBER\" "
              "\"$IDLE_HANDS_TEXT\" \"$IDLE_HANDS_FROM\" > facts");
    f.message({7, wild, wild});
    f.run();
    CHECK(f.file("facts") ==
          "7|" + wild + "|anna@h/INBOX|1|7|" + wild + "|" + wild + "|");
    CHECK(f.troubles.empty());
    CHECK(f.idle == 1);
}

TEST_CASE("the messages of a burst are handed to one run, as lines of JSON") {
    Fixture f("cat > messages; echo run >> runs");
    f.message({1, "one", "Bo", "today", "<1@h>"});
    f.message({2, wild});
    f.run();
    CHECK(f.file("messages") ==
          "{\"event\":\"new\",\"number\":1,\"text\":\"one\",\"from\":\"Bo\","
          "\"date\":\"today\",\"message_id\":\"<1@h>\","
          "\"mailbox\":\"anna@h/INBOX\"}\n"
          "{\"event\":\"new\",\"number\":2,\"text\":\"`$();\\\"'\\n|<>& "
          "\xC3\xA9 $1 %s\",\"mailbox\":\"anna@h/INBOX\"}\n");
    CHECK(f.file("runs") == "run\n");
}

TEST_CASE("what comes while a hook runs is handed to one further run") {
    Fixture f("echo \"$1\" >> runs; until [ -e go ]; do sleep 0.01; done");
    f.message({1, "one"});
    f.run_until([&] { return f.file("runs") == "1\n"; });
    f.message({2, "two"});
    f.message({3, "three"});
    f.folder.write("go", "");
    f.run();
    CHECK(f.file("runs") == "1\n3\n");
}

TEST_CASE("a shell runs a hook only if it is asked to") {
    Fixture program("", {.command = "/bin/echo $0 ; touch no"});
    program.message({1, "x"});
    program.run();
    CHECK(program.troubles.empty());
    Fixture shell("", {.command = "exit \"$1\"", .shell = true});
    shell.message({3, wild});
    shell.run();
    CHECK(shell.troubles == Strings{"--exec ended with exit code 3; 1 message "
                                    "counted as told"});
}

TEST_CASE("a hook that fails, or that does not exist, is told") {
    Fixture f("exit 7");
    f.message({1, "x"});
    f.message({2, "y"});
    f.run();
    CHECK(f.troubles == Strings{"--exec ended with exit code 7; 2 messages "
                                "counted as told"});
    Fixture none("", {.command = "/no/such/program"});
    none.message({1, "x"});
    none.run();
    REQUIRE(none.troubles.size() == 1);
    CHECK(none.troubles[0].starts_with("--exec cannot be run: "));
    CHECK(none.idle == 1);
}

TEST_CASE("with --retry-hook a hook that fails gets its messages again") {
    Fixture f("cat >> messages; [ -e failed ] || { touch failed; exit 1; }",
              {.retry = true});
    f.message({1, "x"});
    f.run();
    CHECK(f.troubles == Strings{"--exec ended with exit code 1; it gets 1 "
                                "message again"});
    const auto all = f.file("messages");
    const auto once = all.substr(0, all.size() / 2);
    CHECK(all == once + once);
}

TEST_CASE("a command is run only if the one before it has succeeded") {
    OwnFolder folder;
    const auto file = (folder.path / "second").string();
    CHECK(troubles_of({{{"true"}, {"touch", file}}, ""}).empty());
    CHECK(std::filesystem::remove(file));
    CHECK(troubles_of({{{"false"}, {"touch", file}}, ""}) ==
          Strings{"sync ended with exit code 1; 1 message counted as told"});
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("the output of commands is handed over when all have succeeded") {
    Strings printed;
    const auto print = [&](const std::string& text, const std::string& last) {
        return troubles_of(
            {{{"printf", "%s", text}, {"echo", "b"}, {last}},
             "",
             {},
             [&](auto octets) { printed.emplace_back(octets); }});
    };
    CHECK(print("a", "true").empty());
    CHECK(printed == Strings{"ab\n"});
    CHECK(print("a", "false").size() == 1);
    CHECK(printed.size() == 1);
    CHECK(print(std::string(limits::hook_output + 1, 'x'), "true").empty());
    CHECK(printed.back() == std::string(limits::hook_output, 'x'));
}

TEST_CASE("a hook that takes too long is ended, with all that it has started") {
    Fixture f("trap '' TERM; sleep 1000 & echo $! > started; "
              "while :; do sleep 0.01; done",
              {}, {.quiet = 1ms, .most = 300ms, .end = 1ms});
    f.message({1, "x"});
    f.run();
    REQUIRE(f.troubles.size() == 1);
    CHECK(f.troubles[0].starts_with("--exec was ended by signal "));
    // A slow machine may have ended it before it had started anything.
    const auto started = f.file("started");
    if (started.empty()) return;
    f.run_until([&] { return is_gone(started); });
}

TEST_CASE("so many messages wait for a hook, and a further one is told") {
    Fixture f("", {}, {.quiet = 1h, .longest = 1h});
    for (std::uint32_t i = 1; i <= limits::hook_messages; ++i)
        f.message({i, "x"});
    CHECK(f.troubles.empty());
    f.message({1001, "x"});
    f.message({1002, "x"});
    REQUIRE(f.troubles.size() == 1);
    CHECK(f.troubles[0].find("for message 1001, and maybe") !=
          std::string::npos);
    f.hook.stop();
    CHECK(f.troubles.back() == "--exec was not run for 1000 messages");
    f.hook.hurry();
    f.run();
}
