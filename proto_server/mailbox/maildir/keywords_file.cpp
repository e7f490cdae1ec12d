#include "proto_server/mailbox/maildir/keywords_file.hpp"

#include "proto_server/mailbox/limits.hpp"

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

/// The lock that Dovecot takes, too: a file beside the keywords. Whoever makes
/// it has the lock until it is removed.
///
/// Ours says that it is ours, from the moment when it appears. Only one
/// proto_server uses a Maildir, so a lock of ours that is there already was
/// left by one that was killed.
class Lock {
public:
    explicit Lock(const OpenFolder& folder) : folder_(folder) {
        remove_abandoned();
        const auto written = name + ".new";
        folder_.remove(written); // what a crash has left
        const auto file = folder_.create(written);
        held_ = file && write_all(file, ours) && folder_.link(written, name);
        folder_.remove(written);
    }
    ~Lock() {
        if (held_) folder_.remove(name);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

    explicit operator bool() const { return held_; }

private:
    static constexpr std::string_view ours = "proto_server\n";
    static inline const auto name = std::string(KeywordsFile::name) + ".lock";

    void remove_abandoned() const {
        const auto text = folder_.read(name);
        if (text && *text == ours) folder_.remove(name);
        const auto made = folder_.written_at(name);
        const auto now = std::chrono::system_clock::now();
        if (made && now - *made > limits::keywords_lock) folder_.remove(name);
    }

    const OpenFolder& folder_;
    bool held_;
};

} // namespace

Expected<bool> KeywordsFile::refresh() {
    std::error_code error;
    const auto changed_at = std::filesystem::last_write_time(path_, error);
    if (error || changed_at == read_at_) return false;
    const auto text = read_file(path_);
    if (!text) return tl::make_unexpected(text.error());
    parse(*text);
    read_at_ = changed_at;
    return true;
}

void KeywordsFile::parse(std::string_view text) {
    keywords_.clear();
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        take_line(text.substr(0, end), keywords_);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

bool KeywordsFile::knows(const std::string& keyword) const {
    return std::ranges::any_of(keywords_, [&](const auto& other) {
        return same_keyword(keyword, other);
    });
}

bool KeywordsFile::knows(const Flags& flags) const {
    return std::ranges::all_of(flags.keywords(), [this](const auto& keyword) {
        return knows(keyword);
    });
}

Expected<void> KeywordsFile::learn(const OpenFolder& folder, const Flags& flags,
                                   std::string_view taken) {
    const Lock lock(folder);
    if (!lock)
        return fail(Failure::Kind::unavailable,
                    "another program changes the keywords; try again");
    const auto before = folder.read(name);
    if (!before && before.error().kind != Failure::Kind::missing)
        return tl::make_unexpected(before.error());
    parse(before ? std::string_view(*before) : "");
    read_at_ = {};
    auto all = with_letters(flags, taken);
    if (all == keywords_) return {};
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].empty()) text += std::to_string(i) + " " + all[i] + "\n";
    if (auto kept = folder.replace(name, text); !kept)
        return tl::make_unexpected(kept.error());
    if (auto kept = folder.sync("."); !kept) return kept;
    keywords_ = std::move(all);
    return {};
}

void KeywordsFile::take(KeywordsFile& copy) {
    keywords_ = std::move(copy.keywords_);
    read_at_ = {};
}

/// Returns the keywords with those of `flags`, each at a letter of its own, up
/// to the last letter.
std::vector<std::string>
KeywordsFile::with_letters(const Flags& flags, std::string_view taken) const {
    auto all = keywords_;
    for (const auto& keyword : flags.keywords()) {
        if (knows(keyword)) continue;
        std::size_t letter = 0;
        const auto in_use = [&] {
            return (letter < all.size() && !all[letter].empty()) ||
                   taken.find(static_cast<char>('a' + letter)) != taken.npos;
        };
        while (letter < limits::keywords && in_use()) ++letter;
        if (letter == limits::keywords) break;
        if (all.size() <= letter) all.resize(letter + 1);
        all[letter] = keyword;
    }
    return all;
}

} // namespace mail
