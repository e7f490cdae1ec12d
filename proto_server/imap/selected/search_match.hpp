#pragma once

#include "common/imap/values/search_key.hpp"
#include "proto_server/mailbox/mailbox.hpp"
#include "proto_server/mime/message.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace imap_server {

/// How many messages are compared with `keys` before others are served: one,
/// if it must be read for that.
std::uint32_t portion_of(const std::vector<imap::SearchKey>& keys);

/// One message of a SEARCH, RFC 3501 §6.4.4. It is read only if a key
/// asks for its text.
class Candidate {
public:
    /// The values of `*` among message numbers and among UIDs.
    struct Largest {
        std::uint32_t number, uid;
    };

    /// `saved` are the UIDs that `$` stands for, in order.
    Candidate(mail::Mailbox& mailbox, const mail::Message& message,
              std::uint32_t number, bool is_recent, Largest largest,
              const std::vector<mail::Uid>& saved)
        : mailbox_(mailbox), message_(message), number_(number),
          is_recent_(is_recent), largest_(largest), saved_(saved) {}

    bool matches_all(const std::vector<imap::SearchKey>& keys);

private:
    bool matches(const imap::SearchKey& key);
    bool is_in(const imap::SequenceSet& set, std::uint32_t number,
               std::uint32_t largest) const;
    bool matches_date(const imap::SearchKey& key) const;
    bool matches_sent(const imap::SearchKey& key);
    std::uint32_t size();
    const mime::Message& text();

    mail::Mailbox& mailbox_;
    const mail::Message& message_;
    std::uint32_t number_;
    bool is_recent_;
    Largest largest_;
    const std::vector<mail::Uid>& saved_;
    mail::Octets octets_;
    std::optional<mime::Message> text_;
};

} // namespace imap_server
