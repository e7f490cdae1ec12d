#include "tutorial/kit/authors/lint/rejection.hpp"

#include "tutorial/kit/authors/pages/difference.hpp"
#include "tutorial/kit/authors/pages/renewed_page.hpp"
#include "tutorial/kit/system/files.hpp"

#include <fstream>

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_octets = 1U << 20U;
const std::string begin = "rejected by ";

pages::Lines clean_lines(const std::string& text) {
    auto lines = pages::split_lines(text);
    for (auto& line : lines) line = pages::trim_end(std::move(line));
    return pages::trim_blank_lines(lines);
}

void write(const fs::path& file, const pages::Lines& lines) {
    if (!fs::exists(file)) std::ofstream(file).close();
    pages::replace_file(file.string(), pages::join_lines(lines));
}

} // namespace

std::string named_check(const fs::path& source) {
    std::ifstream text(fs::path(source).replace_extension(".txt"));
    std::string line;
    if (!std::getline(text, line) || !line.starts_with(begin)) return {};
    return pages::trim_end(line.substr(begin.size()));
}

void check_rejection(const fs::path& source, const CheckRun& run, bool update,
                     Problems& problems) {
    const auto file = fs::path(source).replace_extension(".txt");
    if (run.status != "fail") {
        const auto named = named_check(source);
        problems.push_back({source.string(), 0,
                            "is not rejected" +
                                (named.empty() ? "" : " by " + named) + ": " +
                                run.status});
        return;
    }
    auto fresh = clean_lines(run.text);
    fresh.insert(fresh.begin(), begin + run.failing);
    if (!fs::exists(file)) {
        if (update) write(file, fresh);
        return; // otherwise that it is missing was said
    }
    const auto kept = clean_lines(read_file(file.string(), most_octets));
    if (!kept.empty() && kept[0].starts_with(begin)) {
        if (kept[0] != fresh[0])
            problems.push_back({file.string(), 1,
                                "it is rejected by " + run.failing +
                                    "; mend the check, the program, or this "
                                    "line"});
        fresh[0] = kept[0];
    } else if (!update) {
        problems.push_back({file.string(), 1,
                            "the first line must name the check that rejects "
                            "it: `" +
                                fresh[0] + '`'});
        return;
    }
    if (fresh == kept) return;
    if (update) return write(file, fresh);
    problems.push_back(
        {file.string(), 0,
         "kit check says something else now; compare, then kit lint "
         "--update:\n" +
             pages::join_lines(pages::unified_difference(kept, fresh))});
}

} // namespace kit::lint
