#include "proto_client/imap/secret_octets.hpp"

#include <algorithm>

namespace imap_client {

void SecretOctets::said(std::string_view octets, std::size_t shown) {
    const auto ends =
        octets.ends_with("\r\n") ? octets.size() - 2 : octets.size();
    if (shown < ends) secrets_.push_back({said_ + shown, said_ + ends});
    said_ += octets.size();
}

std::string SecretOctets::hide(std::string_view sent) {
    std::string shown;
    while (!sent.empty()) {
        const bool none = secrets_.empty();
        const auto next = none ? hidden_ + sent.size() : secrets_.front().first;
        const bool in_secret = !none && hidden_ >= next;
        const auto until = in_secret ? secrets_.front().end : next;
        const auto size = std::min<std::uint64_t>(until - hidden_, sent.size());
        if (!in_secret) shown += sent.substr(0, size);
        if (in_secret && hidden_ == next) shown += "(secret)";
        hidden_ += size;
        sent.remove_prefix(size);
        if (in_secret && hidden_ == until) secrets_.pop_front();
    }
    return shown;
}

} // namespace imap_client
