#include "proto_server/mailbox/maildir/keywords_file.hpp"

#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/maildir/disk.hpp"

#include <algorithm>
#include <charconv>
#include <unistd.h>

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
    explicit Lock(const std::filesystem::path& keywords) : file_(keywords) {
        file_ += ".lock";
        remove_abandoned();
        auto written = file_;
        written += ".new";
        unlink(written.c_str()); // what a crash has left
        held_ = write_new_file(written, ours) &&
                link(written.c_str(), file_.c_str()) == 0;
        unlink(written.c_str());
    }
    ~Lock() {
        std::error_code ignored;
        if (held_) std::filesystem::remove(file_, ignored);
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

    explicit operator bool() const { return held_; }

private:
    static constexpr std::string_view ours = "proto_server\n";

    void remove_abandoned() const {
        std::error_code error;
        const auto text = read_file(file_);
        if (text && *text == ours) std::filesystem::remove(file_, error);
        const auto made = std::filesystem::last_write_time(file_, error);
        const auto now = std::filesystem::file_time_type::clock::now();
        if (!error && now - made > limits::keywords_lock)
            std::filesystem::remove(file_, error);
    }

    std::filesystem::path file_;
    bool held_;
};

} // namespace

Expected<bool> KeywordsFile::refresh() {
    std::error_code error;
    const auto changed_at = std::filesystem::last_write_time(path_, error);
    if (error || changed_at == read_at_) return false;
    if (auto done = read(); !done) return tl::make_unexpected(done.error());
    read_at_ = changed_at;
    return true;
}

/// No file is a file without keywords.
Expected<void> KeywordsFile::read() {
    const auto text = read_file(path_);
    if (!text && text.error().kind != Failure::Kind::missing)
        return tl::make_unexpected(text.error());
    keywords_.clear();
    std::string_view rest = text ? std::string_view(*text) : "";
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        take_line(rest.substr(0, end), keywords_);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

bool KeywordsFile::know(const std::string& keyword) const {
    return std::ranges::any_of(keywords_, [&](const auto& other) {
        return same_keyword(keyword, other);
    });
}

Expected<void> KeywordsFile::learn(const Flags& flags,
                                   const std::function<std::string()>& taken) {
    const auto known = [this](const auto& one) { return know(one); };
    if (std::ranges::all_of(flags.keywords(), known)) return {};
    const Lock lock(path_);
    if (!lock)
        return fail(Failure::Kind::unavailable,
                    "another program changes the keywords; try again");
    if (auto done = read(); !done) return done;
    auto all = with_letters(flags, taken());
    if (all == keywords_) return {};
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (!all[i].empty()) text += std::to_string(i) + " " + all[i] + "\n";
    if (auto kept = replace_file(path_, text); !kept) return kept;
    keywords_ = std::move(all);
    std::error_code ignored;
    read_at_ = std::filesystem::last_write_time(path_, ignored);
    return {};
}

/// Returns the keywords with those of `flags`, each at a letter of its own, up
/// to the last letter.
std::vector<std::string>
KeywordsFile::with_letters(const Flags& flags, std::string_view taken) const {
    auto all = keywords_;
    for (const auto& keyword : flags.keywords()) {
        if (know(keyword)) continue;
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
