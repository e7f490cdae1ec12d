// Users, their passwords, and the file of both.
#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"
#include "proto_server/login/users/users_file.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/own_folder.hpp"

#include <crypt.h>
#include <sys/stat.h>

using users::Users;

namespace {

/// The hash of "Hello world!" in the specification of SHA-crypt.
const std::string hello =
    "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4"
    "OTLiBFdcbYEdFCoEOfaS35inz1";

} // namespace

TEST_CASE("a hash is of its password, and of no other") {
    const auto hash = users::hash_password("sesame").value();
    CHECK(hash.starts_with("$y$"));
    CHECK(users::matches("sesame", hash));
    CHECK_FALSE(users::matches("Sesame", hash));
    CHECK_FALSE(users::matches("", hash));
    CHECK_FALSE(users::matches(std::string("sesame\0", 7), hash));
    CHECK(users::hash_password("sesame") != hash); // another salt
}

TEST_CASE("hashes of other programs are known") {
    CHECK(users::matches("Hello world!", hello));
    CHECK_FALSE(users::matches("Hello world", hello));
    for (const std::string none : {"", "x", "$", "$y$", "$9$x$y", "*0", "!"})
        CHECK_FALSE(users::matches("x", none));
}

TEST_CASE("a password is as long as the limit, and not longer") {
    using users::limits::password;
    for (const auto size : {password - 1, password, password + 1}) {
        const auto hash = users::hash_password(std::string(size, 'x'));
        CHECK(hash.has_value() == (size <= password));
        if (hash) CHECK(users::matches(std::string(size, 'x'), *hash));
    }
    CHECK_FALSE(users::hash_password(""));
    CHECK_FALSE(users::hash_password(std::string(1, '\0')));
}

TEST_CASE("texts are compared to the last octet") {
    CHECK(users::same_in_constant_time("", ""));
    CHECK(users::same_in_constant_time("abc", "abc"));
    for (const char* other : {"xbc", "axc", "abx", "ab", "abcd"})
        CHECK_FALSE(users::same_in_constant_time("abc", other));
}

TEST_CASE("the lines of Dovecot are read, and written as they were") {
    const std::string text = "# who may log in\n\n"
                             "anne:{CRYPT}" +
                             hello +
                             "\n"
                             "bob:{SHA512-CRYPT}" +
                             hello +
                             ":1000:1000::/home/bob::extra=1\n"
                             "c@example.org:" +
                             hello + "\n";
    auto known = Users::parse(text);
    CHECK(known.names() ==
          std::vector<std::string>{"anne", "bob", "c@example.org"});
    CHECK(known.hash("bob") == hello);
    CHECK(known.hash("c@example.org") == hello);
    CHECK_FALSE(known.hash("Anne"));
    CHECK_FALSE(known.hash(""));
    CHECK(known.print() == text);

    known.set("bob", "$y$new");
    known.set("dan", "$y$dan");
    CHECK(known.remove("anne"));
    CHECK_FALSE(known.remove("anne"));
    CHECK_FALSE(known.remove(""));
    CHECK(known.print() == "# who may log in\n\n"
                           "bob:{CRYPT}$y$new:1000:1000::/home/bob::extra=1\n"
                           "c@example.org:" +
                               hello + "\ndan:{CRYPT}$y$dan\n");
}

TEST_CASE("a line that is wrong is named, and the others hold") {
    const auto why = [](const std::string& text) {
        const auto faults = Users::parse(text).faults();
        REQUIRE(faults.size() == 1);
        return faults[0];
    };
    CHECK(why("# x\nanne\n").starts_with("line 2: expected name:hash"));
    for (const std::string hash :
         {"secret", "{PLAIN}secret", "{PLAIN}$y$x", "{CRYPT}secret", "{CRYPT",
          "", "{", "{}$y$x"}) {
        INFO(hash);
        CHECK(why("anne:" + hash).starts_with("line 1: anne has no hash"));
        CHECK(why("anne:" + hash).find("secret") == std::string::npos);
    }
    CHECK(why("a:$y$x\na:$y$y\n") ==
          "line 2: a is there twice; the first line holds");
    CHECK(why("../x:$y$x").starts_with("line 1: a user's name"));

    const std::string text = "x:secret\nanne:$y$x\n../y:$y$z\nbob:$y$y\n";
    const auto known = Users::parse(text);
    CHECK(known.faults().size() == 2);
    CHECK(known.names() == std::vector<std::string>{"anne", "bob"});
    CHECK(known.print() == text);
}

