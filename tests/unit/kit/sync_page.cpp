#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/pages/loopback.hpp"
#include "tutorial/kit/authors/pages/renewed_page.hpp"
#include "tutorial/kit/authors/pages/shell.hpp"
#include "tutorial/kit/system/files.hpp"
#include "tutorial/kit/system/proc.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

using namespace kit;

using namespace pages;

namespace {

namespace fs = std::filesystem;

/// A chapter in a folder that is removed after the test.
class Chapter {
public:
    Chapter() {
        auto name = (fs::temp_directory_path() / "sync-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = fs::path(name) / "tutorial" / "01-line";
        fs::create_directories(folder_);
        making_.folders = {folder_.parent_path(), name, name};
    }
    ~Chapter() { fs::remove_all(making_.folders.project); }
    Chapter(const Chapter&) = delete;
    Chapter& operator=(const Chapter&) = delete;

    void put(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / file) << text;
    }

    RenewedPage renew_page(const std::string& text) {
        return renew(text, (folder_ / "README.md").string(), making_);
    }

    /// Renews a page with one block of code, whose first line is `info` and
    /// whose text is `body`. Returns the text of the block after that.
    std::string fresh(const std::string& info, const std::string& body = {}) {
        const auto begin = "```" + info + "\n";
        const auto renewed = renew_page(begin + body + "```\n");
        if (!renewed.problems.empty()) return problem(renewed.problems[0]);
        return renewed.text.substr(begin.size(),
                                   renewed.text.size() - begin.size() - 4);
    }

    /// Returns a problem as "README.md:3: …".
    std::string problem(const Problem& one) const {
        auto text = print(one);
        const auto folder = folder_.string() + "/";
        if (text.starts_with(folder)) text.erase(0, folder.size());
        return text;
    }

    std::string file(const std::string& name) const { return folder_ / name; }
    Making& making() { return making_; }

private:
    fs::path folder_;
    Making making_;
};

} // namespace

TEST_CASE("blocks are renewed, and the text around them is left") {
    Chapter chapter;
    chapter.put("a.cpp", "int a;\n");
    const auto renewed = chapter.renew_page(
        "# 1\n\n```cpp file=a.cpp\nint old;\nint older;\n```\ntext\n\n"
        "- ```not one```\n  ```cpp file=a.cpp\n  ```\nend\n");
    CHECK(renewed.problems.empty());
    CHECK(renewed.blocks == 2);
    REQUIRE(renewed.stale.size() == 2);
    CHECK(renewed.stale[0].line == 3);
    CHECK(renewed.text == "# 1\n\n```cpp file=a.cpp\nint a;\n```\ntext\n\n"
                          "- ```not one```\n  ```cpp file=a.cpp\n"
                          "  int a;\n  ```\nend\n");
    CHECK(chapter.renew_page(renewed.text).stale.empty());
}

TEST_CASE("a block whose source is wrong stays, and the others are renewed") {
    Chapter chapter;
    chapter.put("a.cpp", "int a;\n");
    const auto renewed =
        chapter.renew_page("```cpp\nb\n```\n```cpp file=a.cpp\n```\n");
    REQUIRE(renewed.problems.size() == 1);
    CHECK(chapter.problem(renewed.problems[0])
              .starts_with("README.md:1: this fence names no source"));
    CHECK(renewed.text == "```cpp\nb\n```\n```cpp file=a.cpp\nint a;\n```\n");
}

TEST_CASE("a file or a region that is not there is a problem of the page") {
    Chapter chapter;
    chapter.put("a.cpp", "// [x]\nint a;\n// [/x]\n");
    CHECK(chapter.fresh("cpp file=b.cpp").starts_with("README.md:1: "));
    CHECK(chapter.fresh("cpp file=a.cpp#y") ==
          "README.md:1: a.cpp has no region [y]; it has: x");
    CHECK(chapter.fresh("text draw=b.wire").starts_with("README.md:1: "));
    chapter.put("a.cpp", "// [x]\nint a;\n");
    CHECK(chapter.fresh("cpp file=a.cpp#x").starts_with("a.cpp:1: "));
}

TEST_CASE("a diff is what changed since another file") {
    Chapter chapter;
    chapter.put("a.cpp", "// [x]\n  one\n  two\n// [/x]\n");
    chapter.put("b.cpp", "top\n// [x]\none\n2\n// [/x]\n");
    CHECK(chapter.fresh("diff file=b.cpp#x since=a.cpp#x") ==
          "@@ -2,2 +3,2 @@\n one\n-two\n+2\n");
    CHECK(chapter.fresh("diff file=a.cpp since=a.cpp") ==
          "README.md:1: a.cpp is the same as a.cpp");
}

