#include "tutorial/kit/exercises/starter.hpp"

#include "tutorial/kit/system/files.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace kit {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_file = 1024 * 1024;
constexpr auto task = "TASK.md";

/// Returns the text with whole paths in its links out of `folder`, since the
/// copy is read elsewhere.
std::string with_whole_links(std::string text, const fs::path& folder) {
    constexpr std::string_view begin = "](../";
    for (auto at = text.find(begin); at != text.npos;
         at = text.find(begin, at + 2)) {
        const auto end = text.find(')', at);
        if (end == text.npos) break;
        const auto target = text.substr(at + 2, end - at - 2);
        const auto whole = (folder / target).lexically_normal().string();
        text.replace(at + 2, target.size(), whole);
    }
    return text;
}

void write_new(const fs::path& name, const std::string& text) {
    std::ofstream file(name, std::ios::binary);
    file << text;
    file.close();
    if (!file) throw std::runtime_error(name.string() + ": cannot be written");
}

} // namespace

std::vector<CopiedFile> copy_starter(const Exercise& exercise,
                                     const fs::path& folder) {
    std::vector<fs::path> files;
    const auto starter = exercise.folder / "starter";
    for (const auto& file : fs::directory_iterator(starter))
        if (file.is_regular_file()) files.push_back(file.path());
    std::ranges::sort(files);
    files.insert(files.begin(), exercise.folder / task);

    fs::create_directories(folder);
    const auto now = fs::file_time_type::clock::now();
    std::vector<CopiedFile> copied;
    for (const auto& file : files) {
        const auto name = file.filename();
        const auto target = folder / name;
        copied.push_back({name, fs::exists(target)});
        if (copied.back().kept) continue;
        auto text = read_file(file.string(), longest_file);
        if (name == task)
            text = with_whole_links(std::move(text), exercise.folder);
        write_new(target, text);
        // With the same time, a file that is changed is newer than the other.
        fs::last_write_time(target, now);
    }
    return copied;
}

} // namespace kit
