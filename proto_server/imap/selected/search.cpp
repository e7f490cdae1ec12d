#include "proto_server/imap/selected/search_match.hpp"
#include "proto_server/imap/selected/selected.hpp"

#include <algorithm>

namespace imap_server {

// RFC 3501 §6.4.4; RETURN of RFC 4731, and SAVE of RFC 9051 §6.4.4.1.

namespace {

using Return = imap::Search::Return;

/// Numbers or UIDs, as they were asked for.
imap::EsearchData extended(const imap::Search& search, const Return& returns,
                           std::string tag,
                           const std::vector<std::uint32_t>& found) {
    imap::EsearchData data;
    data.tag = std::move(tag);
    data.uid = search.uid;
    if (returns.count) data.count = static_cast<std::uint32_t>(found.size());
    if (found.empty()) return data;
    if (returns.min) data.min = found.front();
    if (returns.max) data.max = found.back();
    if (returns.all) data.all = imap::sequence_set(found);
    return data;
}

/// MIN and MAX alone save no more than they return. RFC 9051 §6.4.4.1, Table 4.
std::vector<mail::Uid> to_save(const Return& returns,
                               const std::vector<mail::Uid>& found) {
    const bool some = returns.min || returns.max;
    if (!some || returns.all || returns.count || found.empty()) return found;
    std::vector<mail::Uid> saved;
    if (returns.min) saved.push_back(found.front());
    if (returns.max && (saved.empty() || found.size() > 1))
        saved.push_back(found.back());
    return saved;
}

} // namespace

void Selected::answer(const imap::Search& search, Answer& answer) {
    const auto& enabled = answer.enabled();
    auto returns = search.returns;
    if (enabled.rev2 && !returns) returns = Return{.all = true};
    const bool saves = returns && returns->save;
    const auto& charset = search.charset;
    if (!charset.empty() && enabled.utf8_accept && !enabled.rev2)
        return answer.bad("no CHARSET after ENABLE UTF8=ACCEPT"); // RFC 9755 §3
    if (!charset.empty() && charset != "UTF-8" && charset != "US-ASCII") {
        if (saves) save({});
        return answer.no("there are only US-ASCII and UTF-8",
                         imap::Code{"BADCHARSET", "(US-ASCII UTF-8)"});
    }
    auto whole = search;
    whole.returns = returns;
    answer.work([this, search = std::move(whole), &answer,
                 portion = portion_of(search.keys), number = std::uint32_t{1},
                 found = std::vector<mail::Uid>()]() mutable {
        const auto count = view_.count();
        for (auto n = portion; n > 0 && number <= count; --n, ++number)
            if (matches(number, search.keys))
                found.push_back(view_.uid(number));
        if (number <= count) return true;
        say_found(search, found, answer);
        answer.ok("SEARCH completed");
        return false;
    });
}

void Selected::say_found(const imap::Search& search,
                         const std::vector<mail::Uid>& uids, Answer& answer) {
    const auto& returns = search.returns;
    auto found = search.uid ? uids : numbers(uids);
    if (returns && returns->save) save(to_save(*returns, uids));
    if (!returns)
        answer.say(imap::SearchData{std::move(found)});
    else if (*returns != Return{.save = true})
        answer.say(extended(search, *returns, answer.tag(), found));
}

/// False for a message that others removed.
bool Selected::matches(std::uint32_t number,
                       const std::vector<imap::SearchKey>& keys) const {
    const auto* message = mailbox_->find(view_.uid(number));
    if (!message) return false;
    Candidate candidate(*mailbox_, *message, number,
                        view_.is_recent(message->uid),
                        {view_.count(), view_.last_uid()}, saved());
    return candidate.matches_all(keys);
}

} // namespace imap_server
