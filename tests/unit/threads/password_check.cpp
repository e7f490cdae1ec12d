// Passwords are checked on other threads, fairly, and answered on the loop.
#include "proto_server/login/users/password_check.hpp"
#include "proto_server/login/users/limits.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <crypt.h>
#include <dlfcn.h>
#include <map>
#include <mutex>

using users::PasswordCheck;
using users::Users;
using Match = PasswordCheck::Match;

namespace {

/// The settings with which crypt(3) was called.
std::vector<std::string> settings;
std::mutex settings_mutex;
/// A mutex that is held keeps others from making hashes.
std::mutex gate;

} // namespace

/// Takes the place of the library's function, and writes down the setting.
char* crypt_rn(const char* phrase, const char* setting, void* data,
               int size) noexcept {
    static const auto real =
        reinterpret_cast<decltype(&crypt_rn)>(dlsym(RTLD_NEXT, "crypt_rn"));
    const std::lock_guard may_hash(gate);
    {
        const std::lock_guard lock(settings_mutex);
        settings.emplace_back(setting);
    }
    return real(phrase, setting, data, size);
}

namespace {

/// The hash of "Hello world!" in the specification of SHA-crypt.
const std::string hello =
    "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4"
    "OTLiBFdcbYEdFCoEOfaS35inz1";

/// The hash of another password.
const std::string other =
    "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc8";

/// Checks one password on a loop of its own, and returns the result.
Match log_in(PasswordCheck& check, asio::io_context& loop,
             const std::string& name, const std::string& password) {
    std::optional<Match> answer;
    const auto asker = std::make_shared<int>();
    check.check({name, password, "here", asker},
                [&](Match one, auto) { answer = one; });
    CHECK_FALSE(answer); // `done` is never called from within check()
    loop.restart();
    loop.run();
    return answer.value();
}

/// A file with a user anne, whose password is "Hello world!".
struct Fixture {
    OwnFolder folder;
    asio::io_context loop;
    std::vector<std::string> faults;
    PasswordCheck check{loop, write(),
                        [this](const auto& fault) { faults.push_back(fault); }};

    std::string write() {
        folder.write("users", "anne:" + hello + "\n");
        return (folder.path / "users").string();
    }
    Match ask(const std::string& name, const std::string& password) {
        return log_in(check, loop, name, password);
    }
};

} // namespace

TEST_CASE("logins are answered on the loop") {
    const OwnFolder folder;
    folder.write("users", "anne:{CRYPT}" + hello + "\n");
    asio::io_context loop;
    PasswordCheck check(loop, (folder.path / "users").string());
    CHECK(log_in(check, loop, "anne", "Hello world!") == Match::right);
    CHECK(log_in(check, loop, "anne", "hello world!") == Match::wrong);
    CHECK(log_in(check, loop, "bob", "Hello world!") == Match::wrong);
    CHECK(log_in(check, loop, "", "") == Match::wrong);

    // A user is added while the server runs.
    auto known = users::load((folder.path / "users").string()).value();
    known.set("bob", hello);
    REQUIRE(users::save(known, (folder.path / "users").string()) == "");
    CHECK(log_in(check, loop, "bob", "Hello world!") == Match::right);

    folder.write("users", "nonsense");
    CHECK(log_in(check, loop, "anne", "Hello world!") == Match::unavailable);
    std::filesystem::remove(folder.path / "users");
    CHECK(log_in(check, loop, "anne", "Hello world!") == Match::unavailable);
}

TEST_CASE("one hash is made for each login, of a known user or not") {
    const OwnFolder folder;
    folder.write("users", "anne:{CRYPT}" + hello + "\n");
    asio::io_context loop;
    PasswordCheck check(loop, (folder.path / "users").string());
    for (const auto* name : {"anne", "bob", ""}) {
        settings.clear();
        CHECK(log_in(check, loop, name, "x") == Match::wrong);
        CHECK(settings == std::vector<std::string>{hello});
    }
    folder.write("users", "# nobody yet\n");
    settings.clear();
    CHECK(log_in(check, loop, "anne", "x") == Match::wrong);
    CHECK(settings == std::vector<std::string>{Users().decoy()});
}

