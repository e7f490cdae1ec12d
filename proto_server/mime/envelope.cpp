#include "proto_server/mime/envelope.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/address_list.hpp"

#include <algorithm>
#include <iterator>

namespace mime {
namespace {

/// Reads the addresses of all fields with that name. RFC 5322 §3.6 allows one;
/// if there are more, they are joined.
std::vector<imap::Address> read_addresses(const std::vector<Field>& fields,
                                          std::string_view name,
                                          std::size_t& most) {
    std::vector<imap::Address> all;
    for (const auto& field : fields) {
        if (!imap::same(field.name, name)) continue;
        auto more =
            parse_addresses(unfolded(field.value), most, is_cut(field.value));
        most -= more.size();
        std::ranges::move(more, std::back_inserter(all));
    }
    return all;
}

} // namespace

imap::Envelope make_envelope(const std::vector<Field>& fields,
                             std::size_t& addresses) {
    imap::Envelope envelope;
    envelope.date = value(fields, "Date");
    envelope.subject = value(fields, "Subject");
    envelope.from = read_addresses(fields, "From", addresses);
    envelope.sender = read_addresses(fields, "Sender", addresses);
    envelope.reply_to = read_addresses(fields, "Reply-To", addresses);
    envelope.to = read_addresses(fields, "To", addresses);
    envelope.cc = read_addresses(fields, "Cc", addresses);
    envelope.bcc = read_addresses(fields, "Bcc", addresses);
    envelope.in_reply_to = value(fields, "In-Reply-To");
    envelope.message_id = value(fields, "Message-ID");
    if (envelope.sender.empty()) envelope.sender = envelope.from;
    if (envelope.reply_to.empty()) envelope.reply_to = envelope.from;
    return envelope;
}

} // namespace mime
