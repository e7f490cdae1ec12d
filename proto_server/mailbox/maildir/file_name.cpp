#include "proto_server/mailbox/maildir/file_name.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace mail {
namespace {

using enum SystemFlag;
constexpr std::array<std::pair<char, SystemFlag>, 5> letters{{{'D', draft},
                                                              {'F', flagged},
                                                              {'R', answered},
                                                              {'S', seen},
                                                              {'T', deleted}}};

/// A letter that Dovecot has not told us yet is not.
bool is_ours(char mark, const std::vector<std::string>& keywords) {
    if (mark >= 'a' && mark <= 'z') {
        const auto number = static_cast<std::size_t>(mark - 'a');
        return number < keywords.size() && !keywords[number].empty();
    }
    return std::ranges::any_of(
        letters, [&](const auto& known) { return known.first == mark; });
}

/// A Maildir wants no slash and no colon in it.
std::string host_name() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0) return "localhost";
    std::string host(name.data());
    std::ranges::replace_if(
        host, [](char c) { return c == '/' || c == ':' || c <= ' '; }, '_');
    return host.substr(0, 64);
}

} // namespace

FileName parse_file_name(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == name.npos) return {name, {}};
    const auto info = name.substr(colon);
    return {name.substr(0, colon),
            info.starts_with(":2,") ? info.substr(3) : std::string_view{}};
}

Flags flags_of(std::string_view marks,
               const std::vector<std::string>& keywords) {
    Flags flags;
    for (const auto& [letter, flag] : letters)
        if (marks.find(letter) != marks.npos) flags.add(flag);
    for (std::size_t i = 0; i < keywords.size(); ++i)
        if (!keywords[i].empty() &&
            marks.find(static_cast<char>('a' + i)) != marks.npos)
            flags.add(keywords[i]);
    return flags;
}

std::string marks_of(const Flags& flags,
                     const std::vector<std::string>& keywords,
                     std::string_view before) {
    std::string marks;
    for (const auto& [letter, flag] : letters)
        if (flags.has(flag)) marks += letter;
    for (std::size_t i = 0; i < keywords.size(); ++i)
        if (flags.has(keywords[i])) marks += static_cast<char>('a' + i);
    for (const char mark : before)
        if (!is_ours(mark, keywords) && marks.find(mark) == marks.npos)
            marks += mark;
    std::ranges::sort(marks);
    return marks;
}

std::string letters_without_keyword(std::string_view marks,
                                    const std::vector<std::string>& keywords) {
    std::string letters;
    std::ranges::copy_if(marks, std::back_inserter(letters), [&](char mark) {
        return mark >= 'a' && mark <= 'z' && !is_ours(mark, keywords);
    });
    return letters;
}

std::string new_base() {
    using namespace std::chrono;
    static const auto host = host_name();
    static unsigned number = 0;
    const auto now = system_clock::now().time_since_epoch();
    const auto micros = duration_cast<microseconds>(now).count();
    return std::to_string(micros / 1'000'000) + ".M" +
           std::to_string(micros % 1'000'000) + "P" + std::to_string(getpid()) +
           "Q" + std::to_string(++number) + "." + host;
}

} // namespace mail
