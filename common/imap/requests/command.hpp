#pragma once

#include "common/imap/values/date.hpp"
#include "common/imap/values/fetch_item.hpp"
#include "common/imap/values/flags.hpp"
#include "common/imap/values/id_fields.hpp"
#include "common/imap/values/search_key.hpp"
#include "common/imap/values/sequence_set.hpp"
#include "common/imap/values/status_item.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The commands that a client sends: one type for each. The name of a mailbox
/// is written as on the wire (mailbox_name.hpp). `uid` is true for UID FETCH
/// and false for FETCH.
namespace imap {

// In any state: RFC 3501 §6.1, RFC 2971.
struct Capability {
    bool operator==(const Capability&) const = default;
};
struct Noop {
    bool operator==(const Noop&) const = default;
};
struct Logout {
    bool operator==(const Logout&) const = default;
};
/// Fields with which a client describes itself; none for `ID NIL`.
struct Id {
    IdFields fields;
    bool operator==(const Id&) const = default;
};

// Before login: RFC 3501 §6.2.
struct StartTls {
    bool operator==(const StartTls&) const = default;
};
struct Login {
    std::string user, password;
    bool operator==(const Login&) const = default;
};
struct Authenticate {
    std::string mechanism; ///< in capitals: "PLAIN"
    /// The initial response of SASL-IR (RFC 4959), in base64; "=" is an empty
    /// one.
    std::optional<std::string> initial_response;
    bool operator==(const Authenticate&) const = default;
};

// After login: RFC 3501 §6.3.
struct Enable {
    std::vector<std::string> capabilities; ///< in capitals (RFC 5161)
    bool operator==(const Enable&) const = default;
};
struct Select {
    std::string mailbox;
    bool examine = false; ///< EXAMINE, which changes nothing
    bool operator==(const Select&) const = default;
};
struct Create {
    std::string mailbox;
    std::vector<std::string> uses; ///< `\Sent`: USE of RFC 6154 §3
    bool operator==(const Create&) const = default;
};
struct Delete {
    std::string mailbox;
    bool operator==(const Delete&) const = default;
};
struct Rename {
    std::string from, to;
    bool operator==(const Rename&) const = default;
};
struct Subscribe {
    std::string mailbox;
    bool operator==(const Subscribe&) const = default;
};
struct Unsubscribe {
    std::string mailbox;
    bool operator==(const Unsubscribe&) const = default;
};
/// RFC 3501 §6.3.8, and as RFC 5258, RFC 5819 and RFC 6154 extend it.
struct List {
    struct Selection {
        bool subscribed = false, remote = false, recursive_match = false,
             special_use = false;
        bool operator==(const Selection&) const = default;
    };
    struct Return {
        bool subscribed = false, children = false, special_use = false;
        std::vector<StatusItem> status;
        bool operator==(const Return&) const = default;
    };
    std::string reference;
    std::vector<std::string> patterns; ///< at least one
    Selection select;
    Return returns;
    bool operator==(const List&) const = default;
};
struct Lsub {
    std::string reference, pattern;
    bool operator==(const Lsub&) const = default;
};
/// RFC 2342 §5
struct Namespace {
    bool operator==(const Namespace&) const = default;
};
struct Status {
    std::string mailbox;
    std::vector<StatusItem> items;
    bool operator==(const Status&) const = default;
};
struct Append {
    std::string mailbox;
    Flags flags;
    std::optional<DateTime> date;
    std::string message;
    bool utf8 = false; ///< sent as `UTF8 (~{n} …)`, RFC 6855 §4
    bool operator==(const Append&) const = default;
};
/// RFC 2177. The line DONE ends it; see parse_done().
struct Idle {
    bool operator==(const Idle&) const = default;
};

// In a mailbox: RFC 3501 §6.4.
struct Check {
    bool operator==(const Check&) const = default;
};
struct Close {
    bool operator==(const Close&) const = default;
};
/// RFC 3691
struct Unselect {
    bool operator==(const Unselect&) const = default;
};
/// EXPUNGE; with a set of UIDs it is UID EXPUNGE, RFC 4315 §2.1.
struct Expunge {
    std::optional<SequenceSet> uids;
    bool operator==(const Expunge&) const = default;
};
struct Search {
    /// RETURN of RFC 4731 §3.1. `RETURN ()` is read as ALL.
    struct Return {
        bool min = false, max = false, all = false, count = false, save = false;
        bool operator==(const Return&) const = default;
    };
    bool uid = false;
    std::optional<Return> returns; ///< if present, the answer is an ESEARCH
    std::string charset;           ///< in capitals; empty if none was given
    std::vector<SearchKey> keys;   ///< all must hold
    bool operator==(const Search&) const = default;
};
struct Fetch {
    bool uid = false;
    SequenceSet set;
    std::vector<FetchItem> items;
    bool operator==(const Fetch&) const = default;
};
struct Store {
    enum class Action : std::uint8_t { replace, add, remove };
    bool uid = false;
    SequenceSet set;
    Action action = Action::replace;
    bool silent = false; ///< .SILENT
    Flags flags;
    bool operator==(const Store&) const = default;
};
struct Copy {
    bool uid = false;
    SequenceSet set;
    std::string mailbox;
    bool operator==(const Copy&) const = default;
};
/// RFC 6851
struct Move {
    bool uid = false;
    SequenceSet set;
    std::string mailbox;
    bool operator==(const Move&) const = default;
};

using Command =
    std::variant<Capability, Noop, Logout, Id, StartTls, Login, Authenticate,
                 Enable, Select, Create, Delete, Rename, Subscribe, Unsubscribe,
                 List, Lsub, Namespace, Status, Append, Idle, Check, Close,
                 Unselect, Expunge, Search, Fetch, Store, Copy, Move>;

struct Request {
    std::string tag;
    Command command;
    bool operator==(const Request&) const = default;
};

} // namespace imap
