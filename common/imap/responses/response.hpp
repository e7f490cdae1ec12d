#pragma once

#include "common/imap/responses/code.hpp"
#include "common/imap/text/parse_error.hpp"
#include "common/imap/text/part.hpp"
#include "common/imap/values/date.hpp"
#include "common/imap/values/fetch_item.hpp"
#include "common/imap/values/flags.hpp"
#include "common/imap/values/id_fields.hpp"
#include "common/imap/values/message_structure.hpp"
#include "common/imap/values/sequence_set.hpp"
#include "common/imap/values/status_item.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>

/// The responses that a server sends: one type for each. RFC 3501 §7.
namespace imap {

enum class Outcome : std::uint8_t { ok, no, bad };

/// `a1 OK [READ-WRITE] selected`: the end of the answer to request a1.
struct Tagged {
    std::string tag;
    Outcome outcome = Outcome::ok;
    std::optional<Code> code;
    std::string text; ///< for people; not empty, and does not begin with "["
    bool operator==(const Tagged&) const = default;
};

/// `* OK still here`: a keepalive, a greeting, a warning or a goodbye.
struct Untagged {
    enum class Kind : std::uint8_t { ok, no, bad, preauth, bye };
    Kind kind = Kind::ok;
    std::optional<Code> code;
    std::string text;
    bool operator==(const Untagged&) const = default;
};

/// `+ idling`
struct Continuation {
    std::string text; ///< for people, or base64 within AUTHENTICATE
    bool operator==(const Continuation&) const = default;
};

struct CapabilityData {
    std::vector<std::string> capabilities;
    bool operator==(const CapabilityData&) const = default;
};
/// RFC 5161 §3.2
struct EnabledData {
    std::vector<std::string> capabilities;
    bool operator==(const EnabledData&) const = default;
};
/// RFC 2971 §3.2
struct IdData {
    IdFields fields;
    bool operator==(const IdData&) const = default;
};

/// `* 4 EXISTS`: there are four messages now.
struct Exists {
    std::uint32_t messages = 0;
    bool operator==(const Exists&) const = default;
};
struct Recent {
    std::uint32_t messages = 0;
    bool operator==(const Recent&) const = default;
};
/// `* 4 EXPUNGE`: message 4 is gone, and 5 is now 4. RFC 3501 §7.4.1.
struct Expunged {
    std::uint32_t number = 1;
    bool operator==(const Expunged&) const = default;
};

/// `* FLAGS (…)`: the flags that may be set in the mailbox.
struct FlagsData {
    Flags flags;
    bool operator==(const FlagsData&) const = default;
};

/// `* LIST (\HasNoChildren) "/" INBOX`, or `* LSUB …`
struct ListData {
    bool lsub = false;
    std::vector<std::string> attributes; ///< with the backslash
    std::optional<char> delimiter = '/';
    std::string mailbox; ///< written as on the wire
    /// CHILDINFO of RFC 5258 §4: "SUBSCRIBED" …
    std::vector<std::string> child_info;
    /// OLDNAME of RFC 9051 §6.3.9.7: the name before a RENAME.
    std::optional<std::string> old_name;
    bool operator==(const ListData&) const = default;
};

/// `* NAMESPACE (("" "/")) NIL NIL`. RFC 2342 §6.
struct NamespaceData {
    struct One {
        std::string prefix;
        std::optional<char> delimiter = '/';
        bool operator==(const One&) const = default;
    };
    std::vector<One> personal, other_users, shared; ///< NIL if empty
    bool operator==(const NamespaceData&) const = default;
};

struct StatusData {
    std::string mailbox;
    std::vector<std::pair<StatusItem, std::uint64_t>> items;
    bool operator==(const StatusData&) const = default;
};

/// `* SEARCH 2 84 882`
struct SearchData {
    std::vector<std::uint32_t> numbers;
    bool operator==(const SearchData&) const = default;
};

/// `* ESEARCH (TAG "a1") UID COUNT 2 ALL 4,7`. RFC 4731 §3.1.
struct EsearchData {
    std::string tag; ///< may be empty
    bool uid = false;
    std::optional<std::uint32_t> min, max, count;
    std::optional<SequenceSet> all;
    bool operator==(const EsearchData&) const = default;
};

// The items of a FETCH response: msg-att, RFC 3501 §7.4.2.
struct Uid {
    std::uint32_t value = 1;
    bool operator==(const Uid&) const = default;
};
struct Size {
    std::uint64_t octets = 0; ///< RFC822.SIZE
    bool operator==(const Size&) const = default;
};
struct Body {
    /// `extended` is BODYSTRUCTURE, `basic` is BODY.
    BodyForm form = BodyForm::extended;
    BodyPart part;
    bool operator==(const Body&) const = default;
};
/// Octets of the message: RFC822, RFC822.HEADER, RFC822.TEXT, BODY[…] or
/// BINARY[…].
struct Content {
    FetchItem::Kind kind = FetchItem::Kind::section;
    Section section;
    std::optional<std::uint64_t>
        origin;     ///< `<0>`, if only a range was asked for
    NString octets; ///< NIL if the section does not exist
    bool operator==(const Content&) const = default;
};
struct BinarySize {
    std::vector<std::uint32_t> part;
    std::uint64_t octets = 0;
    bool operator==(const BinarySize&) const = default;
};
using FetchValue = std::variant<Flags, Uid, DateTime, Size, Envelope, Body,
                                Content, BinarySize>;

/// `* 4 FETCH (UID 7 FLAGS (\Seen))`
struct FetchData {
    std::uint32_t number = 1;
    std::vector<FetchValue> values;
    bool operator==(const FetchData&) const = default;
};

/// `* XMOON full`: a response of an unknown extension, which a client ignores.
struct OtherData {
    /// Everything after `* `, with its literals. It is printed as it is.
    std::string text;
    bool operator==(const OtherData&) const = default;
};

using Response = std::variant<Tagged, Untagged, Continuation, CapabilityData,
                              EnabledData, IdData, Exists, Recent, Expunged,
                              FlagsData, ListData, NamespaceData, StatusData,
                              SearchData, EsearchData, FetchData, OtherData>;

/// Returns the response as octets, with its CRLF. Tags, capabilities,
/// attributes, keywords and names of codes are written as they are, so they
/// must be valid. With `utf8` (UTF8=ACCEPT or IMAP4rev2 was enabled) quoted
/// strings and texts may hold UTF-8.
std::string print(const Response& response, bool utf8 = false);

/// Reads one response as ResponseReader cuts it: without the last CRLF, and
/// with its literals. It accepts some mistakes of servers (a missing text, a
/// missing space behind `+`) and unknown responses and codes. What is read is
/// noted in `parts`, unless that is null.
tl::expected<Response, ParseError> parse_response(std::string_view text,
                                                  Parts* parts = nullptr);

} // namespace imap
