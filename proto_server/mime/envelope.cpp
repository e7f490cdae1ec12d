#include "proto_server/mime/envelope.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/address.hpp"
#include "proto_server/mime/limits.hpp"

namespace mime {

namespace {

/// RFC 5322 §3.6 allows each of these fields once; more are joined.
std::vector<imap::Address> addresses(const std::vector<Field>& fields,
                                     std::string_view name) {
    std::string all;
    for (const auto& field : fields) {
        if (!imap::same(field.name, name)) continue;
        const auto more = unfolded(field.value);
        if (all.size() + more.size() > limits::value) break;
        if (!all.empty()) all += ", ";
        all += more;
    }
    return parse_addresses(all);
}

} // namespace

imap::Envelope make_envelope(const std::vector<Field>& fields) {
    imap::Envelope envelope;
    envelope.date = value(fields, "Date");
    envelope.subject = value(fields, "Subject");
    envelope.from = addresses(fields, "From");
    envelope.sender = addresses(fields, "Sender");
    envelope.reply_to = addresses(fields, "Reply-To");
    envelope.to = addresses(fields, "To");
    envelope.cc = addresses(fields, "Cc");
    envelope.bcc = addresses(fields, "Bcc");
    envelope.in_reply_to = value(fields, "In-Reply-To");
    envelope.message_id = value(fields, "Message-ID");
    if (envelope.sender.empty()) envelope.sender = envelope.from;
    if (envelope.reply_to.empty()) envelope.reply_to = envelope.from;
    return envelope;
}

} // namespace mime
