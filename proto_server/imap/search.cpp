#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/search_match.hpp"

#include <algorithm>

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
    const auto uids = find(search.keys);
    auto found = search.uid ? uids : numbers(uids);
    if (save) selected_->saved = to_save(*returns, uids);
    if (!returns)
        say(imap::SearchData{std::move(found)});
    else if (*returns != Return{.save = true})
        say(extended(search, *returns, tag_, found));
    ok("SEARCH completed");
}

/// Among those that the client knows.
std::vector<mail::Uid>
ImapSession::find(const std::vector<imap::SearchKey>& keys) {
    const auto& view = selected_->view;
    std::vector<mail::Uid> found;
    for (std::uint32_t number = 1; number <= view.count(); ++number) {
        const auto* message = selected_->mailbox->find(view.uid(number));
        if (!message) continue;
        imap_server::Candidate candidate(*selected_->mailbox, *message, number,
                                         {view.count(), view.last_uid()},
                                         selected_->saved);
        if (candidate.matches_all(keys)) found.push_back(message->uid);
    }
    return found;
}
