#include "common/imap/values/message_structure.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

namespace imap {

namespace {

constexpr std::string_view text_or_nil = "a string or NIL";

Address read_address(Cursor& in) {
    Address address;
    in.expect('(');
    address.name = in.nstring(text_or_nil);
    in.space();
    address.route = in.nstring(text_or_nil);
    in.space();
    address.mailbox = in.nstring(text_or_nil);
    in.space();
    address.host = in.nstring(text_or_nil);
    in.expect(')');
    return address;
}

/// "(" 1*address ")" / nil; spaces between the addresses are allowed.
std::vector<Address> read_addresses(Cursor& in) {
    std::vector<Address> addresses;
    if (in.eat_word("NIL")) return addresses;
    in.expect('(');
    while (in.ok() && !in.eat(')')) {
        addresses.push_back(read_address(in));
        in.allow(addresses.size(), limits::addresses, "addresses");
        in.eat(' ');
    }
    return addresses;
}

void write_addresses(Writer& out, const std::vector<Address>& addresses) {
    if (addresses.empty()) {
        out << "NIL";
        return;
    }
    out << '(';
    for (const auto& address : addresses) {
        auto list = out.list();
        list.next().nstring(address.name);
        list.next().nstring(address.route);
        list.next().nstring(address.mailbox);
        list.next().nstring(address.host);
    }
    out << ')';
}

} // namespace

Envelope read_envelope(Cursor& in) {
    Envelope envelope;
    in.expect('(');
    envelope.date = in.nstring(text_or_nil);
    in.space();
    envelope.subject = in.nstring(text_or_nil);
    for (auto* field : {&envelope.from, &envelope.sender, &envelope.reply_to,
                        &envelope.to, &envelope.cc, &envelope.bcc}) {
        in.space();
        *field = read_addresses(in);
    }
    in.space();
    envelope.in_reply_to = in.nstring(text_or_nil);
    in.space();
    envelope.message_id = in.nstring(text_or_nil);
    in.expect(')');
    return envelope;
}

void write(Writer& out, const Envelope& envelope) {
    auto list = out.list();
    list.next().nstring(envelope.date);
    list.next().nstring(envelope.subject);
    for (const auto* field :
         {&envelope.from, &envelope.sender, &envelope.reply_to, &envelope.to,
          &envelope.cc, &envelope.bcc})
        write_addresses(list.next(), *field);
    list.next().nstring(envelope.in_reply_to);
    list.next().nstring(envelope.message_id);
}

} // namespace imap
