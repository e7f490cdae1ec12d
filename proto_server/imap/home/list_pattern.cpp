#include "proto_server/imap/home/list_pattern.hpp"

#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <vector>

namespace imap_server {
namespace {

bool is_wildcard(char sign) {
    return sign == '*' || sign == '%';
}

} // namespace

std::optional<std::string> simplified(std::string_view pattern) {
    // UTF-8 may take a few octets more than modified UTF-7.
    constexpr auto longest_name = 2 * mail::limits::folder_name_octets;
    std::string simple;
    std::size_t others = 0;
    for (const char sign : pattern) {
        const bool repeats =
            is_wildcard(sign) && !simple.empty() && is_wildcard(simple.back());
        if (!repeats)
            simple += sign;
        else if (sign == '*')
            simple.back() = '*';
        if (!is_wildcard(sign) && ++others > longest_name) return std::nullopt;
    }
    return simple;
}

/// Takes one octet of the pattern after the other. `at[n]` says whether the
/// pattern so far fits the first n octets of the name; it is false outside of
/// [low, high].
bool fits(std::string_view name, std::string_view pattern) {
    std::vector<char> at(name.size() + 1, false);
    at[0] = true;
    std::size_t low = 0, high = 0;
    for (const char sign : pattern) {
        if (is_wildcard(sign)) {
            for (auto n = low; n < name.size(); ++n)
                if (at[n] && (sign == '*' || name[n] != '/')) {
                    at[n + 1] = true;
                    high = std::max(high, n + 1);
                }
        } else {
            high = std::min(high + 1, name.size());
            for (auto n = high; n > low; --n)
                at[n] = at[n - 1] && name[n - 1] == sign;
            at[low++] = false;
            while (low <= high && !at[low]) ++low;
            if (low > high) return false;
        }
    }
    return at[name.size()];
}

} // namespace imap_server
