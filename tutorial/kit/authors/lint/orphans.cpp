#include "tutorial/kit/authors/lint/orphans.hpp"

#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <set>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;

/// True for files that are known by their name or their folder.
bool has_its_place(const fs::path& file) {
    static const std::set<std::string> names{"README.md", "TASK.md",
                                             "meson.build", "exercise.json"};
    static const std::set<std::string> folders{"starter", "solution"};
    if (names.contains(file.filename())) return true;
    const auto folder = file.parent_path().filename().string();
    if (folders.contains(folder)) return true;
    if (folder != "wrong") return false;
    // A text belongs to the wrong program beside it; alone it is left over.
    const auto beside = [&](const char* extension) {
        return fs::exists(fs::path(file).replace_extension(extension));
    };
    return file.extension() != ".txt" || beside(".patch") || beside(".py") ||
           beside(".cpp");
}

bool names_others(const fs::path& file) {
    static const std::set<std::string> kinds{".md",  ".build", ".json",
                                             ".cpp", ".hpp",   ".py"};
    return kinds.contains(file.extension());
}

bool is_part_of_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
}

/// True if `name` stands in `text`, and not as a part of a longer name.
bool names(const std::string& text, const std::string& name) {
    for (auto at = text.find(name); at != text.npos;
         at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        if ((at == 0 || !is_part_of_name(text[at - 1])) &&
            (end == text.size() || !is_part_of_name(text[end])))
            return true;
    }
    return false;
}

} // namespace

void check_orphans(const Chapter& chapter, Problems& problems) {
    struct Text {
        fs::path file;
        std::string text;
    };
    std::vector<fs::path> files;
    std::vector<Text> texts;
    auto entry = fs::recursive_directory_iterator(chapter.folder);
    for (; entry != fs::recursive_directory_iterator(); ++entry) {
        const auto name = entry->path().filename().string();
        if (name.starts_with('.') || name == "__pycache__")
            entry.disable_recursion_pending();
        else if (entry->is_regular_file())
            files.push_back(entry->path());
    }
    std::ranges::sort(files);
    for (const auto& file : files)
        if (names_others(file))
            texts.push_back({file, read_file(file, most_octets)});
    for (const auto& file : files) {
        const auto known = [&](const Text& one) {
            const auto stem = "'" + file.stem().string() + "'";
            return one.file != file &&
                   (names(one.text, file.filename()) ||
                    (one.file.filename() == "meson.build" &&
                     one.text.find(stem) != std::string::npos));
        };
        if (!has_its_place(file) && std::ranges::none_of(texts, known))
            problems.push_back({file.string(), 0,
                                "nothing names this file; link it, use it in "
                                "meson.build, or take it away"});
    }
}

} // namespace kit::lint
