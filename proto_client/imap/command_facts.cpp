#include "proto_client/imap/command_facts.hpp"

#include <algorithm>
#include <variant>

namespace imap_client {

namespace {

using State = Known::State;

/// The states in which a command is allowed, and the capability that it needs,
/// if any.
struct Rule {
    State from = State::not_authenticated;
    State to = State::selected;
    std::string_view capability = {};
};

constexpr Rule any_state{};
constexpr Rule before_login{State::not_authenticated, State::not_authenticated};
constexpr Rule after_login{State::authenticated};
constexpr Rule in_mailbox{State::selected};

constexpr Rule with(Rule rule, std::string_view capability) {
    rule.capability = capability;
    return rule;
}

struct Rules {
    Rule operator()(const imap::Capability&) const { return any_state; }
    Rule operator()(const imap::Noop&) const { return any_state; }
    Rule operator()(const imap::Logout&) const { return any_state; }
    Rule operator()(const imap::Id&) const { return with(any_state, "ID"); }

    Rule operator()(const imap::StartTls&) const {
        return with(before_login, "STARTTLS");
    }
    Rule operator()(const imap::Login&) const { return before_login; }
    Rule operator()(const imap::Authenticate&) const { return before_login; }

    Rule operator()(const imap::Enable&) const {
        return with(after_login, "ENABLE");
    }
    Rule operator()(const imap::Namespace&) const {
        return with(after_login, "NAMESPACE");
    }
    Rule operator()(const imap::Idle&) const {
        return with(after_login, "IDLE");
    }

    Rule operator()(const imap::Check&) const { return in_mailbox; }
    Rule operator()(const imap::Close&) const { return in_mailbox; }
    Rule operator()(const imap::Unselect&) const {
        return with(in_mailbox, "UNSELECT");
    }
    Rule operator()(const imap::Expunge& one) const {
        return one.uids ? with(in_mailbox, "UIDPLUS") : in_mailbox;
    }
    Rule operator()(const imap::Search&) const { return in_mailbox; }
    Rule operator()(const imap::Fetch&) const { return in_mailbox; }
    Rule operator()(const imap::Store&) const { return in_mailbox; }
    Rule operator()(const imap::Copy&) const { return in_mailbox; }
    Rule operator()(const imap::Move&) const {
        return with(in_mailbox, "MOVE");
    }

    /// The others are about whole mailboxes: SELECT, LIST, APPEND.
    template<class Other>
    Rule operator()(const Other&) const {
        return after_login;
    }
};

constexpr const char* when(State state) {
    switch (state) {
    case State::greeting:
        return "before the greeting";
    case State::not_authenticated:
        return "before login";
    case State::authenticated:
        return "without a selected mailbox";
    case State::selected:
        break;
    }
    return "with a selected mailbox";
}

template<class... Kinds>
bool is(const imap::Response& data) {
    return (std::holds_alternative<Kinds>(data) || ...);
}

struct AsksFor {
    std::string_view tag;
    const imap::Response& data;

    bool operator()(const imap::Capability&) const {
        return is<imap::CapabilityData>(data);
    }
    bool operator()(const imap::Enable&) const {
        return is<imap::EnabledData>(data);
    }
    bool operator()(const imap::Id&) const { return is<imap::IdData>(data); }
    bool operator()(const imap::Namespace&) const {
        return is<imap::NamespaceData>(data);
    }
    bool operator()(const imap::List& list) const {
        const auto* one = std::get_if<imap::ListData>(&data);
        return (one && !one->lsub) ||
               (!list.returns.status.empty() && is<imap::StatusData>(data));
    }
    bool operator()(const imap::Lsub&) const {
        const auto* one = std::get_if<imap::ListData>(&data);
        return one && one->lsub;
    }
    bool operator()(const imap::Status& status) const {
        const auto* one = std::get_if<imap::StatusData>(&data);
        return one && one->mailbox == status.mailbox;
    }
    bool operator()(const imap::Search&) const {
        const auto* one = std::get_if<imap::EsearchData>(&data);
        return is<imap::SearchData>(data) || (one && one->tag == tag);
    }
    bool operator()(const imap::Fetch&) const {
        return is<imap::FetchData>(data);
    }
    bool operator()(const imap::Store& store) const {
        return !store.silent && is<imap::FetchData>(data);
    }
    template<class Other>
    bool operator()(const Other&) const {
        return false;
    }
};

} // namespace

std::optional<std::string> why_not(const imap::Command& command,
                                   const Known& known) {
    const auto rule = std::visit(Rules{}, command);
    if (known.state < rule.from || known.state > rule.to)
        return std::string("the command is not allowed ") + when(known.state);
    if (!rule.capability.empty() && known.capabilities &&
        !known.offers(rule.capability))
        return "the server does not offer " + std::string(rule.capability);
    return std::nullopt;
}

bool asks_for(const imap::Command& command, std::string_view tag,
              const imap::Response& data) {
    return std::visit(AsksFor{tag, data}, command);
}

bool has_content(const imap::FetchData& data) {
    return std::any_of(data.values.begin(), data.values.end(),
                       [](const auto& value) {
                           return !std::holds_alternative<imap::Uid>(value) &&
                                  !std::holds_alternative<imap::Flags>(value);
                       });
}

} // namespace imap_client
