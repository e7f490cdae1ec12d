#include "proto_server/imap/selected/fetch_message.hpp"

#include "proto_server/imap/flag_names.hpp"
#include "proto_server/imap/limits.hpp"
#include "proto_server/mime/message.hpp"

#include <algorithm>
#include <array>

namespace imap_server {
namespace {

using Kind = imap::FetchItem::Kind;

/// Octets that are looked at for the items of one portion.
constexpr std::size_t octets_at_once = 256 * 1024;

/// True if the message's header is enough to tell the item.
bool reads_header(const imap::FetchItem& item) {
    using Text = imap::Section::Text;
    const auto text = item.section.text;
    return item.kind == Kind::envelope || item.kind == Kind::rfc822_header ||
           (item.kind == Kind::section && item.section.part.empty() &&
            (text == Text::header || text == Text::header_fields ||
             text == Text::header_fields_not));
}

bool reads_more(const imap::FetchItem& item) {
    return reads_message(item) && !reads_header(item);
}

/// RFC822 and its kin are other words for a BODY[…].
imap::Section section_of(const imap::FetchItem& item) {
    using Text = imap::Section::Text;
    if (item.kind == Kind::rfc822) return {{}, Text::all, {}};
    if (item.kind == Kind::rfc822_header) return {{}, Text::header, {}};
    if (item.kind == Kind::rfc822_text) return {{}, Text::text, {}};
    return item.section;
}

imap::Content content(const imap::FetchItem& item, imap::NString octets) {
    imap::Content result{item.kind, item.section, {}, std::move(octets)};
    if (item.partial) result.origin = item.partial->offset;
    return result;
}

void add_binary(FetchValues& found, const imap::FetchItem& item,
                const mime::Message& message) {
    auto octets = message.binary(item.section.part, item.partial);
    if (!octets &&
        octets.error() == mime::Message::BinaryError::unknown_encoding) {
        found.unknown_encoding = true;
        return;
    }
    if (item.kind == Kind::binary)
        found.values.push_back(content(
            item, octets ? imap::NString(*std::move(octets)) : std::nullopt));
    else
        found.values.push_back(
            imap::BinarySize{item.section.part, octets ? octets->size() : 0});
}

/// Returns what we know of a message without reading it.
imap::FetchValue known(const mail::Message& message, Kind kind) {
    switch (kind) {
    case Kind::internal_date:
        return imap::DateTime{message.date};
    case Kind::uid:
        return imap::Uid{message.uid};
    default:
        return to_wire(message.flags);
    }
}

void add_text(FetchValues& found, const imap::FetchItem& item,
              const mime::Message& message) {
    auto& values = found.values;
    switch (item.kind) {
    case Kind::envelope:
        values.push_back(message.envelope());
        break;
    case Kind::body:
        values.push_back(
            imap::Body{imap::BodyForm::basic, message.structure()});
        break;
    case Kind::body_structure:
        values.push_back(
            imap::Body{imap::BodyForm::extended, message.structure()});
        break;
    case Kind::binary:
    case Kind::binary_size:
        add_binary(found, item, message);
        break;
    default:
        values.push_back(
            content(item, message.section(section_of(item), item.partial)));
    }
}

/// The octets of the texts: nothing else can be large.
std::size_t octets_in(const std::vector<imap::FetchValue>& values) {
    std::size_t octets = 0;
    for (const auto& value : values)
        if (const auto* text = std::get_if<imap::Content>(&value))
            octets += text->octets ? text->octets->size() : 0;
    return octets;
}

} // namespace

bool reads_message(const imap::FetchItem& item) {
    constexpr std::array without{Kind::flags, Kind::internal_date,
                                 Kind::rfc822_size, Kind::uid};
    return std::find(without.begin(), without.end(), item.kind) ==
           without.end();
}

bool makes_seen(const imap::FetchItem& item) {
    constexpr std::array kinds{Kind::rfc822, Kind::rfc822_text, Kind::section,
                               Kind::binary};
    return !item.peek &&
           std::find(kinds.begin(), kinds.end(), item.kind) != kinds.end();
}

mail::Expected<MessageFetch>
MessageFetch::begin(mail::Mailbox& mailbox, mail::Uid uid,
                    const std::vector<imap::FetchItem>& items, bool global) {
    const auto any = [&](auto reads) {
        return std::any_of(items.begin(), items.end(), reads);
    };
    mail::Expected<mail::Octets> octets = std::make_shared<const std::string>();
    if (any(reads_more))
        octets = mailbox.octets(uid);
    else if (any(reads_header))
        octets = mailbox.header(uid);
    if (!octets) return tl::make_unexpected(octets.error());
    return MessageFetch(uid, items, *std::move(octets), global);
}

mail::Expected<bool> MessageFetch::go_on(mail::Mailbox& mailbox) {
    for (std::size_t octets = 0;
         next_ < items_->size() && octets < octets_at_once;) {
        const auto& item = (*items_)[next_++];
        if (auto added = add(item, mailbox); !added)
            return tl::make_unexpected(added.error());
        if (reads_message(item)) octets += octets_->size();
    }
    return next_ < items_->size();
}

std::size_t MessageFetch::octets() const {
    return octets_in(found_.values);
}

mail::Expected<void> MessageFetch::add(const imap::FetchItem& item,
                                       mail::Mailbox& mailbox) {
    if (reads_message(item)) {
        add_text(found_, item, parsed_);
        if (octets_in(found_.values) > octets_->size() + limits::beside_message)
            return mail::fail(mail::Failure::Kind::limit,
                              "a message is asked for many times over");
        return {};
    }
    if (item.kind == Kind::rfc822_size) {
        const auto size = mailbox.size(uid_);
        if (!size) return tl::make_unexpected(size.error());
        found_.values.push_back(imap::Size{*size});
        return {};
    }
    const auto* message = mailbox.recall(uid_);
    if (!message)
        return mail::fail(mail::Failure::Kind::missing, "a message is gone");
    found_.values.push_back(known(*message, item.kind));
    return {};
}

} // namespace imap_server