TEST_CASE("a password or a token may expire") {
    using namespace std::chrono_literals;
    const OwnFolder folder;
    const auto file = (folder.path / "tokens").string();
    static constexpr std::chrono::sys_seconds now{1'000'000s};
    asio::io_context loop;
    PasswordCheck check(loop, file, {}, [] { return now; });
    for (const auto left : {-1s, 0s, 1s}) {
        Users known;
        known.set("anne", hello);
        known.set_expires("anne", now + left);
        REQUIRE(users::save(known, file) == "");
        std::optional<std::chrono::sys_seconds> expires;
        Match answer{};
        const auto asker = std::make_shared<int>();
        check.check({"anne", "Hello world!", "here", asker},
                    [&](auto verdict, auto time) {
                        answer = verdict;
                        expires = time;
                    });
        loop.restart();
        loop.run();
        CHECK(answer == (left > 0s ? Match::right : Match::wrong));
        CHECK(expires.has_value() == (left > 0s));
        if (expires) CHECK(*expires == now + left);
    }
}

TEST_CASE("as many logins wait as the limit, and the next is told so") {
    Fixture f;
    std::map<Match, std::size_t> answers;
    const auto count = [&](Match answer, auto) { ++answers[answer]; };
    const auto asker = std::make_shared<int>();
    const auto& [waiting, most] =
        std::pair(users::limits::waiting, users::limits::most_threads);
    {
        const std::lock_guard nobody_hashes(gate);
        for (std::size_t i = 0; i < waiting + most + 1; ++i)
            f.check.check({"anne", "Hello world!", "here", asker}, count);
    }
    f.loop.run();
    CHECK(answers[Match::right] + answers[Match::busy] == waiting + most + 1);
    CHECK(answers[Match::right] >= waiting);
    CHECK(answers[Match::busy] >= 1); // the threads have taken some
}

TEST_CASE("who asks once more at once costs no hash") {
    Fixture f;
    const auto hashes = [&](const std::string& password) {
        settings.clear();
        f.ask("anne", password);
        return settings.size();
    };
    CHECK(hashes("Hello world!") == 1);
    CHECK(hashes("Hello world!") == 0);
    CHECK(hashes("hello world!") == 1);
    CHECK(hashes("hello world!") == 1);
    f.folder.write("users", "anne:" + other + "\n");
    CHECK(f.ask("anne", "Hello world!") == Match::wrong);
}

TEST_CASE("who has gone is left out, and makes room in a full queue") {
    Fixture f;
    std::size_t answers = 0, busy = 0;
    Match last{};
    const auto count = [&](Match answer, auto) {
        ++answers;
        busy += answer == Match::busy;
    };
    auto asker = std::make_shared<int>();
    {
        const std::lock_guard nobody_hashes(gate);
        const auto fill = users::limits::waiting + users::limits::most_threads;
        for (std::size_t i = 0; i < fill; ++i)
            f.check.check({"anne", "x", "here", asker}, count);
        asker = std::make_shared<int>();
        settings.clear();
        f.check.check({"anne", "Hello world!", "here", asker},
                      [&](Match answer, auto) { last = answer; });
    }
    f.loop.run();
    CHECK(last == Match::right);
    CHECK(settings.size() <= users::limits::most_threads + 1);
    CHECK(answers - busy <= users::limits::most_threads + 1);
}

TEST_CASE("faults of the file are told once, and when it is read again") {
    Fixture f;
    const auto told = [&] {
        f.loop.restart();
        f.loop.run();
        return std::exchange(f.faults, {});
    };
    CHECK(told().empty());
    f.folder.write("users", "anne:" + hello + "\nbob:secret\n");
    CHECK(f.ask("anne", "Hello world!") == Match::right);
    auto faults = told();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find("users, line 2: bob has no hash") !=
          std::string::npos);
    CHECK(f.ask("anne", "Hello world!") == Match::right);
    CHECK(told().empty());
    CHECK(f.check.read_again() == 1u);
    CHECK(told().size() == 1);

    std::filesystem::remove(f.folder.path / "users");
    CHECK(f.ask("anne", "Hello world!") == Match::unavailable);
    CHECK(f.ask("anne", "Hello world!") == Match::unavailable);
    faults = told();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find("No such file") != std::string::npos);
    CHECK_FALSE(f.check.read_again());
}

TEST_CASE("who waits when the check ends is not answered") {
    const OwnFolder folder;
    folder.write("users", "anne:" + hello + "\n");
    asio::io_context loop;
    int answers = 0;
    const auto asker = std::make_shared<int>();
    {
        PasswordCheck check(loop, (folder.path / "users").string());
        for (int i = 0; i < 50; ++i)
            check.check({"anne", "x", "here", asker},
                        [&](Match, auto) { ++answers; });
    }
    loop.run(); // it ends, because no check keeps it running
    CHECK(answers < 50);
}
