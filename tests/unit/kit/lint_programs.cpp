#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/children.hpp"
#include "tutorial/kit/authors/lint/rejection.hpp"
#include "tutorial/kit/system/files.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

using namespace kit;

using namespace lint;

namespace {

namespace fs = std::filesystem;

/// A wrong program in a folder that is removed after the test.
class Wrong {
public:
    Wrong() {
        auto name = (fs::temp_directory_path() / "wrong-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    ~Wrong() { fs::remove_all(folder_); }
    Wrong(const Wrong&) = delete;
    Wrong& operator=(const Wrong&) = delete;

    void write(const std::string& text) const {
        std::ofstream(folder_ / "a.txt") << text;
    }
    std::string text() const { return read_file(folder_ / "a.txt", 1000); }

    /// Returns the problem that is found, or nothing.
    std::string check(const CheckRun& run, bool update) const {
        Problems problems;
        check_rejection(folder_ / "a.py", run, update, problems);
        std::string found;
        for (const auto& one : problems) found += one.what + '\n';
        return found;
    }

private:
    fs::path folder_;
};

const CheckRun run{true, "fail", "one-line", "3.1 Push\nFAIL one-line  \n"};
const std::string good = "rejected by one-line\n3.1 Push\nFAIL one-line\n";

} // namespace

TEST_CASE("a wrong program is rejected with the text beside it") {
    const Wrong wrong;
    wrong.write(good);
    CHECK(wrong.check(run, false) == "");
    CHECK(wrong.check(run, true) == "");
    CHECK(wrong.text() == good);
}

TEST_CASE("an update writes what kit check says, and keeps the first line") {
    const Wrong wrong;
    CHECK(wrong.check(run, true) == "");
    CHECK(wrong.text() == good);
    wrong.write("rejected by other\nold\n");
    CHECK(wrong.check(run, true).starts_with("it is rejected by one-line;"));
    CHECK(wrong.text() == "rejected by other\n3.1 Push\nFAIL one-line\n");
}

TEST_CASE("a text that is stale, or names no check, is found") {
    const Wrong wrong;
    wrong.write("rejected by one-line\n3.1 Push\nok one-line\n");
    CHECK(wrong.check(run, false).find("-ok one-line\n+FAIL one-line") !=
          std::string::npos);
    wrong.write("3.1 Push\n");
    CHECK(wrong.check(run, false).starts_with("the first line must"));
}

TEST_CASE("a wrong program that passes is found") {
    auto passes = run;
    passes.status = "pass";
    CHECK(Wrong().check(passes, true) == "is not rejected: pass\n");
}

TEST_CASE("a run survives being written down") {
    CHECK(to_check_run(to_text(run)) == run);
    CHECK(to_check_run(to_text(CheckRun{})) == CheckRun{});
}

TEST_CASE("what differs from run to run is taken out of a text") {
    CHECK(normalised("cannot connect to 127.0.0.1:40123 after 0.213 s\n"
                     "/home/me/toy/tutorial/a.py /tmp/kit-XyZ/a.py pid 42\n",
                     "/home/me/toy") ==
          "cannot connect to 127.0.0.1:PORT after TIME s\n"
          "tutorial/a.py /tmp/FOLDER/a.py pid PID\n");
    CHECK(normalised("* new 4 within 1s", "/x") == "* new 4 within 1s");
}

TEST_CASE("jobs run in children, and their results are in order") {
    std::size_t told = 0;
    const auto results = run_in_children(
        {[] { return std::string("one"); },
         []() -> std::string { throw std::runtime_error("no"); },
         []() -> std::string {
             std::raise(SIGKILL);
             return {};
         },
         [] { return std::string(100'000, 'x'); }},
        2, [&](std::size_t done) { told = done; });
    REQUIRE(results.size() == 4);
    CHECK(results[0].value() == "one");
    CHECK(results[1].error() == "no");
    CHECK(results[2].error() ==
          "the kit itself was ended by signal 9 (Killed)");
    CHECK(results[3].value().size() == 100'000);
    CHECK(told == 4);
}
