#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/search_match.hpp"

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

void ImapSession::answer(const imap::Search& search) {
    auto returns = search.returns;
    if (rev2_ && !returns) returns = Return{.all = true};
    const bool save = returns && returns->save;
    const auto& charset = search.charset;
    if (!charset.empty() && utf8_accept_ && !rev2_)
        return bad("no CHARSET after ENABLE UTF8=ACCEPT"); // RFC 9755 §3
    if (!charset.empty() && charset != "UTF-8" && charset != "US-ASCII") {
        if (save) selected_->saved.clear();
        return no("there are only US-ASCII and UTF-8",
                  imap::Code{"BADCHARSET", "(US-ASCII UTF-8)"});
    }
    auto whole = search;
    whole.returns = returns;
    work_ = [this, search = std::move(whole), portion = portion_of(search.keys),
             number = std::uint32_t{1},
             found = std::vector<mail::Uid>()]() mutable {
        const auto& view = selected_->view;
        for (auto n = portion; n > 0 && number <= view.count(); --n, ++number)
            if (matches(number, search.keys)) found.push_back(view.uid(number));
        if (number <= view.count()) return true;
        say_found(search, found);
        ok("SEARCH completed");
        return false;
    };
}

void ImapSession::say_found(const imap::Search& search,
                            const std::vector<mail::Uid>& uids) {
    const auto& returns = search.returns;
    auto found = search.uid ? uids : numbers(uids);
    if (returns && returns->save) selected_->saved = to_save(*returns, uids);
    if (!returns)
        say(imap::SearchData{std::move(found)});
    else if (*returns != Return{.save = true})
        say(extended(search, *returns, tag_, found));
}

/// False for a message that others removed.
bool ImapSession::matches(std::uint32_t number,
                          const std::vector<imap::SearchKey>& keys) const {
    const auto& view = selected_->view;
    const auto* message = selected_->mailbox->find(view.uid(number));
    if (!message) return false;
    Candidate candidate(*selected_->mailbox, *message, number,
                        view.is_recent(message->uid),
                        {view.count(), view.last_uid()}, selected_->saved);
    return candidate.matches_all(keys);
}

} // namespace imap_server