TEST_CASE("a drawing is what kit draw prints") {
    Chapter chapter;
    chapter.put("a.wire", "# Count\nS: * hello toy/1 0 messages\n"
                          "C: count\nS: ok 0\n");
    const auto picture = chapter.fresh("text draw=a.wire");
    CHECK(picture.find("client") != std::string::npos);
    CHECK(picture.find("count") != std::string::npos);
}

TEST_CASE("what is typed is run in one shell, in an empty folder") {
    Chapter chapter;
    chapter.put("a.txt", "from the chapter\n");
    CHECK(chapter.fresh("console run", "$ ls -A\n$ a=1; cd /\n$ echo $a; pwd\n"
                                       "$ cat $CHAPTER/a.txt\n"
                                       "$ echo $CHAPTER/a.txt >&2; echo b\n") ==
          "$ ls -A\n$ a=1; cd /\n$ echo $a; pwd\n1\n/\n"
          "$ cat $CHAPTER/a.txt\nfrom the chapter\n"
          "$ echo $CHAPTER/a.txt >&2; echo b\ntutorial/01-line/a.txt\nb\n");
}

TEST_CASE("comments of a console stay and blanks at its end go") {
    Chapter chapter;
    CHECK(chapter.fresh("console run",
                        "# First\n$ printf 'a  \\n\\n'\nold\n\n# Then\n"
                        "$ echo b\n") ==
          "# First\n$ printf 'a  \\n\\n'\na\n\n# Then\n$ echo b\nb\n");
}

TEST_CASE("a command that is not found or does not end is a problem") {
    Chapter chapter;
    CHECK(chapter.fresh("console run", "$ true\n$ no-such-program\n")
              .starts_with("README.md:3: there is no such program"));
    chapter.making().limit = std::chrono::milliseconds(200);
    CHECK(chapter.fresh("console run", "$ echo so far; sleep 60\n")
              .starts_with("README.md:2: the command did not end within 0 s; "
                           "it printed:\nso far"));
    CHECK(chapter.fresh("console run", "$ echo left; exit\n")
              .starts_with("README.md:2: the command ended the shell"));
    CHECK(chapter.fresh("console run", "$ echo '$ echo'\n")
              .starts_with("README.md:2: the command prints a line"));
}

TEST_CASE("a background command listens before the next is typed") {
    Chapter chapter;
    chapter.put("serve.py",
                "import socket, time\ntime.sleep(0.3)\n"
                "s = socket.create_server(('127.0.0.1', 0))\n"
                "open('port', 'w').write(str(s.getsockname()[1]))\n"
                "print('not shown', flush=True)\ns.listen()\ntime.sleep(60)\n");
    chapter.put("ask.py", "import socket\n"
                          "socket.create_connection(('127.0.0.1', "
                          "int(open('port').read())))\nprint('connected')\n");
    CHECK(chapter.fresh("console run", "$ python3 $CHAPTER/serve.py &\n"
                                       "$ python3 $CHAPTER/ask.py\n") ==
          "$ python3 $CHAPTER/serve.py &\n"
          "$ python3 $CHAPTER/ask.py\nconnected\n");
}

TEST_CASE("what a shell started ends with it") {
    std::string number;
    {
        Interrupt interrupt;
        Shell shell({}, interrupt);
        REQUIRE(shell.run_in_background("(trap '' TERM; sleep 60) &",
                                        std::chrono::seconds(5)));
        number = *shell.run("echo $!", std::chrono::seconds(5));
    }
    const auto process = static_cast<pid_t>(std::stol(number));
    CHECK(process > 0);
    for (int i = 0; i < 1000 && !has_ended(process); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(has_ended(process));
}

TEST_CASE("a page is replaced as a whole") {
    Chapter chapter;
    chapter.put("README.md", "old");
    replace_file(chapter.file("README.md"), "new\n");
    CHECK(read_file(chapter.file("README.md"), 100) == "new\n");
    CHECK_THROWS(replace_file(chapter.file("none/README.md"), "new\n"));
}

TEST_CASE("the pages of a folder are its files in Markdown") {
    Chapter chapter;
    chapter.put("README.md", "");
    chapter.put("TASK.md", "");
    chapter.put("about.md", "");
    chapter.put("notes.txt", "");
    const auto pages = find_pages(chapter.making().folders.project);
    CHECK(pages == std::vector{chapter.file("README.md"),
                               chapter.file("TASK.md"),
                               chapter.file("about.md")});
    CHECK_THROWS(find_pages(chapter.file("none.md")));
}
