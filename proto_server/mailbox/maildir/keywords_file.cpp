#include "proto_server/mailbox/maildir/keywords_file.hpp"

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/maildir/disk.hpp"

#include <algorithm>
#include <charconv>

namespace mail {
namespace {

/// Puts the keyword of `line` where its number says, if it is a good one.
void take_line(std::string_view line, std::vector<std::string>& keywords) {
    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), number);
    const auto digits = static_cast<std::size_t>(end - line.data());
    if (error != std::errc{} || number >= limits::keywords ||
        digits >= line.size() || line[digits] != ' ')
        return;
    const auto keyword = line.substr(digits + 1);
    if (!is_keyword(keyword)) return;
    if (keywords.size() <= number) keywords.resize(number + 1);
    keywords[number] = keyword;
}

} // namespace

bool KeywordsFile::refresh() {
    std::error_code error;
    const auto changed_at = std::filesystem::last_write_time(path_, error);
    if (error || changed_at == read_at_) return false;
    const auto text = read_file(path_);
    if (!text) return false;
    read_at_ = changed_at;
    keywords_.clear();
    std::string_view rest = *text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        take_line(rest.substr(0, end), keywords_);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

Expected<void> KeywordsFile::learn(const Flags& flags) {
    const auto known = [this](const std::string& keyword) {
        return std::ranges::any_of(keywords_, [&](const auto& other) {
            return same_keyword(keyword, other);
        });
    };
    if (std::ranges::all_of(flags.keywords(), known)) return {};
    refresh();
    auto all = keywords_;
    for (const auto& keyword : flags.keywords()) {
        if (known(keyword)) continue;
        const auto gap = std::ranges::find(all, std::string{});
        if (gap != all.end()) {
            *gap = keyword;
        } else if (all.size() < limits::keywords) {
            all.push_back(keyword);
        } else {
            return fail(Failure::Kind::limit,
                        "the Maildir has no letter left for a keyword");
        }
    }
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].empty()) text += std::to_string(i) + " " + all[i] + "\n";
    if (auto kept = replace_file(path_, text); !kept) return kept;
    keywords_ = std::move(all);
    std::error_code ignored;
    read_at_ = std::filesystem::last_write_time(path_, ignored);
    return {};
}

} // namespace mail