TEST_CASE("who is removed or set has no wrong line left") {
    auto known = Users::parse("#anne:\nanne:$y$x\nanne:$y$y\nbob:secret\n");
    CHECK_FALSE(known.remove("#anne"));
    CHECK(known.remove("anne"));
    known.set("bob", "$y$z");
    CHECK(known.print() == "#anne:\nbob:{CRYPT}$y$z\n");
}

TEST_CASE("a name is fit for a folder") {
    using users::name_fault;
    for (const char* name : {"a", "anne", "Anne.B_c-d+e@example.org", "0"})
        CHECK(name_fault(name) == "");
    for (const char* name :
         {"", ".", "..", ".a", "a/b", "a:b", "a b", "a\n", "\xC3\xA9", "a*"})
        CHECK(name_fault(name) != "");
    CHECK(name_fault(std::string(users::limits::name, 'a')) == "");
    CHECK(name_fault(std::string(users::limits::name + 1, 'a')) != "");
}

TEST_CASE("a file is replaced at once, and is for its owner alone") {
    const OwnFolder folder;
    const auto file = (folder.path / "users").string();
    Users known;
    known.set("anne", hello);
    CHECK(users::save(known, file) == "");
    known.set("bob", hello);
    CHECK(users::save(known, file) == "");
    CHECK(users::load(file)->names().size() == 2);
    struct stat status {};
    REQUIRE(stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    const std::filesystem::directory_iterator files(folder.path), end;
    CHECK(std::distance(files, end) == 1); // no temporary file is left
    CHECK(users::save(known, (folder.path / "no/where").string()) != "");
    CHECK(users::load((folder.path / "none").string())
              .error()
              .find("No such file") != std::string::npos);
}

TEST_CASE("a file is as large as the limit, and not larger") {
    const OwnFolder folder;
    const auto file = (folder.path / "users").string();
    for (const auto size : {users::limits::file - 1, users::limits::file,
                            users::limits::file + 1}) {
        folder.write("users", "#" + std::string(size - 2, 'x') + "\n");
        CHECK(users::load((folder.path / "users").string()).has_value() ==
              (size <= users::limits::file));
    }
}

TEST_CASE("an unknown user takes the work of a known one, to no avail") {
    auto known = Users::parse("anne:" + hello);
    CHECK(known.decoy().starts_with("$6$saltstring$"));
    CHECK(known.decoy().size() == hello.size());
    CHECK(Users().decoy().starts_with("$y$j9T$"));
    // crypt(3) accepts the decoys' settings, so comparing takes its time.
    CHECK(crypt("x", known.decoy().c_str())[0] == '$');
    CHECK(crypt("x", Users().decoy().c_str())[0] == '$');
}

TEST_CASE("the time when a line expires is one of its extra fields") {
    using namespace std::chrono_literals;
    const auto line = "anne:{CRYPT}" + hello;
    const auto expires = [&](const std::string& rest) {
        return Users::parse(line + rest + "\n").expires("anne");
    };
    CHECK_FALSE(expires(""));
    CHECK_FALSE(expires(":1:2::/home::x=y"));
    CHECK_FALSE(expires(":expires=7"));
    CHECK(expires("::::::expires=7")->time_since_epoch() == 7s);
    CHECK(expires(":1:2:g:/h::x=y expires=99999999999 z")->time_since_epoch() ==
          99'999'999'999s);
    for (const auto* none : {"", "-1", "1x", "100000000000"})
        CHECK(Users::parse(line + "::::::expires=" + none)
                  .faults()
                  .at(0)
                  .find("no number of seconds") != std::string::npos);

    auto known = Users::parse(line + "\n");
    known.set_expires("anne", std::chrono::sys_seconds(7s));
    known.set_expires("bob", std::chrono::sys_seconds(7s));
    CHECK(known.print() == line + "::::::expires=7\n");
    known.set_expires("anne", {});
    CHECK(known.print() == line + "\n");
}

TEST_CASE("a token is new each time, and fit for a password") {
    const auto token = users::make_token();
    CHECK(token.size() == 64);
    CHECK(token.find_first_not_of("0123456789abcdef") == token.npos);
    CHECK(users::make_token() != token);
    CHECK(users::matches(token, users::hash_password(token).value()));
}
