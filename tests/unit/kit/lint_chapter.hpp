#pragma once

#include "tests/unit/catch.hpp"
#include "tutorial/kit/authors/lint/check_files.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace lint_chapter {

namespace fs = std::filesystem;

inline const std::string readme =
    "# 3. Push\n\n*About 40 minutes, 65 with the exercises.*\n\n"
    "## What you will be able to do\n\n- One\n- Two\n- Three\n\n"
    "## Loops\n\n*40 minutes.*\n\n```cpp file=server.cpp#loop\nfor "
    "(;;)\n```\n\n"
    "```diff file=server.cpp since=old.cpp\n```\n\n"
    "```console run\n$ kit play $CHAPTER/push.wire\n```\n\n"
    "## Exercises\n\n[3.1](exercises/1-push/TASK.md), "
    "[3.2](exercises/2-more/TASK.md#to-do), "
    "[3.0](exercises/0-step/TASK.md)\n\n"
    "## What you can now do\n\nAll [that](#loops).\n";
inline const std::string wire = "# Hello\nS: * hello\n";
inline const std::string rejected = "rejected by hello\n3.1 ...\n";

inline std::string exercise(const std::string& title,
                            const std::string& minutes) {
    return R"({"version": 1, "title": ")" + title + R"(", "role": "server",
"minutes": )" +
           minutes + R"(,
"checks": [
{"name": "hello", "wire": "checks/hello.wire", "rule": "Say hello.",
 "cuts": ["whole", "bytes"], "points": 2, "link": "../../README.md#loops"}],
"hints": ["a", "b", "c"],
"failure_hints": {"hello": "Say it."}})";
}

/// A chapter without mistakes, until a test changes it.
class Course {
public:
    Course() {
        auto name = (fs::temp_directory_path() / "lint-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        root_ = name;
        put("README.md", readme);
        put("server.cpp", "// [loop]\nfor (;;)\n// [/loop]\n");
        put("old.cpp", "while (true)\n");
        put("meson.build", "foreach name : ['server', 'old']\n");
        put("push.wire", wire);
        put_exercise("exercises/1-push/", "3.1", "Push", "15");
        put_exercise("exercises/2-more/", "3.2", "More", "10");
        put_exercise("exercises/0-step/", "3.0", "Step", "5");
    }
    ~Course() { fs::remove_all(root_); }
    Course(const Course&) = delete;
    Course& operator=(const Course&) = delete;

    void put(const std::string& file, const std::string& text) {
        const auto path = folder() / file;
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    void take(const std::string& file) { fs::remove_all(folder() / file); }
    void change(const std::string& file, const std::string& from,
                const std::string& to) {
        std::ifstream stream(folder() / file);
        std::string text(std::istreambuf_iterator<char>(stream), {});
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        put(file, text.replace(at, from.size(), to));
    }

    /// Returns the problems, one in a line, without the name of the folder.
    std::string findings(bool update = false) const {
        kit::lint::Problems problems;
        const auto chapter = kit::lint::read_chapter(folder(), problems);
        kit::lint::check_files(chapter, update, problems);
        kit::lint::check_links(folder(), problems);
        std::string text;
        for (const auto& problem : problems) {
            auto line = kit::pages::print(problem);
            if (line.starts_with(folder().string() + '/'))
                line.erase(0, folder().string().size() + 1);
            text += line + '\n';
        }
        return text;
    }

private:
    fs::path folder() const { return root_ / "03-push"; }

    void put_exercise(const std::string& at, const std::string& number,
                      const std::string& title, const std::string& minutes) {
        put(at + "TASK.md", "# " + number + ' ' + title + "\n\nAbout " +
                                minutes + " minutes.\n\n## To do\n\n`kit " +
                                "check " + number + "` passes.\n");
        put(at + "exercise.json", exercise(title, minutes));
        put(at + "checks/hello.wire", wire);
        put(at + "starter/server.py", "# TODO\n");
        put(at + "solution/server.py", "pass\n");
        for (const std::string name : {"a", "b", "c", "d"}) {
            put(at + "wrong/" + name + ".py", "pass\n");
            put(at + "wrong/" + name + ".txt", rejected);
        }
    }

    fs::path root_;
};

} // namespace lint_chapter
