#include "proto_server/imap/pattern.hpp"

#include <vector>

namespace imap_server {

/// One octet of the pattern after the other: `at[n]` is whether what came so
/// far fits the first n octets of the name.
bool fits(std::string_view name, std::string_view pattern) {
    std::vector<bool> at(name.size() + 1, false);
    at[0] = true;
    for (const char sign : pattern) {
        if (sign == '*' || sign == '%') {
            for (std::size_t n = 0; n < name.size(); ++n)
                if (at[n] && (sign == '*' || name[n] != '/')) at[n + 1] = true;
        } else {
            for (std::size_t n = name.size(); n > 0; --n)
                at[n] = at[n - 1] && name[n - 1] == sign;
            at[0] = false;
        }
    }
    return at[name.size()];
}

} // namespace imap_server
