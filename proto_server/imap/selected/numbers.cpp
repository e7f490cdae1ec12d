#include "proto_server/imap/selected/selected.hpp"

namespace imap_server {

std::optional<Selected::Numbers>
Selected::numbers_or_bad(const imap::SequenceSet& set, bool uid,
                         Answer& answer) const {
    if (set.saved) return numbers(saved());
    if (!uid && set.goes_beyond(view_.count())) {
        answer.bad("there are " + std::to_string(view_.count()) + " messages");
        return std::nullopt;
    }
    Numbers found;
    for (auto [first, last] :
         set.resolve(uid ? view_.last_uid() : view_.count())) {
        if (uid) {
            first = view_.number_from(first);
            last =
                last == ~0u ? view_.count() : view_.number_from(last + 1) - 1;
        }
        for (auto number = first; number <= last; ++number)
            found.push_back(number);
    }
    return found;
}

const std::vector<mail::Uid>& Selected::saved() const {
    static const std::vector<mail::Uid> none;
    return saved_ ? *saved_ : none;
}

void Selected::save(std::vector<mail::Uid> uids) {
    saved_ =
        uids.empty()
            ? nullptr
            : std::make_unique<const std::vector<mail::Uid>>(std::move(uids));
}

/// Leaves out messages of which the client was told that they are gone.
Selected::Numbers Selected::numbers(const std::vector<mail::Uid>& uids) const {
    Numbers found;
    for (const auto uid : uids) {
        const auto number = view_.number_from(uid);
        if (number <= view_.count() && view_.uid(number) == uid)
            found.push_back(number);
    }
    return found;
}

} // namespace imap_server
