#include "proto_server/login/users/users_file.hpp"

#include "proto_server/login/users/limits.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace users {
namespace {

using Bad = tl::unexpected<std::string>;

constexpr std::array<std::string_view, 5> schemes{
    "", "{CRYPT}", "{SHA512-CRYPT}", "{SHA256-CRYPT}", "{BLF-CRYPT}"};

/// A yescrypt hash that no password has, for a file without users. Comparing a
/// password with it takes as long as with a real hash, so the time does not
/// tell whether a user exists.
constexpr auto nobody = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$"
                        "X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7";

/// Takes away the text up to the first `mark`, and the mark; all of it if there
/// is no mark.
std::string_view take_until(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    const auto taken = text.substr(0, at);
    text.remove_prefix(std::min(text.size(), taken.size() + 1));
    return taken;
}

/// The colons before the extra fields: uid, gid, gecos, home and shell.
constexpr std::string_view before_extra = "::::::";
constexpr std::string_view expires_key = "expires=";

std::string_view extra_fields(std::string_view rest) {
    for (const char colon : before_extra) take_until(rest, colon);
    return rest;
}

/// Reads seconds since 1970; nothing if the text is not such a number.
std::optional<std::chrono::sys_seconds> read_time(std::string_view digits) {
    if (digits.empty() || digits.size() > limits::time_digits) return {};
    std::chrono::seconds time{};
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return {};
        time = time * 10 + std::chrono::seconds(digit - '0');
    }
    return std::chrono::sys_seconds(time);
}

} // namespace

std::string name_fault(std::string_view name) {
    const auto allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789._-+@";
    if (name.empty()) return "a user's name is empty";
    if (name.size() > limits::name)
        return "a user's name is longer than " + std::to_string(limits::name) +
               " octets";
    if (name[0] == '.') return "a user's name begins with a dot";
    if (name.find_first_not_of(allowed) != name.npos)
        return "a user's name has other characters than letters, digits and "
               "._-+@";
    return {};
}

tl::expected<Users::Line, std::string>
Users::parse_line(std::string_view text) {
    if (text.empty() || text[0] == '#') return Line{.rest = std::string(text)};
    Line line;
    if (text.find(':') == text.npos)
        return Bad("expected name:hash, as `proto_server users add` writes it");
    line.name = take_until(text, ':');
    if (auto why = name_fault(line.name); !why.empty()) return Bad(why);

    const auto end = std::min(text.find(':'), text.size());
    auto hash = text.substr(0, end);
    line.rest = text.substr(end);
    if (hash.starts_with('{')) {
        const auto close = std::min(hash.find('}'), hash.size() - 1);
        line.scheme = hash.substr(0, close + 1);
        hash.remove_prefix(close + 1);
    }
    line.hash = hash;
    const bool known =
        std::find(schemes.begin(), schemes.end(), line.scheme) != schemes.end();
    if (!known || !hash.starts_with('$'))
        return Bad(line.name + " has no hash of crypt(3), which begins with $; "
                               "make one by `proto_server users add`");
    for (auto extra = extra_fields(line.rest); !extra.empty();) {
        const auto field = take_until(extra, ' ');
        if (!field.starts_with(expires_key)) continue;
        line.expires = read_time(field.substr(expires_key.size()));
        if (!line.expires)
            return Bad(line.name + " has an expires= that is no number of "
                                   "seconds since 1970");
    }
    return line;
}

Users Users::parse(std::string_view text) {
    Users users;
    std::unordered_set<std::string> names;
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto line = take_until(text, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        auto parsed = parse_line(line);
        if (parsed && !parsed->name.empty() &&
            !names.insert(parsed->name).second)
            parsed =
                Bad(parsed->name + " is there twice; the first line holds");
        if (!parsed) {
            users.faults_.push_back("line " + std::to_string(number) + ": " +
                                    parsed.error());
            parsed = Line{.rest = std::string(line)};
        }
        users.lines_.push_back(std::move(*parsed));
    }
    return users;
}

std::string Users::print() const {
    std::string text;
    for (const auto& line : lines_) {
        if (!line.name.empty())
            text += line.name + ":" + line.scheme + line.hash;
        text += line.rest + "\n";
    }
    return text;
}

const Users::Line* Users::find(std::string_view name) const {
    for (const auto& line : lines_)
        if (!line.name.empty() && line.name == name) return &line;
    return nullptr;
}

std::optional<std::string> Users::hash(std::string_view name) const {
    const auto* line = find(name);
    return line ? std::optional(line->hash) : std::nullopt;
}

std::optional<std::chrono::sys_seconds>
Users::expires(std::string_view name) const {
    const auto* line = find(name);
    return line ? line->expires : std::nullopt;
}

std::string Users::decoy() const {
    for (const auto& line : lines_)
        if (!line.name.empty()) return line.hash;
    return nobody;
}

std::vector<std::string> Users::names() const {
    std::vector<std::string> names;
    for (const auto& line : lines_)
        if (!line.name.empty()) names.push_back(line.name);
    return names;
}

void Users::set(const std::string& name, const std::string& hash) {
    remove_wrong(name);
    for (auto& line : lines_) {
        if (line.name != name) continue;
        line.scheme = "{CRYPT}";
        line.hash = hash;
        return;
    }
    lines_.push_back({.name = name, .scheme = "{CRYPT}", .hash = hash});
}

void Users::set_expires(std::string_view name,
                        std::optional<std::chrono::sys_seconds> when) {
    for (auto& line : lines_) {
        if (line.name.empty() || line.name != name) continue;
        line.expires = when;
        line.rest.clear();
        if (when)
            line.rest = std::string(before_extra) + std::string(expires_key) +
                        std::to_string(when->time_since_epoch().count());
    }
}

bool Users::remove(std::string_view name) {
    const bool was_wrong = remove_wrong(name);
    return std::erase_if(lines_,
                         [&](const Line& line) {
                             return !line.name.empty() && line.name == name;
                         }) > 0 ||
           was_wrong;
}

/// Removes the wrong lines of that name. Otherwise the second line of a user
/// would hold when the first is removed.
bool Users::remove_wrong(std::string_view name) {
    return std::erase_if(lines_, [&](const Line& line) {
               std::string_view text = line.rest;
               return !name.empty() && line.name.empty() &&
                      !text.starts_with('#') && text.find(':') != text.npos &&
                      take_until(text, ':') == name;
           }) > 0;
}

} // namespace users
