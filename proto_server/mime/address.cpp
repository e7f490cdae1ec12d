#include "proto_server/mime/address.hpp"

#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/limits.hpp"

#include <algorithm>
#include <string_view>

namespace mime {
namespace {

using Addresses = std::vector<imap::Address>;

/// Returns the name, with encoded words where needed (RFC 2047), but without
/// the quotation marks of a header: IMAP quotes it in its own way.
imap::NString display_name(InternetAddress* address) {
    const auto* name = internet_address_get_name(address);
    if (!name || !*name) return std::nullopt;
    const CString encoded(
        g_mime_utils_header_encode_text(nullptr, name, "utf-8"));
    const CString one_line(g_mime_utils_header_unfold(encoded.get()));
    return text(one_line.get());
}

imap::Address mailbox(InternetAddress* address) {
    imap::Address found{.name = display_name(address)};
    const auto whole = text(
        internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
    const auto at = whole.rfind('@');
    found.mailbox = whole.substr(0, at);
    found.host = at == whole.npos ? "" : whole.substr(at + 1);
    return found;
}

/// The offset of the first colon or semicolon of `text` that is not quoted and
/// not in a comment, an angle-addr or a domain-literal (RFC 5322 §3.2, §3.4).
std::size_t find_delimiter(std::string_view text) {
    std::size_t comments = 0;
    char end = '\0'; // the end of the quoted part that is skipped
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\\')
            ++at;
        else if (end != '\0')
            end = c == end ? '\0' : end;
        else if (c == '(')
            ++comments;
        else if (comments > 0)
            comments -= c == ')' ? 1 : 0;
        else if (c == '"')
            end = '"';
        else if (c == '<')
            end = '>';
        else if (c == '[')
            end = ']';
        else if (c == ':' || c == ';')
            return at;
    }
    return text.size();
}

/// Reads an address-list in pieces that end with a colon or a semicolon. It
/// counts where groups begin and end, and gives GMime no group in a group:
/// GMime would read that by recursion, as deep as a stranger likes.
class Reader {
public:
    explicit Reader(std::size_t most) : most_(most) {}

    Addresses read(std::string_view rest) {
        while (!rest.empty() && all_.size() < most_) {
            const auto size = find_delimiter(rest);
            const auto piece = std::string(rest.substr(0, size));
            const bool begins_group = rest.substr(size).starts_with(':');
            rest.remove_prefix(std::min(size + 1, rest.size()));
            if (add(begins_group ? piece + ":;" : piece)) ++open_;
            if (!begins_group) end_group();
        }
        if (open_ > 0) push({});
        return std::move(all_);
    }

private:
    /// True if the last of the addresses in `piece` is a group.
    bool add(const std::string& piece) {
        const auto colons = std::count(piece.begin(), piece.end(), ':');
        if (static_cast<std::size_t>(colons) > limits::colons) return false;
        const Object<InternetAddressList> list(
            internet_address_list_parse(nullptr, piece.c_str()));
        if (!list) return false;
        add_mailboxes(list.get());
        auto* last = internet_address_list_get_address(
            list.get(), internet_address_list_length(list.get()) - 1);
        if (!INTERNET_ADDRESS_IS_GROUP(last)) return false;
        // RFC 5322 §3.4 has no group in a group: the inner name is left out.
        if (open_ == 0) push({.mailbox = display_name(last).value_or("")});
        add_mailboxes(
            internet_address_group_get_members(INTERNET_ADDRESS_GROUP(last)));
        return true;
    }

    void add_mailboxes(InternetAddressList* list) {
        for (int i = 0; i < internet_address_list_length(list); ++i) {
            auto* one = internet_address_list_get_address(list, i);
            if (INTERNET_ADDRESS_IS_MAILBOX(one)) push(mailbox(one));
        }
    }

    void end_group() {
        if (open_ > 0 && --open_ == 0) push({});
    }

    void push(imap::Address address) {
        if (all_.size() < most_) all_.push_back(std::move(address));
    }

    std::size_t most_;
    Addresses all_;
    std::size_t open_ = 0; ///< groups that have begun and not ended
};

} // namespace

Addresses parse_addresses(const std::string& value, std::size_t most) {
    start_gmime();
    return Reader(most).read(value);
}

} // namespace mime
